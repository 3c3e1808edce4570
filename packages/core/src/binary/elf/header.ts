/** The ELF header: class, byte order, machine, and where program and section headers lie (gABI, "ELF Header"). */
import type { DamageLog } from '../dex/damage-log.js';
import type { ElfBytes, FilePiece } from './elf-bytes.js';
import { u16, word } from './numbers.js';

/** Machines that Android runs or ran on, by `e_machine`; others are given by their number. */
const machines: Readonly<Record<number, string>> = {
  3: 'x86',
  8: 'MIPS',
  40: 'ARM',
  62: 'x86-64',
  183: 'AArch64',
  243: 'RISC-V',
};

/** The header's fields that say where other parts lie. */
export interface ElfHeader {
  /** `ARM`, `AArch64`, `x86`, `x86-64`, `MIPS`, `RISC-V`, or `machine` and its number. */
  readonly machine: string;
  /** File offset of the program headers, and how many there are. */
  readonly programHeaders: number;
  readonly programHeaderCount: number;
  /** File offset of the section headers, 0 for none, and how many there are. */
  readonly sectionHeaders: number;
  readonly sectionHeaderCount: number;
  /** Bytes of one section header as stated. */
  readonly sectionHeaderBytes: number;
  /** Index of the section that has the names of sections. */
  readonly sectionNames: number;
}

const class32 = 1;
const class64 = 2;
const leastSignificantFirst = 1;
const mostSignificantFirst = 2;

/** Whether bytes begin like an ELF: `7F 45 4C 46` (gABI, "ELF Identification"). */
export function isElf(head: Uint8Array): boolean {
  return head[0] === 0x7f && head[1] === 0x45 && head[2] === 0x4c && head[3] === 0x46;
}

/** How the numbers of this ELF are to be read; null when its class or byte order is none that exists. */
export function openElf(
  bytes: Uint8Array,
  pieces: readonly FilePiece[],
  size: number,
  damage: DamageLog,
): ElfBytes | null {
  const [fileClass, order] = [bytes[4] ?? 0, bytes[5] ?? 0];
  const wide = fileClass === class64;
  if (!wide && fileClass !== class32) {
    damage.note('elf/bad-header', 'EI_CLASS', 4, () => `expected 1 or 2, found ${fileClass}`);
    return null;
  }
  if (order !== leastSignificantFirst && order !== mostSignificantFirst) {
    damage.note('elf/bad-header', 'EI_DATA', 5, () => `expected 1 or 2, found ${order}`);
    return null;
  }
  return { bytes, pieces, size, little: order === leastSignificantFirst, wide };
}

/** Reads the header; null when it is cut short. */
export function readHeader(elf: ElfBytes, damage: DamageLog): ElfHeader | null {
  const { bytes, little, wide } = elf;
  const headerBytes = wide ? 64 : 52;
  if (bytes.length < headerBytes) {
    damage.note('elf/truncated', 'ELF header', 0, () => `expected ${headerBytes} bytes, found ${bytes.length}`);
    return null;
  }
  const machine = u16(bytes, 18, little);
  // The six 16-bit fields at the end: e_ehsize, e_phentsize, e_phnum, e_shentsize, e_shnum, e_shstrndx.
  const tail = headerBytes - 12;
  return {
    machine: machines[machine] ?? `machine ${machine}`,
    programHeaders: word(bytes, wide ? 32 : 28, little, wide),
    programHeaderCount: u16(bytes, tail + 4, little),
    sectionHeaders: word(bytes, wide ? 40 : 32, little, wide),
    sectionHeaderBytes: u16(bytes, tail + 6, little),
    sectionHeaderCount: u16(bytes, tail + 8, little),
    sectionNames: u16(bytes, tail + 10, little),
  };
}
