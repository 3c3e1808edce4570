/** Names of a string table as byte ranges (gABI, "String Table"). */
import type { TextTable } from '../../extractors/sink.js';
import { textTable } from '../utf8-texts.js';
import type { DynamicSection } from './dynamic-section.js';
import { type ElfBytes, type Notes, readable } from './elf-bytes.js';

/** The string table of the dynamic section, and what its names may still cost. */
export interface NameSource {
  readonly bytes: Uint8Array;
  /** Where the table begins and ends, as far as it is at hand. */
  readonly start: number;
  readonly end: number;
  /** Bytes of the table in the file, those included that are not at hand. */
  readonly length: number;
  /** Whether the table goes on behind `end`, so that a name that reaches it is not whole. */
  readonly cut: boolean;
  /** Bytes of names that may still be given out: overlapping names would give out the same byte again and again. */
  fuel: number;
}

/** Linkers let a name share the end of a longer one, so a byte may be given out a few times; eight is far from that. */
const sharingFactor = 8;

/** The string table that `dynamic` names; empty when it is not there or not at hand. */
export function openNames(elf: ElfBytes, dynamic: DynamicSection | null, notes: Notes): NameSource {
  const { bytes } = elf;
  if (dynamic === null || dynamic.strings < 0) return { bytes, start: 0, end: 0, length: 0, cut: false, fuel: 0 };
  const start = dynamic.strings;
  const stated = dynamic.stringBytes;
  const there = readable(elf, { offset: 0, bytes }, start, stated, 'dynamic strings', notes);
  const length = Math.min(stated, Math.max(0, elf.size - start));
  return { bytes, start, end: start + there, length, cut: there < stated, fuel: there * sharingFactor };
}

/** The names at `offsets` of the table, which count from its beginning. A name that is not all there is empty. */
export function readNames(source: NameSource, offsets: Uint32Array, part: string, notes: Notes): TextTable {
  const { bytes, start, end, length, cut } = source;
  const count = offsets.length;
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  source.fuel = findNames(bytes, start, end, cut, source.fuel, offsets, starts, ends);
  if (source.fuel < 0) {
    notes.damage.note('elf/overlap', part, start, () => 'names overlap too often; the rest are left empty');
    source.fuel = 0;
  }
  const outside = firstOutside(offsets, length);
  if (outside >= 0) {
    const found = offsets[outside];
    notes.damage.note('elf/bad-offset', part, start, () => `name at ${found} of ${length} bytes of names`);
  }
  return textTable(bytes, starts, ends, false);
}

/** Finds where each name begins and ends. Returns the fuel that is left, less than 0 when it was not enough. */
function findNames(
  bytes: Uint8Array,
  tableStart: number,
  tableEnd: number,
  cut: boolean,
  fuel: number,
  offsets: Uint32Array,
  starts: Uint32Array,
  ends: Uint32Array,
): number {
  let left = fuel;
  for (let i = 0; i < offsets.length; i++) {
    const start = tableStart + offsets[i]!;
    if (start >= tableEnd) continue;
    const stop = Math.min(tableEnd, start + left);
    let end = start;
    while (end < stop && bytes[end] !== 0) end++;
    left -= end - start;
    if (end === stop && stop < tableEnd) return -1;
    if (end === tableEnd && cut) continue;
    starts[i] = start;
    ends[i] = end;
  }
  return left;
}

/** The first offset that lies outside of `length` bytes; -1 for none. */
function firstOutside(offsets: Uint32Array, length: number): number {
  for (let i = 0; i < offsets.length; i++) if (offsets[i]! >= length && offsets[i] !== 0) return i;
  return -1;
}
