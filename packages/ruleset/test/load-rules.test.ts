/** Rules from disk: folders and files, and what is said when they are wrong. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TrackerRule } from '@trackerscope/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatRule } from '../src/format-rule.js';
import { hashTrackers } from '../src/hash.js';
import { loadRules } from '../src/node/load-rules.js';
import { ruleLike, withHost } from './rule-like.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rules-'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = (file: string, text: string) => writeFile(join(folder, file), text);
const putRule = (rule: TrackerRule) => put(`${rule.id}.json`, formatRule(rule));
const second = { ...withHost('second.com'), id: 'a-second', name: 'Second' };

describe('loadRules', () => {
  it('reads a folder with one file per rule, sorted by id, named by its package.json', async () => {
    await put('package.json', '{"name": "mine", "version": "3"}');
    await put('README.md', 'not a rule');
    await putRule(ruleLike());
    await putRule(second);
    expect(await loadRules(folder)).toEqual({
      name: 'mine',
      version: '3',
      sha256: await hashTrackers([second, ruleLike()]),
      trackers: [second, ruleLike()],
    });
  });

  it('reads a file that holds a list of rules', async () => {
    await put('mine.json', JSON.stringify([ruleLike(), second]));
    const { name, version, trackers } = await loadRules(join(folder, 'mine.json'));
    expect({ name, version, trackers }).toEqual({
      name: 'mine',
      version: 'unversioned',
      trackers: [second, ruleLike()],
    });
  });

  it('reads past a byte order mark', async () => {
    await put('mine.json', `\uFEFF${formatRule(ruleLike())}`);
    expect((await loadRules(join(folder, 'mine.json'))).trackers).toEqual([ruleLike()]);
  });

  it.each([
    ['a path where nothing is', () => {}, 'nothing.json', 'rules/not-found'],
    [
      'what is neither file nor folder',
      () => promisify(execFile)('mkfifo', [join(folder, 'pipe')]),
      'pipe',
      'rules/not-found',
    ],
    ['a folder without rules', () => {}, '', 'rules/not-found'],
    ['an empty list', () => put('a.json', '[]'), 'a.json', 'rules/bad-field'],
    ['an empty file', () => put('a.json', ' '), 'a.json', 'rules/bad-json'],
    ['a file that is no JSON', () => put('a.json', 'name: a'), '', 'rules/bad-json'],
    ['a rule without its fields', () => put('a.json', '{}'), 'a.json', 'rules/bad-field'],
    ['a rule under another name than its id', () => put('a.json', formatRule(ruleLike())), '', 'rules/bad-field'],
    [
      'two files with one id',
      async () => [await putRule(ruleLike()), await put('b.json', formatRule(ruleLike()))],
      '',
      'rules/duplicate-id',
    ],
  ])('refuses %s', async (_what, prepare, path, code) => {
    await prepare();
    await expect(loadRules(join(folder, path))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(folder),
    });
  });
});

describe('hashTrackers', () => {
  it('is the SHA-256 of canonical JSON', async () => {
    // printf '[]' | sha256sum
    expect(await hashTrackers([])).toBe('4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945');
  });

  it('does not depend on the order of members', async () => {
    const reversed = Object.fromEntries(Object.entries(second).reverse()) as unknown as TrackerRule;
    expect(await hashTrackers([reversed])).toBe(await hashTrackers([second]));
    expect(await hashTrackers([{ ...second, name: 'Third' }])).not.toBe(await hashTrackers([second]));
  });
});
