/** ResTable_type: the values of one resource type in one configuration, found by entry number. */
import type { Chunk } from '../resource-chunk.js';

/** A value as it lies in the table. */
export interface ResourceValue {
  readonly type: number;
  readonly data: number;
}

const sparseFlag = 0x01;
const offset16Flag = 0x02;
const complexFlag = 0x0001;
const compactFlag = 0x0008;

/** Offset of the chunk's `ResTable_config`. */
export const configurationOffset = 20;

/**
 * The value of entry `index` in a type chunk, null when the chunk has none (or it is a bag such as a style or an array, or does
 * not lie inside the chunk). Knows the plain table of offsets, FLAG_SPARSE, FLAG_OFFSET16 and FLAG_COMPACT entries.
 */
export function readEntry(view: DataView, chunk: Chunk, index: number): ResourceValue | null {
  const end = chunk.offset + chunk.size;
  if (chunk.size < configurationOffset) return null;
  const offset = entryOffset(view, chunk, index, end);
  if (offset === null) return null;
  const at = chunk.offset + view.getUint32(chunk.offset + 16, true) + offset;
  if (at + 8 > end) return null;
  const flags = view.getUint16(at + 2, true);
  if ((flags & compactFlag) !== 0) return { type: flags >> 8, data: view.getUint32(at + 4, true) };
  const value = at + view.getUint16(at, true);
  if ((flags & complexFlag) !== 0 || value + 8 > end) return null;
  return { type: view.getUint8(value + 3), data: view.getUint32(value + 4, true) };
}

/** Bytes from `entriesStart` to the entry. */
function entryOffset(view: DataView, chunk: Chunk, index: number, end: number): number | null {
  const flags = view.getUint8(chunk.offset + 9);
  const count = view.getUint32(chunk.offset + 12, true);
  const table = chunk.offset + chunk.headerSize;
  if ((flags & sparseFlag) !== 0)
    return sparseOffset(view, table, Math.min(count, Math.floor((end - table) / 4)), index);
  if (index >= count) return null;
  if ((flags & offset16Flag) !== 0) {
    if (table + index * 2 + 2 > end) return null;
    const offset = view.getUint16(table + index * 2, true);
    return offset === 0xffff ? null : offset * 4;
  }
  if (table + index * 4 + 4 > end) return null;
  const offset = view.getUint32(table + index * 4, true);
  return offset === 0xffffffff ? null : offset;
}

/** Sparse tables hold pairs of entry number and offset in units of four, sorted by number. */
function sparseOffset(view: DataView, table: number, count: number, index: number): number | null {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (view.getUint16(table + middle * 4, true) < index) low = middle + 1;
    else high = middle;
  }
  if (low >= count || view.getUint16(table + low * 4, true) !== index) return null;
  return view.getUint16(table + low * 4 + 2, true) * 4;
}
