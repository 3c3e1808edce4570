/** The story of a scan: open, extract, match, judge, report. */
import { startCensus } from './census.js';
import { toCompanies } from './companies.js';
import { openApp } from './containers/open-app.js';
import { type DiagnosticList, startDiagnostics } from './diagnostic-list.js';
import { type Diagnostic, ScanError } from './errors.js';
import { fanOut } from './extractors/fan-out.js';
import { extractors } from './extractors/registry.js';
import { toFindings } from './findings.js';
import { type Limits, limitsFor } from './limits.js';
import { describeApp } from './manifest/describe-app.js';
import type { Manifest } from './manifest/manifest.js';
import type { Platform } from './platform.js';
import { type AppResources, readAppResources } from './read-app-resources.js';
import { type EntriesRead, type EntryCounts, readEntries } from './read-entries.js';
import type { ScanReport } from './report.js';
import type { ScanOptions } from './scan-options.js';
import { openRules } from './signatures/matcher.js';
import type { Hit } from './signatures/signature-kind.js';
import type { ByteSource } from './source/byte-source.js';
import { tool } from './tool.js';

/**
 * Scans an app from a byte source on a platform; the doors `scan` of `@trackerscope/core` and `@trackerscope/core/node` call this.
 * @throws ScanError when nothing can be said about the input (`input/*`, `zip/*`) or the rules cannot be used (`rules/*`)
 */
export async function scanSource(
  source: ByteSource,
  name: string | null,
  options: ScanOptions,
  platform: Platform,
): Promise<ScanReport> {
  const { rules, match: mode = 'default', allEvidence = false, ignore = {} } = options;
  const limits = limitsFor(source.size, options.limits);
  const diagnostics = startDiagnostics(limits);
  const matcher = openRules(rules, mode);

  const { kind, archive } = await openApp(source, platform, limits);
  const hits: Hit[] = [];
  const census = startCensus();
  const manifests: { manifest: Manifest; depth: number }[] = [];
  const sink = fanOut([
    census,
    { manifest: (manifest, _entry, depth) => manifests.push({ manifest, depth }) },
    ...matcher(bounded(hits, limits, diagnostics)),
  ]);

  const wanted = extractors.filter((extractor) => extractor.modes.includes(mode));
  // Reading first: it sets other threads to work, and the hash is made while they are.
  const [entries, sha256] = await Promise.all([
    readEntries(archive, { platform, limits, extractors: wanted, sink, diagnostics, onProgress: options.onProgress }),
    platform.sha256(source),
  ]);
  sink.end();

  const manifest = manifests.find(({ depth }) => depth === 0)?.manifest ?? null;
  const counts = census.counts();
  if (manifest === null) reportNoManifest(archive.entries.some(isManifest), counts.dexFiles, diagnostics);
  const resources = await readAppResources(archive, manifest, limits, diagnostics);
  const app = describeApp(manifest, resources?.table ?? null, diagnostics.report);

  return {
    schemaVersion: '1.0',
    tool,
    ruleset: { name: rules.name, version: rules.version, sha256: rules.sha256, trackers: rules.trackers.length },
    matchMode: mode,
    input: { name, kind, bytes: source.size, sha256 },
    app,
    findings: toFindings(hits, { trackers: rules.trackers, mode, appPackage: app.package, allEvidence, ignore }),
    companies: toCompanies(hits, rules.trackers),
    coverage: { ...counts, ...countEntries(entries, resources), limitsHit: diagnostics.limitsHit() },
    obfuscation: census.obfuscation(),
    diagnostics: diagnostics.sorted(),
  };
}

/** No extractor wants resources.arsc for what it is: read for the app's name alone, it was counted as skipped before. */
function countEntries({ counts, outermost }: EntriesRead, resources: AppResources | null): EntryCounts {
  if (resources === null || outermost.has(resources.entry)) return counts;
  return { entriesRead: counts.entriesRead + 1, entriesSkipped: counts.entriesSkipped - 1 };
}

function isManifest(entry: { readonly name: string }): boolean {
  return entry.name === 'AndroidManifest.xml';
}

/** @throws ScanError `input/no-app-parts` when there is neither a manifest nor a DEX */
function reportNoManifest(present: boolean, dexFiles: number, diagnostics: DiagnosticList): void {
  if (present) return;
  if (dexFiles === 0) throw noAppParts(diagnostics.sorted());
  const message = 'Expected AndroidManifest.xml at the root of the archive; there is none.';
  diagnostics.report({ code: 'manifest/missing', where: [{ entry: 'AndroidManifest.xml' }], message });
}

/** Where something could not be read, that is more likely the reason than a wrong file. */
function noAppParts(noticed: readonly Diagnostic[]): ScanError {
  const expected = 'Expected an AndroidManifest.xml or a DEX file in the archive; there is neither';
  const [first] = noticed;
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

/** Keeps hits up to the limit, and says once that there were more. */
function bounded(hits: Hit[], { maxMatches }: Limits, diagnostics: DiagnosticList): (hit: Hit) => void {
  let said = false;
  return (hit) => {
    if (hits.length < maxMatches) hits.push(hit);
    else if (!said) {
      said = true;
      const message = `Expected at most ${maxMatches} matches; there are more, neither counted nor listed.`;
      diagnostics.report({ code: 'limit/matches', where: [hit.observation.where], message });
    }
  };
}
