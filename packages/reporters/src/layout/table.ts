/** Rows of phrases set as aligned columns, or one under the other where the page is too narrow. */
import { flow, lineColumns, type Page, widestWord } from './flow.js';
import type { Phrase } from './phrase.js';

export type Cell = readonly Phrase[];

/** Columns between two columns of a table. */
const gap = 2;
/** Columns that the last column must have left to be worth wrapping inside it. */
const narrowest = 24;

/**
 * Sets rows as columns as wide as their widest cell; the last column wraps. Where that leaves it too little room, in
 * the table or in one row, the row becomes its first cell and the others under it, two columns further in.
 *
 * @param indent columns before each row
 */
export function table(page: Page, rows: readonly (readonly Cell[])[], indent = 0): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, lineColumns(cell));
    });
  }
  const left = widths.slice(0, -1).reduce((sum, wide) => sum + wide + gap, indent);
  const last = widths.at(-1) ?? 0;
  const fits = left + Math.min(last, narrowest) <= page.width;
  return rows.flatMap((row) => {
    const room = page.width - left;
    const aligned = fits && widestWord(row.at(-1) ?? [], room) <= room;
    return aligned ? alignedRow(page, row, widths, left, indent) : stackedRow(page, row, indent);
  });
}

function alignedRow(
  page: Page,
  row: readonly Cell[],
  widths: readonly number[],
  left: number,
  indent: number,
): string[] {
  const unwrapped = { ...page, width: Number.POSITIVE_INFINITY };
  const start = row
    .slice(0, -1)
    .map((cell, index) => (flow(unwrapped, cell)[0] ?? '') + ' '.repeat(widths[index]! - lineColumns(cell) + gap))
    .join('');
  const [first = '', ...rest] = flow({ ...page, width: page.width - left }, row.at(-1) ?? []);
  const whole = (' '.repeat(indent) + start + first).trimEnd();
  return [whole, ...rest.map((line) => ' '.repeat(left) + line)];
}

function stackedRow(page: Page, row: readonly Cell[], indent: number): string[] {
  return row.flatMap((cell, index) =>
    index === 0 ? flow(page, cell, indent, indent + 2) : flow(page, cell, indent + 2),
  );
}
