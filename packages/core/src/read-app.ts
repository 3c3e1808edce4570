/** Reading an app: everything that a report says of it besides what the rules match. */
import { apksOf, collectManifests, inOnePiece, reportSplits } from './app-manifests.js';
import type { Archive } from './archive/archive.js';
import { entryPath } from './archive/place.js';
import { startCensus } from './census.js';
import type { AppPart, OpenedApp } from './containers/container.js';
import { nameArchive } from './containers/not-apps.js';
import { openApp } from './containers/open-app.js';
import { manifestName } from './containers/zip-shape.js';
import { type DiagnosticList, startDiagnostics } from './diagnostic-list.js';
import { type Code, type Diagnostic, ScanError } from './errors.js';
import { fanOut } from './extractors/fan-out.js';
import { extractors } from './extractors/registry.js';
import type { Sink } from './extractors/sink.js';
import { limitsFor } from './limits.js';
import { describeApp } from './manifest/describe-app.js';
import { describeSplits } from './manifest/splits.js';
import type { Platform } from './platform.js';
import { type AppResources, readAppResources } from './read-app-resources.js';
import { describeAppSigning, readAppSigning } from './read-app-signing.js';
import { type EntriesRead, type EntryCounts, readEntries } from './read-entries.js';
import { type Depth, depths, type InputKind, type ScanReport } from './report.js';
import type { ReadOptions } from './scan-options.js';
import {
  type AppSource,
  bytesGiven,
  bytesOf,
  inSeveralFiles,
  type NamedSource,
  sha256Of,
} from './source/app-source.js';
import type { ByteSource } from './source/byte-source.js';

/** The part of a report that is the same whatever is looked for. */
export type AppReading = Pick<ScanReport, 'matchMode' | 'input' | 'app' | 'coverage' | 'obfuscation' | 'diagnostics'>;

/**
 * Opens an app and reads it through; everything that is seen is offered to `sinks` on the way.
 * @throws ScanError `input/*` and `zip/*` when nothing can be said about it
 */
export async function readApp(
  input: AppSource,
  name: string | null,
  options: ReadOptions,
  platform: Platform,
  sinks: readonly Partial<Sink>[],
): Promise<AppReading> {
  const { match: matchMode = 'default', depth = 'all', verifySignature: verify = false } = options;
  const limits = limitsFor(bytesGiven(input), options.limits);
  const diagnostics = startDiagnostics(limits);
  const { report } = diagnostics;

  const app = await openApp(input, { platform, limits, report });
  const files = filesOf(input, app);
  const census = startCensus();
  const manifests = collectManifests();
  const sink = fanOut([census, manifests, ...(reaches(depth, 'manifest') ? sinks : sinks.map(withoutManifests))]);

  const wanted = extractors.filter(
    (extractor) => extractor.modes.includes(matchMode) && reaches(depth, extractor.depth),
  );
  // Reading first: it sets other threads to work, and the hash is made while they are.
  const [entries, signing, sha256] = await Promise.all([
    readEntries(app, { platform, limits, extractors: wanted, sink, diagnostics, onProgress: options.onProgress }),
    readAppSigning(app, limits, platform),
    sha256Of(files, platform),
  ]);
  sink.end();

  const apks = apksOf(app, manifests);
  const counts = census.counts();
  if (apks.length === 0) reportNoManifest(app, counts.dexFiles + counts.classFiles, diagnostics);
  reportSplits(app, apks, report);
  const main = apks[0] ?? null;
  const resources = await readAppResources(app.parts, main?.manifest ?? null, limits, diagnostics);
  return {
    matchMode,
    input: { name, kind: app.kind, bytes: bytesOf(files), sha256 },
    app: {
      ...describeApp(main?.manifest ?? null, resources?.table ?? null, report, main?.where),
      ...(await describeAppSigning(signing, {
        packageName: main?.manifest.package ?? null,
        verify,
        limits,
        platform,
        diagnostics,
      })),
      splits: inOnePiece(app, apks) ? [] : describeSplits(apks),
    },
    coverage: {
      depth,
      ...counts,
      ...countEntries(entries, resources),
      leftOut: app.leftOut ?? [],
      limitsHit: diagnostics.limitsHit(),
    },
    obfuscation: census.obfuscation(),
    diagnostics: diagnostics.sorted(),
  };
}

/** Where only code is looked at, a manifest says who the app is, and is no evidence. */
function withoutManifests({ manifest: _, ...sink }: Partial<Sink>): Partial<Sink> {
  return sink;
}

/** What size and hash are of: the file, or of several those that are the app. */
function filesOf(input: AppSource, { files }: OpenedApp): ByteSource | readonly NamedSource[] {
  return inSeveralFiles(input) ? (files ?? []) : input;
}

function reaches(depth: Depth, needed: Depth): boolean {
  return depths.indexOf(needed) <= depths.indexOf(depth);
}

/** Where no extractor wanted resources for what they are, they were read for the app's name alone, and counted as skipped before. */
function countEntries({ counts, outermost }: EntriesRead, resources: AppResources | null): EntryCounts {
  const more = resources?.entries.filter((entry) => !outermost.has(entry)).length ?? 0;
  return { entriesRead: counts.entriesRead + more, entriesSkipped: counts.entriesSkipped - more };
}

/** Kinds of input that have a manifest; the others are code alone. */
const withManifest: ReadonlySet<InputKind> = new Set(['apk', 'split-set', 'aab', 'aar']);

/** @throws ScanError `input/no-app-parts` when an archive holds neither a manifest nor code */
function reportNoManifest({ kind, parts }: OpenedApp, codeFiles: number, diagnostics: DiagnosticList): void {
  const [{ path, archive }] = parts as readonly [AppPart];
  const present = archive.entries.some((entry) => entry.name === manifestName);
  if (present || !withManifest.has(kind)) return;
  if (codeFiles === 0) throw noAppParts(archive, diagnostics.sorted());
  const message = 'Expected AndroidManifest.xml at the root of the archive; there is none.';
  const where = [{ entry: entryPath(path, manifestName) }];
  diagnostics.report({ code: 'manifest/missing', where, message });
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
function noAppParts(archive: Archive, noticed: readonly Diagnostic[]): ScanError {
  const expected = 'Expected an AndroidManifest.xml or a DEX file in the archive; there is neither';
  const first = noticed.find(({ code }) => !harmless.has(code));
  if (!first) {
    const known = nameArchive(archive);
    const advice =
      known?.advice ?? 'Is it the app itself, or an archive around something else? Unpack the outer archive first.';
    return new ScanError('input/no-app-parts', known ? `${expected}: it is ${known.what}.` : `${expected}.`, {
      advice,
    });
  }
  const message = `${expected} among what could be read (${first.code}: ${first.message})`;
  const advice = first.code.startsWith('limit/')
    ? 'Raise that limit through the library.'
    : 'Is the file damaged? Fetch it again.';
  return new ScanError('input/no-app-parts', message, { where: first.where, advice });
}
