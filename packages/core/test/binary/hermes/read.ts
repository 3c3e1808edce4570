/** Reads Hermes bytecode for a test and keeps what was reported. */
import { type HermesFile, readHermes } from '../../../src/binary/hermes/hermes-file.js';
import { utf8Text } from '../../../src/binary/utf8-texts.js';
import type { Code, Diagnostic } from '../../../src/errors.js';
import { defaultLimits, type Limits } from '../../../src/limits.js';

export interface Reading {
  /** Null when nothing of it can be read. */
  readonly file: HermesFile | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly codes: readonly Code[];
}

export function read(bytes: Uint8Array, limits: Partial<Limits> = {}): Reading {
  const diagnostics: Diagnostic[] = [];
  const file = readHermes(bytes, 'assets/index.android.bundle', (it) => diagnostics.push(it), {
    ...defaultLimits,
    ...limits,
  });
  return { file, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

/** The same of a file that is sound. */
export function readSound(bytes: Uint8Array): HermesFile {
  const { file, diagnostics } = read(bytes);
  if (file === null || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  return file;
}

/** All strings by id, whichever way they are stored. */
export function stringsOf({ ascii, utf16, utf16Ids }: HermesFile): string[] {
  const strings = Array.from({ length: ascii.count }, (_, id) => utf8Text(ascii, id, 1 << 20));
  for (const [i, id] of utf16Ids.entries()) strings[id] = utf8Text(utf16, i, 1 << 20);
  return strings;
}
