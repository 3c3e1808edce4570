/** The proof of a finding: how much of it there is, and the first names with their places. */
import type { Finding, FoundVersion, Location, Match, Verdict } from '@trackerscope/core';
import { count, grouped } from '../layout/figures.js';
import { flow } from '../layout/flow.js';
import { faint } from '../layout/phrase.js';
import { type Cell, table } from '../layout/table.js';
import type { RenderOptions } from '../reporter.js';
import { first } from './section.js';

/** How many packages, hosts and versions are named unless all evidence is wanted. */
const few = { packages: 5, hosts: 8, versions: 4 } as const;

/** How a kind of match is announced; the compiler finds a kind without words. */
const kindWords: Readonly<Record<Match['kind'], string>> = {
  defined: 'classes that match',
  referenced: 'classes referred to that match',
  component: 'components of the manifest that match',
  'meta-data': 'keys of the manifest that match',
  host: 'hosts that match',
};

/** The kind of match whose names a finding counts as its classes. */
const countedKind: Readonly<Record<Verdict, Match['kind']>> = {
  embedded: 'defined',
  declared: 'component',
  referenced: 'referenced',
  contacted: 'host',
};

/** The lines under a finding: counts first, then names by the signature they satisfy, each with its place. */
export function evidence(page: RenderOptions, finding: Finding): string[] {
  const { versions } = finding;
  return [
    ...classCount(page, finding),
    ...hostCount(page, finding),
    ...versionLines(page, versions),
    ...proofs(page, finding),
  ];
}

function classCount(page: RenderOptions, { classes, matches }: Finding): string[] {
  // A single class is named in full below.
  if (classes.count === 0 || (classes.count === 1 && matches.length > 0)) return [];
  const largestFirst = [...classes.packages].sort((a, b) => b.count - a.count);
  const { shown, more } = first(page, largestFirst, few.packages);
  const names = shown.map(({ name, count: each }) => `${packageName(name)}\u00a0(${grouped(each)})`);
  if (more > 0) names.push(`${grouped(more)}\u00a0more`);
  const only = classes.packages.length === 1 ? classes.packages[0] : undefined;
  const where = only ? packageName(only.name) : `${count(classes.packages.length, 'package')}: ${names.join(', ')}`;
  return flow(page, [`${count(classes.count, 'class', 'classes')} in ${where}`], 4, 6);
}

function packageName(name: string): string {
  return name === '' ? 'the unnamed package' : name;
}

/** The hosts, where the matches below do not name each of them. */
function hostCount(page: RenderOptions, { hosts, matches }: Finding): string[] {
  const named = new Set(matches.map(({ value }) => value));
  if (hosts.every((host) => named.has(host))) return [];
  const { shown, more } = first(page, hosts, few.hosts);
  const names = more > 0 ? [...shown, `${grouped(more)}\u00a0more`] : shown;
  return flow(page, [`${count(hosts.length, 'host')}: ${names.join(', ')}`], 4, 6);
}

/** Each version once, with the files that state it. */
function versionLines(page: RenderOptions, versions: readonly FoundVersion[]): string[] {
  const values = [...new Set(versions.map(({ value }) => value))];
  const { shown, more } = first(page, values, few.versions);
  const lines = shown.map((value) => {
    const from = versions.filter((version) => version.value === value).map(({ where }) => where);
    return `version ${value}, from ${places(page, from)}`;
  });
  if (more > 0) lines.push(`and ${count(more, 'more version')}`);
  return lines.flatMap((line) => flow(page, [line], 4, 6));
}

/** Matches by what they are and the signature they satisfy, in the order of the report. */
function proofs(page: RenderOptions, { verdict, matches, classes }: Finding): string[] {
  const groups = new Map<string, Match[]>();
  for (const match of matches) {
    const title = `${kindWords[match.kind]} ${match.signature}`;
    const group = groups.get(title);
    if (group === undefined) groups.set(title, [match]);
    else group.push(match);
  }
  const counted = matches.filter(({ kind }) => kind === countedKind[verdict]);
  const more = classes.count - new Set(counted.map(({ value }) => value)).size;
  return [...groups].flatMap(([title, group]) => {
    const rows: Cell[][] = group.map((match) => [[match.value], [faint(places(page, match.where))]]);
    const lines = [...flow(page, [faint(title)], 4, 6), ...table(page, rows, 6)];
    if (more <= 0 || !group.includes(counted.at(-1)!)) return lines;
    return [...lines, ...flow(page, [faint(`and ${count(more, 'more class', 'more classes')}`)], 6)];
  });
}

function places(page: RenderOptions, where: readonly Location[]): string {
  if (page.allEvidence) return where.map(place).join(', ');
  const [nearest, ...others] = where;
  if (nearest === undefined) return '';
  // A report without all evidence holds only the first places, so their number would say too little.
  return others.length === 0 ? nearest.entry : `${nearest.entry} and others`;
}

/** An entry and, in hexadecimal as DEX tools print it, the offset into it. */
export function place({ entry, offset }: Location): string {
  return offset === undefined ? entry : `${entry}\u00a0at\u00a00x${offset.toString(16)}`;
}
