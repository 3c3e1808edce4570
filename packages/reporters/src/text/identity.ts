/** Who the app says it is, which file that was, and who signed it. */
import type { AppFacts, InputFacts, InputKind, SplitFacts } from '@trackerscope/core';
import { count, size } from '../layout/figures.js';
import { flow } from '../layout/flow.js';
import { faint, type Phrase, title } from '../layout/phrase.js';
import { table } from '../layout/table.js';
import type { RenderOptions } from '../reporter.js';
import { first, type Section } from './section.js';
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
  if (app.splits.length > 0)
    facts.splice(4, 0, [input.kind === 'aab' ? 'modules' : 'splits', splits(app.splits, page)]);
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

/** A base alone is said, too: the others may be missing. */
function splits(all: readonly SplitFacts[], page: RenderOptions): Phrase[] {
  const { shown, more } = first(page, all, fewSplits);
  const names = shown.map(({ name, kind }) => (kind === 'feature' ? `${name}\u00a0(feature)` : name));
  return [names.join(', '), faint(more > 0 ? ` and ${more}\u00a0more` : '')];
}

/** How many splits are named unless all evidence is wanted. */
const fewSplits = 5;

/** What people call each kind of input; the compiler finds a kind without words. */
const kindWords: Readonly<Record<InputKind, string>> = {
  apk: 'APK',
  'split-set': 'split set',
  aab: 'app bundle (AAB)',
  aar: 'Android library (AAR)',
  jar: 'JAR',
  dex: 'DEX file',
  'class-list': 'list of class names',
};

function file({ name, kind, bytes }: InputFacts): Phrase[] {
  const exact = bytes < 1000 ? '' : ` (${count(bytes, 'byte')})`;
  return [
    name ?? (kind === 'split-set' ? 'several files' : 'without a name'),
    faint(`\u00a0· ${kindWords[kind]}, ${size(bytes)}${exact}`),
  ];
}
