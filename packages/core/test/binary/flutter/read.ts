/** Runs a reader of a test and shows its texts and what it reported. */
import { utf8Text } from '../../../src/binary/utf8-texts.js';
import type { Diagnostic, Report } from '../../../src/errors.js';
import type { TextTable } from '../../../src/extractors/sink.js';
import { defaultLimits, type Limits } from '../../../src/limits.js';

export const allTexts = (table: TextTable): string[] =>
  Array.from({ length: table.count }, (_, i) => utf8Text(table, i, 100_000));

type Reader<Result> = (bytes: Uint8Array, where: string, report: Report, limits: Limits) => Result;

export function readWith<Result>(reader: Reader<Result>, bytes: Uint8Array, limits: Partial<Limits> = {}) {
  const diagnostics: Diagnostic[] = [];
  const result = reader(bytes, 'asset', (diagnostic) => diagnostics.push(diagnostic), { ...defaultLimits, ...limits });
  return { result, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

/** Whether every text of a table lies inside its bytes. */
export function isInside({ bytes, starts, ends }: TextTable): boolean {
  return starts.every((start, i) => start <= ends[i]! && ends[i]! <= bytes.length);
}
