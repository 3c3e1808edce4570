/** Scans through both doors, which have to agree, with a rule for one tracker. */
import { buildRules } from '@trackerscope/testkit';
import { expect } from 'vitest';
import { type ScanInput, type ScanOptions, type ScanReport, scan } from '../../src/index.js';
import { scan as scanOnNode } from '../../src/node/index.js';

export const leanplum = buildRules({ id: 'leanplum', code: ['com.leanplum.'], hosts: ['leanplum.com'] });

type Options = Partial<ScanOptions>;

/** The report of an input, the same from the portable door and from Node's. */
export async function scanBoth(input: ScanInput, options: Options = {}): Promise<ScanReport> {
  const [portable, node] = await Promise.all([
    scan(input, { rules: leanplum, ...options }),
    scanOnNode(input, { rules: leanplum, ...options }),
  ]);
  expect(withoutReader(node)).toEqual(withoutReader(portable));
  return node;
}

/** docs/report.md: only the portable door says that jszip gave up, since only there it is asked. */
function withoutReader(report: ScanReport): ScanReport {
  return { ...report, diagnostics: report.diagnostics.filter(({ code }) => code !== 'zip/jszip-refused') };
}

/** The error that an input gives, the same from both doors. */
export async function refusal(input: ScanInput, options: Options = {}): Promise<object> {
  const [portable, node] = await Promise.all(
    [scan, scanOnNode].map((door) => door(input, { rules: leanplum, ...options }).catch((error: unknown) => error)),
  );
  expect(node).toEqual(portable);
  if (!(node instanceof Error)) throw new Error('Expected the input to be refused.');
  return node;
}

/** Codes of the diagnostics of a report. */
export function codesOf({ diagnostics }: ScanReport): readonly string[] {
  return diagnostics.map(({ code }) => code);
}

/** What was found, without where: the same for an app in whatever it comes in. */
export function foundIn({ findings }: ScanReport): object {
  return findings.map((finding) => ({
    ...finding,
    matches: finding.matches.map(({ where: _, ...match }) => match),
  }));
}

/** The places of all matches. */
export function placesIn({ findings }: ScanReport): readonly string[] {
  const places = findings.flatMap(({ matches }) => matches.flatMap(({ where }) => where.map(({ entry }) => entry)));
  return [...new Set(places)].sort();
}
