/** What the app asks to be allowed to do, the dangerous permissions first. */
import type { Protection } from '@trackerscope/core';
import { count } from '../layout/figures.js';
import type { Tone } from '../layout/phrase.js';
import { type Cell, table } from '../layout/table.js';
import { heading, type Section } from './section.js';

/** Order and tone of the protection levels; the compiler finds one that is missing. */
const levels: Readonly<Record<Protection, Tone>> = {
  dangerous: 'caution',
  signature: 'plain',
  internal: 'plain',
  unknown: 'plain',
  normal: 'faint',
};
const order = Object.keys(levels) as Protection[];

/** Left out: nearly all names begin with it, and the others are shown whole. */
const usualPrefix = 'android.permission.';

export const permissions: Section = ({ app }, page) => {
  if (app.permissions.length === 0) return [];
  const rows = order.flatMap((level): Cell[][] => {
    const names = app.permissions.filter(({ protection }) => protection === level).map(({ name }) => shortName(name));
    const label = { text: level, tone: levels[level] };
    if (level === 'dangerous') return names.map((name) => [[label], [name]]);
    return names.length === 0 ? [] : [[[label], [{ text: names.join(', '), tone: levels[level] }]]];
  });
  const dangerous = app.permissions.filter(({ protection }) => protection === 'dangerous').length;
  const counts = `${count(app.permissions.length, 'permission')}, ${count(dangerous, 'dangerous', 'dangerous')}`;
  return [...heading(page, 'Permissions', counts), ...table(page, rows, 2)];
};

function shortName(name: string): string {
  return name.startsWith(usualPrefix) ? name.slice(usualPrefix.length) : name;
}
