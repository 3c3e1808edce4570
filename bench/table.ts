/** The table of a run, as Markdown. */
import { range, significant } from './figures.js';
import type { Line } from './rows/row.js';

const units: Record<Line['unit'], string> = { '×': '×', '× faster': '× faster', ms: ' ms', MiB: ' MiB' };

/** How a value stands to what was asked of it: missed, met, or beyond. */
export type Standing = 'missed' | 'bar met' | 'stretch met' | '';

/** Compares the median with the bars; more is better only for `× faster`. */
export function standing({ value, unit, bar, stretch }: Line): Standing {
  if (bar === null) return '';
  const reaches = (asked: number) => (unit === '× faster' ? value.median >= asked : value.median <= asked);
  if (!reaches(bar)) return 'missed';
  return stretch !== null && reaches(stretch) ? 'stretch met' : 'bar met';
}

/** One row for each line: what, on which app, the median with its quartiles, the bars, and how it stands to them. */
export function toTable(lines: readonly Line[]): string {
  const head = ['what', 'on', 'median', 'quartiles', 'bar', 'stretch', '', 'medians behind it'];
  const cells = lines.map((line) => [
    line.what,
    line.subject,
    `**${significant(line.value.median)}${units[line.unit]}**`,
    range(line.value),
    line.bar === null ? '' : String(line.bar),
    line.stretch === null ? '' : String(line.stretch),
    standing(line),
    line.detail,
  ]);
  const widths = head.map((title, i) => Math.max(title.length, 3, ...cells.map((row) => row[i]!.length)));
  const row = (of: readonly string[]) => `| ${of.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  return [row(head), row(widths.map((width) => '-'.repeat(width))), ...cells.map(row)].join('\n');
}
