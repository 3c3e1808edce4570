/** ResTable_package: finds the type chunks of every resource type, without reading what is in them. */
import { type Chunk, chunkHeaderBytes, chunkTypes, fits, readChunk } from '../resource-chunk.js';

/** Offsets of type chunks by package and type number, in file order. */
export class TypeChunks {
  readonly #offsets = new Map<number, number[]>();

  add(packageId: number, typeId: number, offset: number): void {
    const key = (packageId << 8) | typeId;
    const known = this.#offsets.get(key);
    if (known === undefined) this.#offsets.set(key, [offset]);
    else known.push(offset);
  }

  /** The chunks that may hold a resource, by the upper 16 bits of its id. */
  of(id: number): readonly number[] {
    return this.#offsets.get(id >>> 16) ?? [];
  }
}

/** Bytes of `ResTable_type` up to its configuration's size. */
const leastTypeHeader = 24;
const leastPackageHeader = 12;
/** Header size from which a package states the offset of its type numbers (`typeIdOffset`, feature splits). */
const typeIdOffsetEnd = 288;

/** A place where a chunk's sizes cannot be right, told to `onBadChunk`; what comes after it in its parent is skipped. */
export type OnBadChunk = (chunk: Chunk, end: number) => void;

/** Calls `visit` for the chunks between `start` and `end` that fit there. */
export function visitChunks(
  view: DataView,
  start: number,
  end: number,
  onBadChunk: OnBadChunk,
  visit: (chunk: Chunk) => void,
): void {
  let offset = start;
  while (offset + chunkHeaderBytes <= end) {
    const chunk = readChunk(view, offset);
    if (!fits(chunk, end)) {
      onBadChunk(chunk, end);
      // A last chunk that claims too much is read as far as it goes.
      if (chunk.headerSize < chunkHeaderBytes || chunk.size <= end - offset || chunk.headerSize > end - offset) return;
      visit({ ...chunk, size: end - offset });
      return;
    }
    visit(chunk);
    offset += chunk.size;
  }
}

/** Adds the type chunks of one package to the index. */
export function indexPackage(view: DataView, chunk: Chunk, types: TypeChunks, onBadChunk: OnBadChunk): void {
  if (chunk.headerSize < leastPackageHeader) {
    onBadChunk(chunk, chunk.offset + chunk.size);
    return;
  }
  const packageId = view.getUint32(chunk.offset + 8, true) & 0xff;
  const typeIdOffset = chunk.headerSize >= typeIdOffsetEnd ? view.getUint32(chunk.offset + 284, true) : 0;
  const end = chunk.offset + chunk.size;
  visitChunks(view, chunk.offset + chunk.headerSize, end, onBadChunk, (inner) => {
    if (inner.type !== chunkTypes.type) return;
    if (inner.headerSize < leastTypeHeader) onBadChunk(inner, end);
    else types.add(packageId, (view.getUint8(inner.offset + 8) + typeIdOffset) & 0xff, inner.offset);
  });
}
