/** Reads an assembly of a test and shows everything in it as plain values. */
import { type Assembly, readAssembly } from '../../../src/binary/dotnet/read-assembly.js';
import { fullTypeNames } from '../../../src/binary/namespaced-types.js';
import { utf8Text } from '../../../src/binary/utf8-texts.js';
import type { Diagnostic } from '../../../src/errors.js';
import type { TextTable } from '../../../src/extractors/sink.js';
import { defaultLimits, type Limits } from '../../../src/limits.js';

export const allTexts = (table: TextTable, maxUnits = 1000): string[] =>
  Array.from({ length: table.count }, (_, i) => utf8Text(table, i, maxUnits));

export function read(bytes: Uint8Array, limits: Partial<Limits> = {}) {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): number => diagnostics.push(diagnostic);
  const assembly = readAssembly(bytes, 'App.dll', report, { ...defaultLimits, ...limits });
  return { assembly, shown: assembly && show(assembly), diagnostics, codes: diagnostics.map(({ code }) => code) };
}

function show({ self, references, types, userStrings }: Assembly) {
  const named = ({ names, version }: Assembly['self']) => allTexts(names).map((name, i) => `${name} ${version(i)}`);
  const full = allTexts(fullTypeNames(types));
  return {
    self: named(self),
    references: named(references),
    defined: full.slice(0, types.defined),
    referred: full.slice(types.defined),
    userStrings: allTexts(userStrings, 200_000),
  };
}
