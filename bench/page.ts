/** Writes the outcome of a run into docs/performance.md, between its two marks, and the chart beside it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { toChart } from './chart.js';
import type { Line } from './rows/row.js';
import { toTable } from './table.js';

const page = new URL('../../docs/performance.md', import.meta.url);
const chart = new URL('../../docs/performance.svg', import.meta.url);

const begin = '<!-- bench: begin, written by `pnpm bench --write` -->';
const end = '<!-- bench: end -->';

/**
 * The page with what lies between the marks replaced; everything else stays.
 * @throws Error when the marks are not there
 */
export function replaceBetweenMarks(text: string, written: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from === -1 || to === -1) throw new Error(`Expected the marks "${begin}" and "${end}" in the page.`);
  return `${text.slice(0, from)}${begin}\n\n${written}\n\n${text.slice(to)}`;
}

/** Writes table and chart. */
export function writePage(facts: string, lines: readonly Line[]): void {
  const written = `${facts}\n\n![The ratios as bars](performance.svg)\n\n${toTable(lines)}`;
  writeFileSync(page, replaceBetweenMarks(readFileSync(page, 'utf8'), written));
  writeFileSync(chart, toChart(lines));
}
