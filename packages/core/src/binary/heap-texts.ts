/** Heaps of names that end at a NUL and are named by their offset: `#Strings` of .NET, the identifiers of Unity. */
import type { Code } from '../errors.js';
import type { TextTable } from '../extractors/sink.js';
import type { DamageLog } from './dex/damage-log.js';
import { textTable } from './utf8-texts.js';

/** A part of a file that lies inside its bytes; `end` is exclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What all reading from one heap shares. */
export interface Heap {
  readonly bytes: Uint8Array;
  readonly range: ByteRange;
  /** Bytes that may still be looked at to find NULs: a heap may share the ends of names, but not all of them with all. */
  fuel: number;
  readonly damage: DamageLog;
  /** Under which code a name that cannot be read is noted. */
  readonly code: Code;
}

/** Compilers let names share their ends, so that a byte may be looked at a few times; eight is far beyond what is seen. */
const sharingFactor = 8;

export function openHeap(bytes: Uint8Array, range: ByteRange, damage: DamageLog, code: Code): Heap {
  return { bytes, range, fuel: bytes.length * sharingFactor, damage, code };
}

/** The names at these offsets in the heap, as ranges of the file. One that lies outside the heap is empty, and noted. */
export function heapTexts(heap: Heap, indices: Uint32Array): TextTable {
  const { bytes, range, damage, code } = heap;
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
      damage.note(code, 'names', Math.min(start, bytes.length), () => `name ${indices[i]}: ${why}`);
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
