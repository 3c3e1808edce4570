/** Lines, tables and figures: the pieces that every page is made of. */
import { describe, expect, it } from 'vitest';
import { excerpt } from '../src/layout/excerpt.js';
import { count, percent, size } from '../src/layout/figures.js';
import { flow } from '../src/layout/flow.js';
import { columns } from '../src/layout/measure.js';
import { strong } from '../src/layout/phrase.js';
import { table } from '../src/layout/table.js';

const page = { width: 20, color: false };

describe('flow', () => {
  it('breaks at spaces and indents the first line and the others as asked', () => {
    expect(flow(page, ['one two three four five'], 2, 4)).toEqual(['  one two three four', '    five']);
  });

  it('counts a wide character as two columns', () => {
    expect(flow({ ...page, width: 8 }, ['表表 表表'])).toEqual(['表表', '表表']);
  });

  it('keeps words together that a no-break space joins', () => {
    expect(flow(page, ['there are exactly 12\u00a0classes'])).toEqual(['there are exactly', '12 classes']);
  });

  it('paints a run of one tone once, and never across a line end', () => {
    const lines = flow({ width: 9, color: true }, [strong('two words here')]);
    expect(lines).toEqual(['\u001b[1mtwo words\u001b[22m', '\u001b[1mhere\u001b[22m']);
  });
});

describe('columns', () => {
  it('takes no character for one column wide that string-width does not', () => {
    const range = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => String.fromCharCode(from + at));
    const printed = [...range(0x20, 0x7f), ...range(0xa0, 0x300), ...range(0x2010, 0x2600)];
    // A wide character beside it leaves the answer to string-width.
    const wrong = printed.filter((each) => columns(each) !== columns(`表${each}`) - 2);
    expect(wrong).toEqual([]);
  });
});

describe('table', () => {
  const rows = [
    [['a'], ['first']],
    [['bbb'], ['second']],
  ];

  it('aligns columns', () => {
    expect(table(page, rows, 2)).toEqual(['  a    first', '  bbb  second']);
  });

  it('sets the cells of a row one under the other where the page is too narrow', () => {
    expect(table({ ...page, width: 8 }, rows)).toEqual(['a', '  first', 'bbb', '  second']);
  });
});

describe('excerpt', () => {
  it('cuts each text that nobody would read to its end, between two characters', () => {
    const faces = '\u{1f600}'.repeat(1000);
    expect(excerpt({ label: faces, list: [`a${faces}`], short: 'b', none: null })).toEqual({
      label: `${'\u{1f600}'.repeat(150)}…`,
      list: [`a${'\u{1f600}'.repeat(149)}…`],
      short: 'b',
      none: null,
    });
  });
});

describe('figures', () => {
  it('groups digits and agrees with its noun', () => {
    expect([0, 1, 2, 1_234_567].map((value) => count(value, 'byte'))).toEqual([
      'no bytes',
      '1\u00a0byte',
      '2\u00a0bytes',
      '1,234,567\u00a0bytes',
    ]);
  });

  it('rounds sizes without ever printing 1000.0', () => {
    expect([999, 999_949, 999_950, 5e13].map(size)).toEqual([
      '999\u00a0bytes',
      '999.9\u00a0kB',
      '1.0\u00a0MB',
      '50.0\u00a0TB',
    ]);
  });

  it('says 0 and 100 per cent only when that is exact', () => {
    expect([0, 0.001, 0.644, 0.999, 1].map(percent).map((text) => text.replaceAll('\u00a0', ' '))).toEqual([
      '0 %',
      'under 1 %',
      '64 %',
      'over 99 %',
      '100 %',
    ]);
  });
});
