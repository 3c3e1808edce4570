/** The trackers that were found, strongest verdict first, each with who is behind it and its proof. */
import { type Finding, verdicts } from '@trackerscope/core';
import { flow } from '../layout/flow.js';
import { caution, faint, strong } from '../layout/phrase.js';
import type { RenderOptions } from '../reporter.js';
import { categoryWords } from './categories.js';
import { evidence } from './evidence.js';
import { heading, type Section } from './section.js';
import { verdictMeanings } from './verdict-meanings.js';

export const findings: Section = (report, page) => {
  const groups = verdicts.flatMap((verdict) => {
    const found = report.findings.filter((finding) => finding.verdict === verdict);
    if (found.length === 0) return [];
    const { heading: name, meaning, tone } = verdictMeanings[verdict];
    const blocks = found.map((finding) => [...introduction(page, finding), ...evidence(page, finding)]);
    return [[heading(page, { text: name, tone }, meaning), ...blocks].map((lines) => lines.join('\n')).join('\n\n')];
  });
  return groups.length === 0 ? [] : [groups.join('\n\n')];
};

function introduction(page: RenderOptions, finding: Finding): string[] {
  const { tracker, confidence, ignored, firstParty, relocated } = finding;
  const name = ignored === null ? strong(tracker.name) : faint(tracker.name);
  const categories = categoryWords(tracker.categories).join(', ') || 'no category';
  const facts = [
    categories,
    tracker.owner === null ? 'owner not known' : `by ${tracker.owner}`,
    `${confidence}\u00a0confidence`,
  ];
  const marks: string[] = [];
  if (ignored !== null) marks.push(`ignored: ${ignored}`);
  if (firstParty) marks.push(`first party: the app itself belongs to ${tracker.owner ?? 'its owner'}`);
  if (relocated) marks.push('relocated: its packages were copied under another one');
  return [
    ...flow(page, [name, faint(`\u00a0· ${facts.join('\u00a0· ')}`)], 2, 4),
    ...marks.flatMap((mark) => flow(page, [caution(mark)], 4, 6)),
  ];
}
