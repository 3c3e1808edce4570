/** Reads what a native library says of itself: name, needed libraries, symbols, and where its constants lie. */
import type { Report } from '../../errors.js';
import type { TextTable } from '../../extractors/sink.js';
import type { Limits } from '../../limits.js';
import { DamageLog } from '../dex/damage-log.js';
import { utf8Text } from '../utf8-texts.js';
import { readBuildId } from './build-id.js';
import { type DartSnapshot, findDartSnapshots } from './dart-snapshots.js';
import { type DataRanges, findDataRanges } from './data-ranges.js';
import { readDynamicSection } from './dynamic-section.js';
import { type DynamicSymbols, readSymbols } from './dynamic-symbols.js';
import type { ElfPart, FilePiece } from './elf-bytes.js';
import { isElf, openElf, readHeader } from './header.js';
import { openNames, readNames } from './name-table.js';
import { readSections } from './sections.js';
import { readSegments } from './segments.js';

/** A native library, as far as it was at hand. Offsets count from the start of the file. */
export interface ElfFile {
  readonly bits: 32 | 64;
  readonly byteOrder: 'little' | 'big';
  /** `ARM`, `AArch64`, `x86`, `x86-64`, `MIPS`, `RISC-V`, or `machine` and its number. */
  readonly machine: string;
  /** The library's own name (DT_SONAME). */
  readonly soname: string | undefined;
  /** Names of the libraries that this one is linked with (DT_NEEDED), in their order. */
  readonly needed: TextTable;
  readonly symbols: DynamicSymbols;
  /** Where texts lie; the ranges may reach behind the bytes at hand. */
  readonly data: DataRanges;
  readonly buildId: string | undefined;
  /** Parts of Flutter's compiled program. */
  readonly dartSnapshots: readonly DartSnapshot[];
  /** Parts of which some or all lies behind the bytes at hand, and was not read. */
  readonly unseen: readonly ElfPart[];
}

/** What is at hand besides the beginning of a library. */
export interface ElfRest {
  /** Bytes of the whole file; as many as are given when left out. */
  readonly size?: number;
  /** Pieces of the file behind those bytes, such as the ones that `structureBehind` names. */
  readonly pieces?: readonly FilePiece[];
}

/**
 * Reads a native library from its first bytes on: all of it, or a prefix, which is enough for most of what is asked. What is
 * damaged goes to `report`, with `where` as its entry, and the rest is read; what lies behind the bytes at hand is named in
 * `unseen`. Null when the bytes are no ELF, or its header cannot be read. Throws nothing; work and memory are linear in
 * the bytes at hand. Formats: System V gABI, chapters 4 and 5; where a file contradicts itself, what Android's linker believes.
 */
export function readElf(
  bytes: Uint8Array,
  where: string,
  report: Report,
  limits: Limits,
  { size = bytes.length, pieces = [] }: ElfRest = {},
): ElfFile | null {
  if (!isElf(bytes)) return null;
  const damage = new DamageLog(where, report);
  const file = readParts(bytes, Math.max(size, bytes.length), pieces, limits, damage);
  damage.flush();
  return file;
}

function readParts(
  bytes: Uint8Array,
  size: number,
  pieces: readonly FilePiece[],
  limits: Limits,
  damage: DamageLog,
): ElfFile | null {
  const elf = openElf(bytes, pieces, size, damage);
  const header = elf && readHeader(elf, damage);
  if (elf === null || header === null) return null;
  const notes = { damage, unseen: new Set<ElfPart>() };
  const segments = readSegments(elf, header, notes);
  const sections = readSections(elf, header, notes);
  const dynamic = readDynamicSection(elf, segments, limits, notes);
  const names = openNames(elf, dynamic, notes);
  const needed = readNames(names, Uint32Array.from(dynamic?.needed ?? []), 'DT_NEEDED', notes);
  const own = dynamic === null || dynamic.soname < 0 ? [] : [dynamic.soname];
  const soname = readNames(names, Uint32Array.from(own), 'DT_SONAME', notes);
  const symbols = readSymbols(elf, dynamic, sections, names, limits, notes);
  return {
    bits: elf.wide ? 64 : 32,
    byteOrder: elf.little ? 'little' : 'big',
    machine: header.machine,
    soname: soname.count === 0 ? undefined : utf8Text(soname, 0, limits.maxStringUnits),
    needed,
    symbols,
    data: findDataRanges(elf, sections, segments),
    buildId: readBuildId(elf, sections, segments, notes),
    dartSnapshots: findDartSnapshots(elf, dynamic, segments, symbols),
    unseen: [...notes.unseen],
  };
}
