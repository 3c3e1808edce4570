/** How many dynamic symbols there are: no field says so, only the tables by which symbols are looked up do. */
import type { DynamicSection } from './dynamic-section.js';
import { type ElfBytes, type Notes, readable } from './elf-bytes.js';
import { u32 } from './numbers.js';
import { type Section, sectionTypes } from './sections.js';

/** The number of dynamic symbols, the empty one at index 0 included. It may lie. */
export function countSymbols(
  elf: ElfBytes,
  dynamic: DynamicSection,
  sections: readonly Section[],
  notes: Notes,
): number {
  const symbolBytes = elf.wide ? 24 : 16;
  const section = sections.find(({ type, file }) => type === sectionTypes.dynsym && file.start === dynamic.symbols);
  // Where nothing is exported, GNU's table is empty and tells of no symbol at all: the section may know more.
  const inSection = section === undefined ? 0 : Math.floor((section.file.end - section.file.start) / symbolBytes);
  if (dynamic.hash < 0 && dynamic.gnuHash < 0 && section === undefined) {
    notes.damage.note('elf/bad-offset', 'dynamic symbols', dynamic.symbols, () => 'no hash table tells their number');
  }
  return Math.max(inSection, countInHash(elf, dynamic.hash, notes), countInGnuHash(elf, dynamic.gnuHash, notes));
}

/** `nchain` of DT_HASH: one chain entry for each symbol (gABI, "Hash Table"). */
function countInHash(elf: ElfBytes, at: number, notes: Notes): number {
  if (at < 0 || bytesAt(elf, at, 8, notes) < 8) return 0;
  return u32(elf.bytes, at + 4, elf.little);
}

/**
 * The last symbol of DT_GNU_HASH: the end of the chain that begins with the highest index. Symbols before `symoffset` are in
 * no chain; these are the imported ones. (Described in binutils' and glibc's sources alone; bionic, linker_soinfo.cpp.)
 */
function countInGnuHash(elf: ElfBytes, at: number, notes: Notes): number {
  if (at < 0 || bytesAt(elf, at, 16, notes) < 16) return 0;
  const { bytes, little } = elf;
  const bucketCount = u32(bytes, at, little);
  const symbolOffset = u32(bytes, at + 4, little);
  const bloomWords = u32(bytes, at + 8, little);
  const buckets = at + 16 + bloomWords * (elf.wide ? 8 : 4);
  const chains = buckets + bucketCount * 4;
  const end = buckets + bytesAt(elf, buckets, bucketCount * 4, notes);
  const last = highest(bytes, buckets, end, little);
  if (last < symbolOffset) return symbolOffset;
  const start = chains + (last - symbolOffset) * 4;
  const links = chainLength(bytes, start, little);
  if (links > 0) return last + links;
  bytesAt(elf, Math.max(start, bytes.length), 4, notes); // says why the end of the chain was not found
  return last + 1;
}

function highest(bytes: Uint8Array, start: number, end: number, little: boolean): number {
  let last = 0;
  for (let at = start; at + 4 <= end; at += 4) {
    const index = u32(bytes, at, little);
    if (index > last) last = index;
  }
  return last;
}

/** Entries of the chain at `start`; its last one has the lowest bit set. 0 when the bytes end before. */
function chainLength(bytes: Uint8Array, start: number, little: boolean): number {
  for (let at = start; at + 4 <= bytes.length; at += 4) {
    if ((bytes[little ? at : at + 3]! & 1) !== 0) return (at - start) / 4 + 1;
  }
  return 0;
}

function bytesAt(elf: ElfBytes, at: number, length: number, notes: Notes): number {
  return readable(elf, { offset: 0, bytes: elf.bytes }, at, length, 'symbol hash table', notes);
}
