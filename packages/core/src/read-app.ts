/** Reading an app: everything that a report says of it besides what the rules match. */
import { startCensus } from './census.js';
import { openApp } from './containers/open-app.js';
import { type DiagnosticList, startDiagnostics } from './diagnostic-list.js';
import { type Code, type Diagnostic, ScanError } from './errors.js';
import { fanOut } from './extractors/fan-out.js';
import { extractors } from './extractors/registry.js';
import type { Sink } from './extractors/sink.js';
import { limitsFor } from './limits.js';
import { describeApp } from './manifest/describe-app.js';
import type { Manifest } from './manifest/manifest.js';
import type { Platform } from './platform.js';
import { type AppResources, readAppResources } from './read-app-resources.js';
import { describeAppSigning, readAppSigning } from './read-app-signing.js';
import { type EntriesRead, type EntryCounts, readEntries } from './read-entries.js';
import { type Depth, depths, type ScanReport } from './report.js';
import type { ReadOptions } from './scan-options.js';
import type { ByteSource } from './source/byte-source.js';

/** The part of a report that is the same whatever is looked for. */
export type AppReading = Pick<ScanReport, 'matchMode' | 'input' | 'app' | 'coverage' | 'obfuscation' | 'diagnostics'>;

/**
 * Opens an app and reads it through; everything that is seen is offered to `sinks` on the way.
 * @throws ScanError `input/*` and `zip/*` when nothing can be said about it
 */
export async function readApp(
  source: ByteSource,
  name: string | null,
  options: ReadOptions,
  platform: Platform,
  sinks: readonly Partial<Sink>[],
): Promise<AppReading> {
  const { match: matchMode = 'default', depth = 'all', verifySignature: verify = false } = options;
  const limits = limitsFor(source.size, options.limits);
  const diagnostics = startDiagnostics(limits);

  const opened = await openApp(source, platform, limits);
  const { archive } = opened.parts[0]!;
  const census = startCensus();
  const manifests: { manifest: Manifest; depth: number }[] = [];
  const sink = fanOut([
    census,
    { manifest: (manifest, _entry, depth) => manifests.push({ manifest, depth }) },
    ...(reaches(depth, 'manifest') ? sinks : sinks.map(withoutManifests)),
  ]);

  const wanted = extractors.filter(
    (extractor) => extractor.modes.includes(matchMode) && reaches(depth, extractor.depth),
  );
  // Reading first: it sets other threads to work, and the hash is made while they are.
  const [entries, signing, sha256] = await Promise.all([
    readEntries(opened, { platform, limits, extractors: wanted, sink, diagnostics, onProgress: options.onProgress }),
    readAppSigning(opened, limits, platform),
    platform.sha256(source),
  ]);
  sink.end();

  const manifest = manifests.find(({ depth }) => depth === 0)?.manifest ?? null;
  const counts = census.counts();
  if (manifest === null)
    reportNoManifest(archive.entries.some(isManifest), counts.dexFiles + counts.classFiles, diagnostics);
  const resources = await readAppResources(archive, manifest, limits, diagnostics);
  return {
    matchMode,
    input: { name, kind: opened.kind, bytes: source.size, sha256 },
    app: {
      ...describeApp(manifest, resources?.table ?? null, diagnostics.report),
      ...(await describeAppSigning(signing, {
        packageName: manifest?.package ?? null,
        verify,
        limits,
        platform,
        diagnostics,
      })),
    },
    coverage: { depth, ...counts, ...countEntries(entries, resources), limitsHit: diagnostics.limitsHit() },
    obfuscation: census.obfuscation(),
    diagnostics: diagnostics.sorted(),
  };
}

/** Where only code is looked at, a manifest says who the app is, and is no evidence. */
function withoutManifests({ manifest: _, ...sink }: Partial<Sink>): Partial<Sink> {
  return sink;
}

function reaches(depth: Depth, needed: Depth): boolean {
  return depths.indexOf(needed) <= depths.indexOf(depth);
}

/** Where no extractor wanted resources.arsc, it was read for the app's name alone, and counted as skipped before. */
function countEntries({ counts, outermost }: EntriesRead, resources: AppResources | null): EntryCounts {
  if (resources === null || outermost.has(resources.entry)) return counts;
  return { entriesRead: counts.entriesRead + 1, entriesSkipped: counts.entriesSkipped - 1 };
}

function isManifest(entry: { readonly name: string }): boolean {
  return entry.name === 'AndroidManifest.xml';
}

/** @throws ScanError `input/no-app-parts` when there is neither a manifest nor a DEX */
function reportNoManifest(present: boolean, codeFiles: number, diagnostics: DiagnosticList): void {
  if (present) return;
  if (codeFiles === 0) throw noAppParts(diagnostics.sorted());
  const message = 'Expected AndroidManifest.xml at the root of the archive; there is none.';
  diagnostics.report({ code: 'manifest/missing', where: [{ entry: 'AndroidManifest.xml' }], message });
}

/** Odd, but nothing was left out for it. */
const harmless: ReadonlySet<Code> = new Set([
  'zip/jszip-refused',
  'zip/duplicate-name',
  'zip/trailing-bytes',
  'zip/encrypted-flag',
  'zip/unknown-method',
]);

/** Where something could not be read, that is more likely the reason than a wrong file. */
function noAppParts(noticed: readonly Diagnostic[]): ScanError {
  const expected = 'Expected an AndroidManifest.xml or a DEX file in the archive; there is neither';
  const first = noticed.find(({ code }) => !harmless.has(code));
  if (!first) {
    const advice = 'Is it the .apk itself, or an archive around it? Unpack the outer archive first.';
    return new ScanError('input/no-app-parts', `${expected}.`, { advice });
  }
  const message = `${expected} among what could be read (${first.code}: ${first.message})`;
  const advice = first.code.startsWith('limit/')
    ? 'Raise that limit through the library.'
    : 'Is the file damaged? Fetch it again.';
  return new ScanError('input/no-app-parts', message, { where: first.where, advice });
}
