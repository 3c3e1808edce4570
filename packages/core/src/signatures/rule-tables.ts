/** The tables of all signature kinds in one buffer, which can be stored, sent to another thread, or shared by several. */
import type { KindTables } from './signature-kind.js';

/** Tables by the id of their kind. */
export interface RuleTables {
  readonly [kind: string]: KindTables;
}

/** Changes whenever a table changes its meaning: tables of another version are not used. */
const format = 1;

/** What the buffer begins with, as JSON behind its length: where each table lies. */
interface Directory {
  readonly format: number;
  /** The identity of the rules that were compiled. */
  readonly sha256: string;
  /** Kind and name of each table, the bytes of one item, and how many there are. */
  readonly tables: readonly (readonly [kind: string, name: string, itemBytes: 1 | 4, count: number])[];
}

const aligned = (offset: number): number => Math.ceil(offset / 4) * 4;

/** Puts tables into one buffer. */
export function packTables(kinds: RuleTables, sha256: string): ArrayBuffer {
  const tables = Object.entries(kinds).flatMap(([kind, named]) =>
    Object.entries(named).map(([name, table]) => ({ kind, name, table })),
  );
  const directory: Directory = {
    format,
    sha256,
    tables: tables.map(({ kind, name, table }) => [kind, name, table.BYTES_PER_ELEMENT as 1 | 4, table.length]),
  };
  const head = new TextEncoder().encode(JSON.stringify(directory));
  const size = tables.reduce((sum, { table }) => sum + aligned(table.byteLength), aligned(4 + head.length));
  const packed = new Uint8Array(size);
  new DataView(packed.buffer).setUint32(0, head.length, true);
  packed.set(head, 4);
  let offset = aligned(4 + head.length);
  for (const { table } of tables) {
    packed.set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength), offset);
    offset += aligned(table.byteLength);
  }
  return packed.buffer;
}

/** The tables in a buffer, as views; null when it was compiled from other rules, or by another version of this library. */
export function unpackTables(packed: ArrayBufferLike, sha256: string): RuleTables | null {
  const length = new DataView(packed).getUint32(0, true);
  // A copy, since text is not decoded from memory that other threads may write to.
  const head = new TextDecoder().decode(new Uint8Array(packed, 4, length).slice());
  const directory = JSON.parse(head) as Directory;
  if (directory.format !== format || directory.sha256 !== sha256) return null;
  const kinds: Record<string, Record<string, Uint8Array | Uint32Array>> = {};
  let offset = aligned(4 + length);
  for (const [kind, name, itemBytes, count] of directory.tables) {
    const table = itemBytes === 1 ? new Uint8Array(packed, offset, count) : new Uint32Array(packed, offset, count);
    kinds[kind] ??= {};
    kinds[kind][name] = table;
    offset += aligned(table.byteLength);
  }
  return kinds;
}
