/** Section headers, which a linker of programs needs and Android does not: they may be stripped or wrong. */
import { type ByteRange, type ElfBytes, type Notes, pieceAt, readable } from './elf-bytes.js';
import type { ElfHeader } from './header.js';
import { u32, word } from './numbers.js';

/** One section header (gABI, "Sections"). */
export interface Section {
  /** Empty when the table of names is not at hand. */
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  /** Bytes in the file; may lie. */
  readonly file: ByteRange;
}

export const sectionTypes = { progbits: 1, strtab: 3, note: 7, nobits: 8, dynsym: 11 } as const;
export const sectionFlags = { write: 1, alloc: 2, execute: 4 } as const;

/** Room for the longest name that matters, `.gcc_except_table`, and a suffix. */
const maxNameBytes = 32;

/** All section headers that can be read; none when there are none, or when they cannot be right. */
export function readSections(elf: ElfBytes, header: ElfHeader, notes: Notes): Section[] {
  const { little, wide } = elf;
  const itemBytes = wide ? 64 : 40;
  const at = header.sectionHeaders;
  const stated = header.sectionHeaderCount * itemBytes;
  if (at === 0 || stated === 0) return [];
  if (header.sectionHeaderBytes !== itemBytes || at + stated > elf.size) {
    notes.damage.note('elf/bad-sections', 'section headers', 0, () => {
      return `${header.sectionHeaderCount} of ${header.sectionHeaderBytes} bytes at ${at} in a file of ${elf.size}`;
    });
    return [];
  }
  const piece = pieceAt(elf, at);
  const length = readable(elf, piece, at, stated, 'section headers', notes);
  if (piece === null) return [];
  const sections: (Section & { nameOffset: number })[] = [];
  for (let i = 0, item = at - piece.offset; i < Math.floor(length / itemBytes); i++, item += itemBytes) {
    const start = word(piece.bytes, item + (wide ? 24 : 16), little, wide);
    const type = u32(piece.bytes, item + 4, little);
    const size = type === sectionTypes.nobits ? 0 : word(piece.bytes, item + (wide ? 32 : 20), little, wide);
    sections.push({
      name: '',
      nameOffset: u32(piece.bytes, item, little),
      type,
      flags: word(piece.bytes, item + 8, little, wide),
      file: { start, end: start + size },
    });
  }
  const names = sections[header.sectionNames];
  if (names === undefined || names.type !== sectionTypes.strtab) return sections;
  return sections.map((it) => ({ ...it, name: sectionName(elf, names.file, it.nameOffset) }));
}

function sectionName(elf: ElfBytes, names: ByteRange, offset: number): string {
  const at = names.start + offset;
  const piece = pieceAt(elf, at);
  if (piece === null || at >= names.end) return '';
  const from = at - piece.offset;
  const bytes = piece.bytes.subarray(from, Math.min(from + maxNameBytes, names.end - piece.offset));
  const end = bytes.indexOf(0);
  return String.fromCharCode(...(end < 0 ? bytes : bytes.subarray(0, end)));
}
