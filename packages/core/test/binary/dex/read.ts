/** Reads DEX bytes for a test and keeps what was reported. */
import { type DexFile, readDex } from '../../../src/binary/dex/dex-file.js';
import type { Code, Diagnostic } from '../../../src/errors.js';
import { defaultLimits, type Limits } from '../../../src/limits.js';

export interface Reading {
  readonly files: readonly DexFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly codes: readonly Code[];
}

export function read(bytes: Uint8Array, limits: Partial<Limits> = {}): Reading {
  const diagnostics: Diagnostic[] = [];
  const files = readDex(bytes, 'classes.dex', (it) => diagnostics.push(it), { ...defaultLimits, ...limits });
  return { files, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

/** Names of the classes that the files define. */
export const definedIn = (files: readonly DexFile[]): string[] =>
  files.flatMap(({ classes }) => Array.from({ length: classes.defined }, (_, i) => classes.text(i)));

/** Names of the classes that the files only refer to. */
export const referencedIn = (files: readonly DexFile[]): string[] =>
  files.flatMap(({ classes }) => {
    return Array.from({ length: classes.count - classes.defined }, (_, i) => classes.text(classes.defined + i));
  });

/** All strings of the files, pool by pool. */
export const stringsIn = (files: readonly DexFile[]): string[] =>
  files.flatMap(({ strings }) => Array.from({ length: strings.count }, (_, i) => strings.text(i)));
