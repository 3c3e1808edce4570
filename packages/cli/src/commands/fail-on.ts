/** Which findings `--fail-on` asks about. */
import type { Finding, ScanReport } from '@trackerscope/core';
import type { ScanArguments } from './arguments.js';

/** Findings with one of the verdicts that are neither ignored nor, unless asked for, of the app's own maker. */
export function askedFor(
  { findings }: Pick<ScanReport, 'findings'>,
  { failOn, includeFirstParty }: Pick<ScanArguments, 'failOn' | 'includeFirstParty'>,
): readonly Finding[] {
  return findings.filter(
    ({ verdict, ignored, firstParty }) =>
      failOn.includes(verdict) && ignored === null && (includeFirstParty || !firstParty),
  );
}
