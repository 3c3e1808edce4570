/** Where a native library keeps its constants: the parts of the file in which its texts lie. */
import type { ByteRange, ElfBytes } from './elf-bytes.js';
import { type Section, sectionFlags, sectionTypes } from './sections.js';
import { type Segment, segmentFlags, segmentTypes } from './segments.js';

/** Where texts may lie, and what said so. */
export interface DataRanges {
  /** In ascending order, none touching another, all inside the file. */
  readonly ranges: readonly ByteRange[];
  readonly from: 'sections' | 'segments' | 'file';
}

/** Tables for unwinding and linking: numbers, and up to a tenth of a C++ library. */
const withoutTexts = new Set(['.eh_frame', '.eh_frame_hdr', '.gcc_except_table', '.got', '.got.plt']);

/**
 * The loaded sections that are data and not code: `.rodata`, `.rodata.str1.1`, `.data.rel.ro`, `.data` and their like. Without
 * section headers the loaded segments. Older linkers put constants into the segment of the code: executable segments
 * are left out only when there is one that can be read and neither written nor run. Without segments the whole file.
 */
export function findDataRanges(elf: ElfBytes, sections: readonly Section[], segments: readonly Segment[]): DataRanges {
  const ofSections = sections.filter(({ type, flags, name }) => {
    const loaded = type === sectionTypes.progbits && (flags & sectionFlags.alloc) !== 0;
    return loaded && (flags & sectionFlags.execute) === 0 && !withoutTexts.has(name);
  });
  const inSections = disjoint(ofSections, elf.size);
  if (inSections.length > 0) return { ranges: inSections, from: 'sections' };

  const { execute, write, read } = segmentFlags;
  const loads = segments.filter(({ type, flags }) => type === segmentTypes.load && (flags & read) !== 0);
  const constantsApart = loads.some(({ flags }) => (flags & (execute | write)) === 0);
  const ofSegments = constantsApart ? loads.filter(({ flags }) => (flags & execute) === 0) : loads;
  const inSegments = disjoint(ofSegments, elf.size);
  if (inSegments.length > 0) return { ranges: inSegments, from: 'segments' };
  return { ranges: [{ start: 0, end: elf.size }], from: 'file' };
}

/** The same bytes in as few ranges as possible: a hostile file may name the same ones 65,535 times. */
function disjoint(parts: readonly { readonly file: ByteRange }[], size: number): ByteRange[] {
  const sorted = parts
    .map(({ file }) => ({ start: file.start, end: Math.min(file.end, size) }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push(range);
  }
  return merged;
}
