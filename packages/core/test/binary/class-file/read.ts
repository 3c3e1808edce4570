/** Runs the reader on bytes, for the tests beside this. */
import { type ClassFile, readClassFile } from '../../../src/binary/class-file/read-class-file.js';
import { decodeMutf8 } from '../../../src/binary/dex/mutf8.js';
import type { Code, Diagnostic } from '../../../src/errors.js';
import type { ClassTable, TextTable } from '../../../src/extractors/sink.js';
import { defaultLimits, type Limits } from '../../../src/limits.js';

export interface Reading {
  readonly file: ClassFile | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly codes: readonly Code[];
}

export function read(bytes: Uint8Array, limits: Partial<Limits> = {}): Reading {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const file = readClassFile(bytes, 'A.class', report, { ...defaultLimits, ...limits });
  return { file, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

/** The names of a table that are defined, and those that are only referred to. */
export function defined({ count, defined, text }: ClassTable): string[] {
  return Array.from({ length: count }, (_, i) => text(i)).slice(0, defined);
}

export function referenced({ count, defined, text }: ClassTable): string[] {
  return Array.from({ length: count }, (_, i) => text(i)).slice(defined);
}

/** Every text of a table. */
export function textsOf({ bytes, count, starts, ends }: TextTable): string[] {
  return Array.from({ length: count }, (_, i) => decodeMutf8(bytes, starts[i]!, ends[i]!, Number.MAX_SAFE_INTEGER));
}
