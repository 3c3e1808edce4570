/** The dynamic section: what the linker of a device is told about a library (gABI, "Dynamic Section"). */
import type { Limits } from '../../limits.js';
import { type ElfBytes, type Notes, pieceAt } from './elf-bytes.js';
import { word } from './numbers.js';
import { fileOffsetOf, type Segment, segmentTypes } from './segments.js';

/** The entries that are used. Places are offsets in the file, -1 where the library has none. */
export interface DynamicSection {
  /** Offsets in the string table of the names of libraries that this one needs, in the linker's order. */
  readonly needed: readonly number[];
  /** Offset in the string table of the library's own name; -1 for none. */
  readonly soname: number;
  readonly strings: number;
  readonly stringBytes: number;
  readonly symbols: number;
  readonly hash: number;
  readonly gnuHash: number;
}

const tags = { needed: 1, hash: 4, strtab: 5, symtab: 6, strsz: 10, soname: 14, gnuHash: 0x6ffffef5 } as const;
const usedOnce: readonly number[] = [tags.hash, tags.strtab, tags.symtab, tags.strsz, tags.soname, tags.gnuHash];

/** File offset of the dynamic section, which may lie outside of the file; -1 for none. */
export function findDynamicSection(segments: readonly Segment[]): number {
  const segment = segments.findLast(({ type }) => type === segmentTypes.dynamic);
  if (segment === undefined) return -1;
  // Linkers read it where it is loaded; the offset in its program header may say something else.
  const loadedFrom = fileOffsetOf(segments, segment.address);
  return loadedFrom < 0 ? segment.file.start : loadedFrom;
}

/** Reads the dynamic section; null when the library has none, as a static program, or none that is at hand. */
export function readDynamicSection(
  elf: ElfBytes,
  segments: readonly Segment[],
  limits: Limits,
  notes: Notes,
): DynamicSection | null {
  const start = findDynamicSection(segments);
  if (start < 0) return null;
  if (start >= elf.size) {
    notes.damage.note('elf/truncated', 'dynamic section', 0, () => `offset ${start} in a file of ${elf.size} bytes`);
    return null;
  }
  const piece = pieceAt(elf, start);
  if (piece === null) {
    notes.unseen.add('dynamic section');
    return null;
  }
  const { little, wide } = elf;
  const wordBytes = wide ? 8 : 4;
  const { bytes } = piece;
  const found = new Map<number, number>();
  const needed: number[] = [];
  let at = start - piece.offset;
  // DT_NULL ends it and not the size in the program header, which linkers ignore.
  for (let tag = -1; tag !== 0; at += 2 * wordBytes) {
    if (at + 2 * wordBytes > bytes.length) {
      if (piece.offset + bytes.length < elf.size) {
        notes.unseen.add('dynamic section');
        return null; // half of it would point to names without saying where they are
      }
      notes.damage.note('elf/truncated', 'dynamic section', start, () => 'expected DT_NULL before the end');
      break;
    }
    tag = word(bytes, at, little, wide);
    const value = word(bytes, at + wordBytes, little, wide);
    if (usedOnce.includes(tag)) found.set(tag, value);
    if (tag === tags.needed && needed.length < limits.maxTableItems) needed.push(value);
  }
  return {
    needed,
    soname: found.get(tags.soname) ?? -1,
    strings: place(segments, found.get(tags.strtab), 'DT_STRTAB', start, notes),
    stringBytes: found.get(tags.strsz) ?? 0,
    symbols: place(segments, found.get(tags.symtab), 'DT_SYMTAB', start, notes),
    hash: place(segments, found.get(tags.hash), 'DT_HASH', start, notes),
    gnuHash: place(segments, found.get(tags.gnuHash), 'DT_GNU_HASH', start, notes),
  };
}

function place(
  segments: readonly Segment[],
  address: number | undefined,
  tag: string,
  offset: number,
  { damage }: Notes,
): number {
  if (address === undefined) return -1;
  const at = fileOffsetOf(segments, address);
  if (at < 0) damage.note('elf/bad-offset', tag, offset, () => `no segment loads address ${address} from the file`);
  return at;
}
