/** Reads a native library for a test and keeps what was reported. */
import { linkages } from '../../../src/binary/elf/dynamic-symbols.js';
import { type ElfFile, type ElfRest, readElf } from '../../../src/binary/elf/elf-file.js';
import { utf8Text } from '../../../src/binary/utf8-texts.js';
import type { Code, Diagnostic } from '../../../src/errors.js';
import type { TextTable } from '../../../src/extractors/sink.js';
import { defaultLimits, type Limits } from '../../../src/limits.js';

export interface Reading {
  /** Null when nothing of it can be read. */
  readonly elf: ElfFile | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly codes: readonly Code[];
}

export function read(bytes: Uint8Array, rest: ElfRest = {}, limits: Partial<Limits> = {}): Reading {
  const diagnostics: Diagnostic[] = [];
  const elf = readElf(bytes, 'lib/libx.so', (it) => diagnostics.push(it), { ...defaultLimits, ...limits }, rest);
  return { elf, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

/** The same of a library that is sound. */
export function readSound(bytes: Uint8Array, rest: ElfRest = {}): ElfFile {
  const { elf, diagnostics } = read(bytes, rest);
  if (elf === null || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  return elf;
}

export const textsOf = (table: TextTable): string[] =>
  Array.from({ length: table.count }, (_, i) => utf8Text(table, i, 1 << 20));

/** Names of the symbols with this linkage, in file order. */
export const symbolsOf = ({ symbols }: ElfFile, linkage: keyof typeof linkages): string[] =>
  textsOf(symbols.names).filter((_, i) => symbols.linkage[i] === linkages[linkage]);
