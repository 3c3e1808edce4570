/** What the app asks to be allowed to do, the dangerous permissions first. */
import type { Protection } from '@trackerscope/core';
import { count } from '../layout/figures.js';
import { faint, type Tone } from '../layout/phrase.js';
import { table } from '../layout/table.js';
import { heading, type Section } from './section.js';

/** Order and tone of the protection levels; the compiler finds one that is missing. */
const levels: Readonly<Record<Protection, Tone>> = {
  dangerous: 'caution',
  signature: 'plain',
  internal: 'plain',
  unknown: 'plain',
  normal: 'faint',
};
const order = Object.keys(levels);

export const permissions: Section = ({ app }, page) => {
  if (app.permissions.length === 0) return [];
  const dangerous = app.permissions.filter(({ protection }) => protection === 'dangerous').length;
  const sorted = [...app.permissions].sort((a, b) => order.indexOf(a.protection) - order.indexOf(b.protection));
  const rows = sorted.map(({ name, protection }) => [
    [{ text: protection, tone: levels[protection] }],
    [protection === 'normal' ? faint(name) : name],
  ]);
  return [
    ...heading(page, 'Permissions', `${count(app.permissions.length, 'permission')}, ${dangerous}\u00a0dangerous`),
    ...table(page, rows, 2),
  ];
};
