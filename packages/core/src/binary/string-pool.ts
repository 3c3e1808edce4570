/** ResStringPool: the shared strings of binary XML and resources.arsc, decoded one at a time. */
import { type Chunk, viewOf } from './resource-chunk.js';

/** Strings by index. */
export interface StringPool {
  /** How many strings the chunk has room for; never more than it states. */
  readonly count: number;
  /** The number of strings that the chunk states, true or not. */
  readonly statedCount: number;
  /** String `index`; null when there is none or it does not lie inside the chunk. */
  text(index: number): string | null;
}

const headerBytes = 28;
const utf8Flag = 0x100;

/** The pool that stands in for one that is missing. */
export const emptyStringPool: StringPool = { count: 0, statedCount: 0, text: () => null };

/**
 * Reads the string pool chunk (`ResStringPool_header`), up to `end` should its size reach past it. As in Android,
 * offsets count from `stringsStart`, whatever the number of strings says: protected apps state too many of them.
 * A string longer than `maxUnits` UTF-16 units is cut.
 */
export function readStringPool(bytes: Uint8Array, chunk: Chunk, end: number, maxUnits: number): StringPool {
  const { offset } = chunk;
  const poolEnd = Math.min(end, offset + chunk.size);
  if (poolEnd - offset < headerBytes) return emptyStringPool;
  const view = viewOf(bytes);
  const table = offset + Math.max(chunk.headerSize, headerBytes);
  const statedCount = view.getUint32(offset + 8, true);
  const strings = offset + view.getUint32(offset + 20, true);
  const count = Math.max(0, Math.min(statedCount, Math.floor((poolEnd - table) / 4)));
  const decode = (view.getUint32(offset + 16, true) & utf8Flag) !== 0 ? decodeUtf8 : decodeUtf16;
  return {
    count,
    statedCount,
    text(index) {
      if (index < 0 || index >= count) return null;
      const start = strings + view.getUint32(table + index * 4, true);
      return start < poolEnd ? decode(view, start, poolEnd, maxUnits) : null;
    },
  };
}

/** Length in units (one unit, or two with the top bit of the first set), then the units. */
function decodeUtf16(view: DataView, start: number, end: number, maxUnits: number): string | null {
  if (end - start < 2) return null;
  let at = start + 2;
  let length = view.getUint16(start, true);
  if ((length & 0x8000) !== 0) {
    if (end - at < 2) return null;
    length = ((length & 0x7fff) << 16) | view.getUint16(at, true);
    at += 2;
  }
  if (length > (end - at) / 2) return null;
  return utf16.decode(bytesOf(view, at, Math.min(length, maxUnits) * 2));
}

/** Length in UTF-16 units, length in bytes (each in one byte, or two with the top bit set), then the bytes. */
function decodeUtf8(view: DataView, start: number, end: number, maxUnits: number): string | null {
  const units = byteLength(view, start, end);
  const length = units === null ? null : byteLength(view, units.next, end);
  if (length === null) return null;
  const at = length.next;
  // Two bytes hold lengths up to 0x7fff only; Android finds the end of a longer string by its zero byte
  // (ResStringPool::decodeString8At).
  let size = length.value;
  while (size + 0x8000 < end - at && view.getUint8(at + size) !== 0) size += 0x8000;
  if (size >= end - at || view.getUint8(at + size) !== 0) size = length.value;
  if (size > end - at) return null;
  const text = utf8.decode(bytesOf(view, at, Math.min(size, maxUnits * 3)));
  return text.length > maxUnits ? text.slice(0, maxUnits) : text;
}

function byteLength(view: DataView, at: number, end: number): { readonly value: number; readonly next: number } | null {
  if (at >= end) return null;
  const first = view.getUint8(at);
  if ((first & 0x80) === 0) return { value: first, next: at + 1 };
  return at + 1 >= end ? null : { value: ((first & 0x7f) << 8) | view.getUint8(at + 1), next: at + 2 };
}

function bytesOf(view: DataView, at: number, length: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + at, length);
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true });
