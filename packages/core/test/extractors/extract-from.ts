/** Runs one extractor on one entry and keeps what it offers. */
import type { Diagnostic } from '../../src/errors.js';
import { type EntryView, type Extractor, headLength } from '../../src/extractors/extractor.js';
import type { ClassTable, TextTable } from '../../src/extractors/sink.js';
import { defaultLimits } from '../../src/limits.js';

/** An entry as an extractor sees it before reading. */
export const viewOf = (
  bytes: Uint8Array,
  { name = 'classes.dex', path = name, depth = 0 }: Partial<EntryView> = {},
): EntryView => ({
  name,
  path,
  depth,
  container: depth === 0 ? 'apk' : 'archive',
  size: bytes.length,
  head: bytes.subarray(0, headLength),
});

export function extractFrom(extractor: Extractor, bytes: Uint8Array, entry: Partial<EntryView> = {}) {
  const classes: ClassTable[] = [];
  const strings: TextTable[] = [];
  const listed = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const sink = {
    classes: (table: ClassTable) => void classes.push(table),
    strings: (table: TextTable) => void strings.push(table),
    manifest: () => {},
    listedNames: (names: ReadonlySet<string>) => {
      for (const name of names) listed.add(name);
    },
    text: () => {},
    library: () => {},
    version: () => {},
    end: () => {},
  };
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  extractor.extract(bytes, viewOf(bytes, entry), sink, { report, limits: defaultLimits, verified: false });
  return { classes, strings, listed, diagnostics };
}
