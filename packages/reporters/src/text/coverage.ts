/** What was looked at, so that a finding or its absence can be weighed. */
import { type Coverage, codes, type LeftOut, type LeftOutKind, type ScanReport } from '@trackerscope/core';
import { count, grouped, percent, size } from '../layout/figures.js';
import { caution, faint, type Phrase } from '../layout/phrase.js';
import { table } from '../layout/table.js';
import type { RenderOptions } from '../reporter.js';
import { first, heading, type Section } from './section.js';

export const coverage: Section = (report, page) => {
  const { coverage: seen, obfuscation, ruleset, matchMode } = report;
  const facts: [string, Phrase[]][] = [
    [
      'classes',
      [
        `${grouped(seen.classesDefined)} defined in ${codeFiles(seen)}, ${grouped(seen.classesReferenced)} only referred to`,
      ],
    ],
    ['names', [names(obfuscation)]],
    ['strings', [grouped(seen.strings)]],
    ['entries', [`${grouped(seen.entriesRead)} read, ${grouped(seen.entriesSkipped)} passed over`]],
    [
      'rules',
      [
        `${ruleset.name} ${ruleset.version}, ${count(ruleset.trackers, 'tracker')}`,
        faint(` · ${ruleset.sha256.slice(0, 12)}`),
      ],
    ],
  ];
  if (seen.leftOut.length > 0) facts.push(['left out', leftOut(seen.leftOut, page)]);
  if (matchMode === 'exodus') facts.push(['matching', ['names and signatures exactly as exodus-core reads them']]);
  if (seen.depth !== 'all') facts.push(['depth', [caution(depths[seen.depth])]]);
  facts.push(['limits', limits(seen)]);
  return [
    ...heading(page, 'Looked at', `by ${report.tool.name} ${report.tool.version}`),
    ...table(
      page,
      facts.map(([name, value]) => [[faint(name)], value]),
      2,
    ),
  ];
};

/** What kind of file it is, where its name does not say. */
const leftOutWords: Readonly<Record<LeftOutKind, string>> = {
  'expansion-file': 'expansion file, ',
  variant: 'the app for other devices, ',
  file: '',
};

/** How many files are named unless all evidence is wanted. */
const fewFiles = 5;

function leftOut(files: readonly LeftOut[], page: RenderOptions): Phrase[] {
  const telling = [...files].sort((a, b) => rank(a) - rank(b));
  const { shown, more } = first(page, telling, fewFiles);
  const names = shown.map(({ path, bytes, kind }) => `${path}\u00a0(${leftOutWords[kind]}${size(bytes)})`);
  return [names.join(', '), faint(more > 0 ? ` and ${more}\u00a0more` : '')];
}

function rank({ kind }: LeftOut): number {
  return Object.keys(leftOutWords).indexOf(kind);
}

const depths = { dex: 'code alone', manifest: 'code and manifest alone' } as const;

function codeFiles({ dexFiles, classFiles }: Coverage): string {
  if (classFiles === 0) return count(dexFiles, 'DEX file');
  const classes = count(classFiles, 'class file');
  return dexFiles === 0 ? classes : `${count(dexFiles, 'DEX file')} and ${classes}`;
}

function names({ score }: ScanReport['obfuscation']): string {
  return score === null ? 'no class names to judge' : `${percent(score)} of class names unreadable (obfuscated)`;
}

function limits({ limitsHit }: Coverage): Phrase[] {
  if (limitsHit.length === 0) return ['none was hit'];
  const meanings: Readonly<Record<string, string>> = codes;
  return [caution(limitsHit.map((code) => `${code}: ${meanings[code] ?? 'a limit was hit.'}`).join(' '))];
}
