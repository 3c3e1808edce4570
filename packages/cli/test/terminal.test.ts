/** Colour, width and the progress line: what a terminal gets and a pipe does not. */
import { describe, expect, it } from 'vitest';
import { pageOf } from '../src/page-of.js';
import { progressLine } from '../src/progress-line.js';
import { app, command, rulesFile } from './command.js';

const terminal = { write: () => {}, isTTY: true, columns: 120 };
const pipe = { write: () => {} };

describe('colour', () => {
  it.each<[string, Parameters<typeof pageOf>, boolean]>([
    ['on a terminal', [terminal, {}, undefined], true],
    ['into a pipe', [pipe, {}, undefined], false],
    ['on a dumb terminal', [terminal, { TERM: 'dumb' }, undefined], false],
    ['on a terminal with NO_COLOR', [terminal, { NO_COLOR: '1' }, undefined], false],
    ['on a terminal with an empty NO_COLOR', [terminal, { NO_COLOR: '' }, undefined], true],
    ['into a pipe with FORCE_COLOR', [pipe, { FORCE_COLOR: '1' }, undefined], true],
    ['on a terminal with FORCE_COLOR=0', [terminal, { FORCE_COLOR: '0' }, undefined], false],
    ['with NO_COLOR and FORCE_COLOR', [pipe, { NO_COLOR: '1', FORCE_COLOR: '1' }, undefined], true],
    ['with NO_COLOR and --color', [pipe, { NO_COLOR: '1' }, true], true],
    ['with FORCE_COLOR and --no-color', [terminal, { FORCE_COLOR: '1' }, false], false],
  ])('%s', (_where, said, color) => {
    expect(pageOf(...said).color).toBe(color);
  });

  it('follows --color and --no-color in a report', async () => {
    const rules = rulesFile('color-rules.json', { id: 'vendor', code: ['com.vendor.'] });
    const path = app('color.apk', { dex: [{ classes: ['org/example/Main'] }] });
    expect((await command(['scan', '--rules', rules, '--color', path])).stdout).toContain('\u001b[');
    expect((await command(['scan', '--rules', rules, '--no-color', path], { terminal: 80 })).stdout).not.toContain(
      '\u001b',
    );
  });
});

describe('width', () => {
  it.each<[string, Parameters<typeof pageOf>, number]>([
    ['of the terminal', [terminal, { COLUMNS: '60' }, undefined], 120],
    ['of COLUMNS where there is no terminal', [pipe, { COLUMNS: '60' }, undefined], 60],
    ['of 80 where COLUMNS is nonsense', [pipe, { COLUMNS: '-3' }, undefined], 80],
    ['of 80 where nothing is known', [pipe, {}, undefined], 80],
  ])('is that %s', (_where, said, width) => {
    expect(pageOf(...said).width).toBe(width);
  });
});

describe('the progress line', () => {
  /** Shows progress after so many milliseconds each; what was written is returned. */
  function shownAt(times: readonly number[], sink: { isTTY?: boolean; columns?: number }, name = 'app.apk'): string[] {
    const written: string[] = [];
    let time = 0;
    const stderr = { ...sink, write: (text: string) => written.push(text) };
    const line = progressLine(name, { stderr, now: () => time });
    for (const [index, at] of times.entries()) {
      time = at;
      line.show(index + 1, 9);
    }
    line.clear();
    return written;
  }

  it('appears after two seconds, moves ten times a second at most, and goes away', () => {
    expect(shownAt([1, 1999, 2000, 2050, 2100], { isTTY: true })).toEqual([
      '\r\u001b[KScanning app.apk: 3 of 9 entries',
      '\r\u001b[KScanning app.apk: 5 of 9 entries',
      '\r\u001b[K',
    ]);
  });

  it('never appears for a quick scan or where standard error is no terminal', () => {
    expect(shownAt([1, 1999], { isTTY: true })).toEqual([]);
    expect(shownAt([1, 5000], {})).toEqual([]);
  });

  it('stays on one line and escapes what a file name hides', () => {
    const [line] = shownAt([5000], { isTTY: true, columns: 30 }, `\u001b[2J${'long'.repeat(20)}`);
    expect(line).toBe('\r\u001b[KScanning \\u{1b}[2Jlonglonglon');
  });
});
