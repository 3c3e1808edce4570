/** The answer in one or two sentences; a zero is never said without what it rests on. */
import { type ScanReport, verdicts } from '@trackerscope/core';
import { count, listed, percent } from '../layout/figures.js';
import { flow } from '../layout/flow.js';
import { caution, fine, type Phrase, strong } from '../layout/phrase.js';
import type { Section } from './section.js';

/** Share of unreadable class names from which on a scan by names is a weak statement. */
const mostlyUnreadable = 0.3;

export const summary: Section = (report, page) => flow(page, [...answer(report), ...doubts(report)]);

function answer({ findings, coverage, companies }: ScanReport): Phrase[] {
  if (findings.length > 0) {
    const groups = verdicts
      .map((verdict) => ({ verdict, found: findings.filter((finding) => finding.verdict === verdict).length }))
      .filter(({ found }) => found > 0)
      .map(({ verdict, found }) => `${found}\u00a0${verdict}`);
    const ignored = findings.filter((finding) => finding.ignored !== null).length;
    return [
      strong(`${count(findings.length, 'tracker')} found`),
      `: ${listed(groups)}${ignored === 0 ? '' : ` (${ignored} of them ignored on request)`}.`,
    ];
  }
  const shared =
    companies.length === 0 ? '' : ` Hosts of ${count(companies.length, 'company', 'companies')} were seen, see below.`;
  if (coverage.classesDefined === 0) {
    return [
      caution('No trackers found, and no code to look at.'),
      ` Without classes, that says nothing about the app.${shared}`,
    ];
  }
  const looked = `Looked at ${count(coverage.classesDefined, 'class', 'classes')} and ${count(coverage.strings, 'string')}.`;
  return [fine('No trackers found.'), ` ${looked}${shared}`];
}

function doubts({ findings, coverage, obfuscation: { score } }: ScanReport): Phrase[] {
  const said: Phrase[] = [];
  const share = score === null ? '' : percent(score);
  const unreadable = `${share.slice(0, 1).toUpperCase()}${share.slice(1)} of class names are unreadable`;
  if (score !== null && score >= mostlyUnreadable) {
    said.push(caution(` ${unreadable}: a tracker whose classes were renamed is not seen by its name.`));
  } else if (score !== null && findings.length === 0) {
    said.push(` ${unreadable}.`);
  }
  if (coverage.limitsHit.length > 0) said.push(caution(' A limit was hit, so parts were not looked at.'));
  return said;
}
