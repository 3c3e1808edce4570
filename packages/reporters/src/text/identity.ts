/** Who the app says it is, which file that was, and who signed it. */
import type { AppFacts, InputFacts } from '@trackerscope/core';
import { count, size } from '../layout/figures.js';
import { flow } from '../layout/flow.js';
import { faint, type Phrase, title } from '../layout/phrase.js';
import { table } from '../layout/table.js';
import type { Section } from './section.js';
import { signerFacts } from './signers.js';

export const identity: Section = (report, page) => {
  const { app, input } = report;
  const facts: (readonly [string, readonly Phrase[]])[] = [
    ['package', [app.package ?? faint('not known')]],
    ['version', version(app)],
    ['SDK', sdk(app)],
    ['file', file(input)],
    ['SHA-256', [input.sha256]],
    ...signerFacts(report, page),
  ];
  const rows = facts.map(([name, value]) => [[faint(name)], value]);
  return [
    ...flow(page, [title(app.label ?? app.package ?? input.name ?? 'App without a name')]),
    ...table(page, rows, 2),
  ];
};

function version({ versionName, versionCode }: AppFacts): Phrase[] {
  if (versionName === null && versionCode === null) return [faint('not known')];
  return [versionName ?? 'without a name', faint(versionCode === null ? '' : ` (code ${versionCode})`)];
}

function sdk({ minSdk, targetSdk }: AppFacts): Phrase[] {
  if (minSdk === null && targetSdk === null) return [faint('not known')];
  const parts = [minSdk === null ? [] : [`at least ${minSdk}`], targetSdk === null ? [] : [`made for ${targetSdk}`]];
  return [parts.flat().join(', ')];
}

function file({ name, kind, bytes }: InputFacts): Phrase[] {
  const exact = bytes < 1000 ? '' : ` (${count(bytes, 'byte')})`;
  return [name ?? 'without a name', faint(`\u00a0· ${kind.toUpperCase()}, ${size(bytes)}${exact}`)];
}
