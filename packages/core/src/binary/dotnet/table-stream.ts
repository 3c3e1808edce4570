/** The `#~` stream: how many rows each metadata table has, and where they lie (ECMA-335 II.24.2.6). */

import type { DamageLog } from '../dex/damage-log.js';
import type { ByteRange } from '../heap-texts.js';
import { u16, u32 } from '../little-endian.js';
import { type Column, schema, tables } from './table-schema.js';

/** A table that lies inside the bytes from its first row to its last. */
export interface MetadataTable {
  readonly rows: number;
  /** Offset of the first row. */
  readonly start: number;
  readonly rowBytes: number;
  /** Offset of each column in a row, and whether it takes four bytes instead of two. */
  readonly columns: readonly { readonly offset: number; readonly wide: boolean }[];
}

/** Reserved, versions, heap sizes, reserved, `Valid`, `Sorted`. */
const headerBytes = 24;
const tableCount = 64;
/** `HeapSizes`: which heaps have indexes of four bytes. The last bit announces four bytes more behind the row counts. */
const heapBits = { '#Strings': 0x01, '#GUID': 0x02, '#Blob': 0x04 } as const;
const extraDataBit = 0x40;

/** Reads where the tables up to AssemblyRef lie. What reaches past the stream is cut and noted. Null where the stream has no header. */
export function readTables(
  bytes: Uint8Array,
  stream: ByteRange,
  maxRows: number,
  damage: DamageLog,
): readonly MetadataTable[] | null {
  if (stream.end - stream.start < headerBytes) return null;
  const heapSizes = bytes[stream.start + 6]!;
  const rowCounts: number[] = [];
  let at = stream.start + headerBytes;
  for (let table = 0; table < tableCount; table++) {
    const valid = (bytes[stream.start + 8 + (table >> 3)]! >> (table & 7)) & 1;
    if (valid === 1 && at + 4 > stream.end) return null;
    rowCounts.push(valid === 1 ? u32(bytes, at) : 0);
    at += valid * 4;
  }
  if ((heapSizes & extraDataBit) !== 0) at += 4;

  const found: MetadataTable[] = [];
  schema.forEach((columns, number) => {
    const stated = rowCounts[number]!;
    let rowBytes = 0;
    const places = columns.map((column) => {
      const place = { offset: rowBytes, wide: isWide(column, rowCounts, heapSizes) };
      rowBytes += place.wide ? 4 : 2;
      return place;
    });
    const fitting = Math.max(0, Math.floor((stream.end - at) / rowBytes));
    const rows = Math.min(stated, fitting, maxRows);
    if (fitting < stated) {
      damage.note('dotnet/truncated', 'tables', at, () => {
        return `table 0x${number.toString(16)} should have ${stated} rows, found room for ${fitting}`;
      });
    } else if (rows < stated) {
      damage.note('limit/items', 'tables', at, () => `found ${stated} rows, reading ${rows}`);
    }
    found.push({ rows, start: at, rowBytes, columns: places });
    at += stated * rowBytes;
  });
  return found;
}

/** Whether a column takes four bytes: an index does where the table that it points into has too many rows for two. */
function isWide(column: Column, rowCounts: readonly number[], heapSizes: number): boolean {
  if (typeof column === 'number') return column === 4;
  if (typeof column === 'object') {
    const limit = 2 ** (16 - column.tagBits);
    return column.into.some((table) => rowCounts[tables[table]]! >= limit);
  }
  if (column.startsWith('#')) return (heapSizes & heapBits[column as keyof typeof heapBits]) !== 0;
  return rowCounts[tables[column as keyof typeof tables]]! >= 0x10000;
}

/** Offset of each row of a table. */
export function rowOffsets({ rows, start, rowBytes }: MetadataTable): Uint32Array {
  const offsets = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) offsets[row] = start + row * rowBytes;
  return offsets;
}

/** What a column holds in each row of a table. */
export function columnValues(bytes: Uint8Array, table: MetadataTable, column: number): Uint32Array {
  const { offset, wide } = table.columns[column]!;
  const values = new Uint32Array(table.rows);
  let at = table.start + offset;
  for (let row = 0; row < values.length; row++, at += table.rowBytes) {
    values[row] = wide ? u32(bytes, at) : u16(bytes, at);
  }
  return values;
}
