/** The benchmark runs in its short form and says what it promises; no time that it measures is judged here. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDex, readAndInflate } from '@trackerscope/bench/floor';
import { replaceBetweenMarks } from '@trackerscope/bench/page';
import { splitCommand } from '@trackerscope/bench/peer';
import { describe, expect, it } from 'vitest';
import { root } from '../borders/sources.js';
import { corpus } from '../end-to-end/corpus.js';

function bench(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(root, 'bench/dist/measure.js'), ...args], { encoding: 'utf8' });
}

describe('the short benchmark', () => {
  it('prints every row of the table and finds no invariant broken', { timeout: 240_000 }, () => {
    const { status, stdout, stderr } = bench('--short', '--rounds', '1', '--peer', `${process.execPath} -p 1 {apk}`);
    expect(stderr).not.toContain('broken:');
    expect(status).toBe(0);
    const median = /^\*\*-?[0-9.]+(×|× faster| ms| MiB)\*\*$/;
    const rows = stdout.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    const measured = rows.filter((cells) => median.test(cells[3] ?? '')).map((cells) => cells[1]);
    expect([...new Set(measured)]).toEqual([
      'warm scan of DEX + manifest ÷ floor',
      'whole command, code and manifest ÷ floor script',
      'whole command, all places ÷ floor script',
      'whole command against exodus-core’s figures',
      'the peer ÷ floor script',
      'whole command against the peer',
      'peak memory ÷ floor script',
      'peak memory',
      '10 times the rules ÷ the rules',
      '100 times the rules ÷ the rules',
      'portable path ÷ Node path',
      'cold start − node -e 0',
      'warm scan ÷ floor',
      'warm scan of all places ÷ floor of the same entries',
    ]);
  });

  it.each([['--only', 'nothing'], ['--rounds', '0'], ['--peer', 'exodus'], ['--write', '--short'], ['--fast']])(
    'refuses %s %s',
    (...args) => {
      expect(bench(...args)).toMatchObject({ status: 2, stdout: '' });
    },
  );
});

describe('the floor', () => {
  it('inflates all DEX of an app, and only them', () => {
    expect(readAndInflate(corpus.apidemos, isDex)).toBe(7_279_432);
    expect(readAndInflate(corpus.uiautomator2, isDex)).toBe(14_485_128);
  });
});

it('a peer is split into words without a shell, the app in its place', () => {
  expect(splitCommand(`python3 -m 'exodus core' "{apk}" --x={apk}`, '/a b.apk')).toEqual([
    'python3',
    '-m',
    'exodus core',
    '/a b.apk',
    '--x=/a b.apk',
  ]);
});

it('what a run writes into the page replaces the last run and nothing else', () => {
  const page = readFileSync(join(root, 'docs/performance.md'), 'utf8');
  const once = replaceBetweenMarks(page, 'new figures');
  expect(once).toContain('new figures');
  expect(replaceBetweenMarks(once, 'newer figures')).toBe(replaceBetweenMarks(page, 'newer figures'));
  expect(page.startsWith(once.slice(0, once.indexOf('<!--')))).toBe(true);
  expect(page.endsWith(once.slice(once.indexOf('<!-- bench: end')))).toBe(true);
});
