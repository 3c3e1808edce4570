/** The story of a scan: open, extract, match, judge, report. */
import { toCompanies } from './companies.js';
import { compareDiagnostics } from './diagnostic-list.js';
import { toFindings } from './findings.js';
import { type HitList, startHits } from './hit-list.js';
import { limitsFor } from './limits.js';
import { compareCodeUnits } from './order.js';
import type { Platform } from './platform.js';
import { type AppReading, readApp } from './read-app.js';
import type { ScanReport } from './report.js';
import type { MatchOptions, ScanOptions } from './scan-options.js';
import { openRules } from './signatures/matcher.js';
import { type AppSource, bytesGiven } from './source/app-source.js';
import { tool } from './tool.js';

/**
 * Scans an app from a byte source on a platform; the doors `scan` of `@trackerscope/core` and `@trackerscope/core/node` call this.
 * @throws ScanError when nothing can be said about the input (`input/*`, `zip/*`) or the rules cannot be used (`rules/*`)
 */
export async function scanSource(
  input: AppSource,
  name: string | null,
  options: ScanOptions,
  platform: Platform,
): Promise<ScanReport> {
  const matcher = openRules(options.rules, options.match ?? 'default');
  const found = startHits(limitsFor(bytesGiven(input), options.limits));
  const reading = await readApp(input, name, options, platform, matcher(found.add));
  return toReport(reading, found, options);
}

/** Judges what was found in an app that was read. */
export function toReport(reading: AppReading, found: HitList, options: MatchOptions): ScanReport {
  const { rules, allEvidence = false, ignore = {} } = options;
  const { matchMode, input, app, coverage, obfuscation, diagnostics } = withOverflow(reading, found);
  const { trackers } = rules;
  return {
    schemaVersion: '1.0',
    tool,
    ruleset: { name: rules.name, version: rules.version, sha256: rules.sha256, trackers: trackers.length },
    matchMode,
    input,
    app,
    findings: toFindings(found.hits, { trackers, mode: matchMode, appPackage: app.package, allEvidence, ignore }),
    companies: toCompanies(found.hits, trackers),
    coverage,
    obfuscation,
    diagnostics,
  };
}

function withOverflow(reading: AppReading, found: HitList): AppReading {
  const overflow = found.overflow();
  if (overflow === null) return reading;
  const limitsHit = [...new Set([...reading.coverage.limitsHit, overflow.code])].sort(compareCodeUnits);
  return {
    ...reading,
    coverage: { ...reading.coverage, limitsHit },
    diagnostics: [...reading.diagnostics, overflow].sort(compareDiagnostics),
  };
}
