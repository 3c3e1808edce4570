/** The extractor `dex` finds every DEX by its first bytes and offers its classes and strings. */
import { buildDex, buildDexContainer, overwriteU32 } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { dex } from '../../src/extractors/dex.js';
import { extractFrom, viewOf } from './extract-from.js';

const code = buildDex({ classes: ['com/a/A'] });
const text = new TextEncoder().encode('just some text');

describe('wants', () => {
  it.each(['classes.dex', 'assets/plugin.bin', 'lib/x86/libcode.so'])('a DEX named %s', (name) => {
    expect(dex.wants(viewOf(code, { name }))).toBe(true);
  });

  it.each(['classes.dex', 'classes2.dex', 'classes13.dex'])('what is named %s, even when it is none', (name) => {
    expect(dex.wants(viewOf(text, { name }))).toBe(true);
  });

  it.each(['assets/classes.dex', 'classes.dex.bak', 'notes.txt'])('not text named %s', (name) => {
    expect(dex.wants(viewOf(text, { name }))).toBe(false);
  });
});

it('says so when a file named like code is none', () => {
  const { diagnostics, classes } = extractFrom(dex, text, { name: 'classes2.dex', path: 'split.apk > classes2.dex' });
  expect(classes).toEqual([]);
  expect(diagnostics).toMatchObject([
    { code: 'dex/bad-magic', where: [{ entry: 'split.apk > classes2.dex', offset: 0 }] },
  ]);
});

it('offers the classes and strings of each file of a container', () => {
  const { classes, strings } = extractFrom(
    dex,
    buildDexContainer([{ classes: ['com/a/A'] }, { classes: ['com/b/B'] }]),
  );
  expect(classes.map((table) => table.text(0))).toEqual(['com/a/A', 'com/b/B']);
  expect(strings).toHaveLength(2);
});

it('offers a string pool that two files share once', () => {
  const same = { classes: ['com/a/A'] };
  const container = buildDexContainer([same, same]);
  const second = new DataView(container.buffer).getUint32(0x20, true);
  const pool = new DataView(container.buffer).getUint32(0x3c, true);
  const { classes, strings } = extractFrom(dex, overwriteU32(container, second + 0x3c, pool));
  expect([classes.length, strings.length]).toEqual([2, 1]);
});
