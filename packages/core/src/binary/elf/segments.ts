/** Program headers: which parts of the file are loaded where, and where the dynamic section and the notes lie. */
import { type ByteRange, type ElfBytes, type Notes, readable } from './elf-bytes.js';
import type { ElfHeader } from './header.js';
import { u32, word } from './numbers.js';

/** One program header (gABI, "Program Header"). */
export interface Segment {
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  /** Bytes in the file; may lie. */
  readonly file: ByteRange;
}

export const segmentTypes = { load: 1, dynamic: 2, note: 4 } as const;
export const segmentFlags = { execute: 1, write: 2, read: 4 } as const;

/** All program headers that can be read. Android's linker takes their size for given, whatever `e_phentsize` says. */
export function readSegments(elf: ElfBytes, header: ElfHeader, notes: Notes): Segment[] {
  const { bytes, little, wide } = elf;
  const itemBytes = wide ? 56 : 32;
  const at = header.programHeaders;
  const whole = { offset: 0, bytes };
  const length = readable(elf, whole, at, header.programHeaderCount * itemBytes, 'program headers', notes);
  const segments: Segment[] = [];
  for (let i = 0, item = at; i < Math.floor(length / itemBytes); i++, item += itemBytes) {
    const type = u32(bytes, item, little);
    const start = word(bytes, item + (wide ? 8 : 4), little, wide);
    const end = start + word(bytes, item + (wide ? 32 : 16), little, wide);
    if (type === segmentTypes.load && end > elf.size) {
      notes.damage.note('elf/truncated', 'PT_LOAD', item, () => `ends at ${end} in a file of ${elf.size} bytes`);
    }
    segments.push({
      type,
      flags: u32(bytes, item + (wide ? 4 : 24), little),
      address: word(bytes, item + (wide ? 16 : 8), little, wide),
      file: { start, end },
    });
  }
  return segments;
}

/** The file offset of the byte that is loaded at `address`; -1 when no segment brings it from the file. */
export function fileOffsetOf(segments: readonly Segment[], address: number): number {
  // A later segment is mapped over an earlier one that overlaps it.
  const segment = segments.findLast(({ type, address: first, file }) => {
    return type === segmentTypes.load && address >= first && address - first < file.end - file.start;
  });
  return segment === undefined ? -1 : segment.file.start + (address - segment.address);
}
