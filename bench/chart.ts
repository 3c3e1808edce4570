/** The chart of a run: one bar for each ratio, its quartiles as a whisker, the bar to reach as a line across it. */
import { significant } from './figures.js';
import type { Line } from './rows/row.js';
import { standing } from './table.js';

const rowHeight = 24;
const labels = 470;
const width = 960;
const colors = { missed: '#c2410c', 'bar met': '#2563eb', 'stretch met': '#15803d', '': '#6b7280' };

/** An SVG of all lines that are ratios to a floor; what has another unit is in the table alone. */
export function toChart(lines: readonly Line[]): string {
  const drawn = lines.filter(({ unit }) => unit === '×');
  const most = Math.max(1, ...drawn.map(({ value, bar }) => Math.max(value.high, bar ?? 0)));
  const x = (ratio: number): number => Math.round(labels + (ratio / most) * (width - labels - 60));
  const height = drawn.length * rowHeight + 56;
  const bars = drawn.map((line, i) => drawRow(line, 16 + i * rowHeight, x));
  const legend = 'orange: bar missed · blue: bar met · green: stretch met · grey: no bar · black: the bar · dashed: 1';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<title>Times and memory as multiples of the floor</title>
<rect width="${width}" height="${height}" fill="#fff"/>
${bars.join('\n')}
<path d="M${x(1)} 8V${height - 36}" stroke="#111" stroke-dasharray="3 3"/>
<text x="16" y="${height - 14}" fill="#374151">${legend}</text>
</svg>
`;
}

function drawRow(line: Line, y: number, x: (ratio: number) => number): string {
  const { low, median, high } = line.value;
  const middle = y + 9;
  const bar = line.bar === null ? '' : `<path d="M${x(line.bar)} ${y - 2}v22" stroke="#111" stroke-width="2"/>`;
  return [
    `<text x="16" y="${y + 13}" fill="#111">${escapeXml(`${line.what} · ${line.subject}`)}</text>`,
    `<rect x="${x(0)}" y="${y}" width="${x(median) - x(0)}" height="18" fill="${colors[standing(line)]}"/>`,
    `<path d="M${x(low)} ${middle}H${x(high)}" stroke="#9ca3af" stroke-width="3"/>`,
    bar,
    `<text x="${x(Math.max(high, line.bar ?? 0)) + 6}" y="${y + 13}" fill="#111">${significant(median)}</text>`,
  ].join('');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
