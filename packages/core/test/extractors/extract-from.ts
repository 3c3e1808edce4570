/** Runs one extractor on one entry and keeps what it offers. */
import type { Diagnostic } from '../../src/errors.js';
import { type EntryView, type Extractor, headLength } from '../../src/extractors/extractor.js';
import type { ClassTable, LibraryVersion, NativeLibrary, TextTable } from '../../src/extractors/sink.js';
import { defaultLimits } from '../../src/limits.js';
import type { Manifest } from '../../src/manifest/manifest.js';

/** An entry as an extractor sees it before reading. */
export const viewOf = (
  bytes: Uint8Array,
  { name = 'classes.dex', path = name, depth = 0, size = bytes.length }: Partial<EntryView> = {},
): EntryView => ({
  name,
  path,
  depth,
  container: depth === 0 ? 'apk' : 'archive',
  size,
  head: bytes.subarray(0, headLength),
});

/** Text that was offered as bytes, and where it begins in the entry. */
interface OfferedText {
  readonly text: string;
  readonly offset: number;
}

/** A sink that keeps everything. */
function keepAll() {
  const classes: ClassTable[] = [];
  const strings: TextTable[] = [];
  const texts: OfferedText[] = [];
  const manifests: Manifest[] = [];
  const libraries: NativeLibrary[] = [];
  const versions: LibraryVersion[] = [];
  const listed = new Set<string>();
  const sink = {
    classes: (table: ClassTable) => void classes.push(table),
    strings: (table: TextTable) => void strings.push(table),
    text: (bytes: Uint8Array, _entry: string, offset: number) =>
      void texts.push({ text: Buffer.from(bytes).toString('latin1'), offset }),
    manifest: (manifest: Manifest) => void manifests.push(manifest),
    library: (library: NativeLibrary) => void libraries.push(library),
    version: (version: LibraryVersion) => void versions.push(version),
    listedNames: (names: ReadonlySet<string>) => {
      for (const name of names) listed.add(name);
    },
    end: () => {},
  };
  return { sink, classes, strings, texts, manifests, libraries, versions, listed };
}

export function extractFrom(
  extractor: Extractor,
  bytes: Uint8Array,
  entry: Partial<EntryView> = {},
  budget = { bytesLeft: defaultLimits.maxTotalBytes },
) {
  const { sink, ...kept } = keepAll();
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  extractor.extract(bytes, viewOf(bytes, entry), sink, { report, limits: defaultLimits, verified: false, budget });
  return { ...kept, diagnostics };
}

/** The same for an entry that comes in pieces of `length` bytes. */
export function extractPiecesFrom(
  extractor: Extractor,
  bytes: Uint8Array,
  length: number,
  entry: Partial<EntryView> = {},
) {
  const { sink, ...kept } = keepAll();
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const context = {
    report,
    limits: defaultLimits,
    verified: false,
    budget: { bytesLeft: defaultLimits.maxTotalBytes },
  };
  const reader = extractor.extractPieces!(viewOf(bytes, entry), sink, context);
  for (let at = 0; at < bytes.length; at += length) reader.take(bytes.slice(at, at + length), at);
  reader.end();
  return { ...kept, diagnostics };
}

/** The texts of a table, in its order. */
export function textsOf({ bytes, count, starts, ends }: TextTable): string[] {
  return Array.from({ length: count }, (_, i) => Buffer.from(bytes.subarray(starts[i], ends[i])).toString('utf8'));
}
