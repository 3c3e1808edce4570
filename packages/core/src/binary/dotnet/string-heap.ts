/** The `#Strings` heap: identifiers that end at a NUL, named by their offset (ECMA-335 II.24.2.3). */
import type { TextTable } from '../../extractors/sink.js';
import { u16, u32 } from '../dex/byte-cursor.js';
import type { DamageLog } from '../dex/damage-log.js';
import { textTable } from '../utf8-texts.js';
import type { ByteRange } from './pe.js';
import type { MetadataTable } from './table-stream.js';

/** What all reading from the heap shares. */
export interface StringHeap {
  readonly bytes: Uint8Array;
  readonly range: ByteRange;
  /** Bytes that may still be looked at to find NULs: a heap may share the ends of names, but not all of them with all. */
  fuel: number;
  readonly damage: DamageLog;
}

/** Compilers let names share their ends, so that a byte may be looked at a few times; eight is far beyond what is seen. */
const sharingFactor = 8;

export function openStringHeap(bytes: Uint8Array, range: ByteRange, damage: DamageLog): StringHeap {
  return { bytes, range, fuel: bytes.length * sharingFactor, damage };
}

/** The heap offsets that a column of a table holds. */
export function columnValues(bytes: Uint8Array, table: MetadataTable, column: number): Uint32Array {
  const { offset, wide } = table.columns[column]!;
  const values = new Uint32Array(table.rows);
  let at = table.start + offset;
  for (let row = 0; row < values.length; row++, at += table.rowBytes) {
    values[row] = wide ? u32(bytes, at) : u16(bytes, at);
  }
  return values;
}

/** The strings at these heap offsets, as ranges of the file. One that lies outside the heap is empty, and noted. */
export function heapTexts(heap: StringHeap, indices: Uint32Array): TextTable {
  const { bytes, range, damage } = heap;
  const starts = new Uint32Array(indices.length);
  const ends = new Uint32Array(indices.length);
  let fuel = heap.fuel;
  let ordered = true;
  let lastEnd = 0;
  for (let i = 0; i < indices.length; i++) {
    const start = range.start + indices[i]!;
    const stop = Math.min(range.end, start + fuel);
    const end = firstNul(bytes, start, stop);
    fuel = Math.max(0, fuel - (end - start));
    if (end >= stop) {
      const why = start < range.end ? 'it has no end, or names overlap too often' : 'it lies outside the heap';
      damage.note('dotnet/bad-item', '#Strings', Math.min(start, bytes.length), () => `name ${indices[i]}: ${why}`);
      continue;
    }
    starts[i] = start;
    ends[i] = end;
    ordered &&= start >= lastEnd;
    lastEnd = end;
  }
  heap.fuel = fuel;
  return textTable(bytes, starts, ends, ordered);
}

/** Where the first NUL from `start` on stands; `stop`, or `start` where that is larger, when there is none before. */
function firstNul(bytes: Uint8Array, start: number, stop: number): number {
  let at = start;
  while (at < stop && bytes[at] !== 0) at++;
  return at;
}
