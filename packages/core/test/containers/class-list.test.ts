/** Lists of class names, as Exodus and others publish them. */
import { describe, expect, it } from 'vitest';
import { isClassList } from '../../src/binary/class-list/is-class-list.js';
import { readClassList } from '../../src/binary/class-list/read-class-list.js';
import type { Diagnostic } from '../../src/errors.js';
import { listClasses } from '../../src/index.js';
import { defaultLimits, type Limits } from '../../src/limits.js';
import { codesOf, scanBoth } from './scan-both.js';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Names with their offsets, and the codes of what was odd. */
function read(text: string, limits: Partial<Limits> = {}) {
  const diagnostics: Diagnostic[] = [];
  const table = readClassList(bytesOf(text), 'list', (one) => diagnostics.push(one), { ...defaultLimits, ...limits });
  const names = Array.from({ length: table.count }, (_, i) => table.text(i));
  return { names, offsets: [...table.offsets], defined: table.defined, diagnostics };
}

describe('a list of classes', () => {
  it.each([
    ['dotted', 'com.leanplum.Leanplum\ncom.example.Main$Inner\n'],
    ['slashed', 'com/leanplum/Leanplum\ncom/example/Main$Inner'],
    ['as descriptors', 'Lcom/leanplum/Leanplum;\r\nLcom/example/Main$Inner;\r\n'],
    ['as files of a JAR', 'com/leanplum/Leanplum.class\ncom/example/Main$Inner.class\n'],
    ['with comments and blank lines', '# from a report\n\n  com.leanplum.Leanplum\t\n\ncom.example.Main$Inner\n'],
    ['behind a byte order mark', '\ufeffcom.leanplum.Leanplum\ncom.example.Main$Inner\n'],
  ])('is read %s', async (_, text) => {
    expect(read(text).names).toEqual(['com/leanplum/Leanplum', 'com/example/Main$Inner']);
    const report = await scanBoth(bytesOf(text));
    expect(report).toMatchObject({
      input: { kind: 'class-list' },
      app: { package: null, signing: null },
      coverage: { classesDefined: 2, classesReferenced: 0, dexFiles: 0, classFiles: 0 },
      diagnostics: [],
    });
    expect(report.findings.map(({ verdict, classes }) => [verdict, classes.count])).toEqual([['embedded', 1]]);
  });

  it('gives each name where it begins, and all as defined', () => {
    const { names, offsets, defined } = read('# x\ncom.a.B\nLc/D;\n');
    expect([names, offsets, defined]).toEqual([['com/a/B', 'c/D'], [4, 13], 2]);
  });

  it('keeps names whole: hyphens, other letters, packages of one letter', () => {
    const names = ['a/b/c', 'com/foo/package-info', 'com/b\u00fcro/\u4e16', '_/$/A'];
    expect(read(names.join('\n')).names).toEqual(names);
  });

  it('is matched in mode exodus, too', async () => {
    const report = await scanBoth(bytesOf('com.leanplum.Leanplum\n'), { match: 'exodus' });
    expect(report.findings).toHaveLength(1);
  });

  it('can be listed', async () => {
    expect(await listClasses(bytesOf('b.C\na.B\nb.C\n'))).toEqual({
      defined: ['a/B', 'b/C'],
      referenced: [],
      diagnostics: [],
    });
  });

  it('with lines that are no names is read without them, and says so once', async () => {
    const text = `${'com.example.Main\n'.repeat(5000)}this is no name\nneither, is this\ncom.leanplum.Leanplum\n`;
    const report = await scanBoth(bytesOf(text));
    expect(report.diagnostics).toEqual([
      {
        code: 'class-list/bad-line',
        where: [{ entry: 'classes.txt', offset: 85_000 }],
        message: 'line: expected a class name; 1 more like it.',
      },
    ]);
    expect(report.findings).toHaveLength(1);
  });

  it('is read up to the limit of items', async () => {
    expect(read('a.B\nc.D\ne.F\n', { maxTableItems: 2 })).toMatchObject({
      names: ['a/B', 'c/D'],
      diagnostics: [{ code: 'limit/items', where: [{ entry: 'list', offset: 8 }] }],
    });
    const long = bytesOf('com.example.Main\n'.repeat(100));
    expect(codesOf(await scanBoth(long, { limits: { maxTableItems: 10 } }))).toEqual(['limit/items']);
  });
});

describe('no list of classes is', () => {
  it.each([
    ['a sentence', 'This is a text, not a list.\n'],
    ['words', 'apple\nbanana\ncherry\n'],
    ['addresses', 'https://api.leanplum.com/\n'],
    ['numbers', '1.2.3\n4.5.6\n'],
    ['Java', 'package com.example;\n'],
    ['a table', 'com.example.Main,1\n'],
    ['names with empty segments', 'com..example\n'],
    ['a package', 'com.example.\n'],
    ['binary data', '\0\x01\x02a.b'],
    ['only comments', '# a.b\n'],
  ])('%s', (_, text) => {
    expect(isClassList(bytesOf(text), text.length)).toBe(false);
  });

  it('the beginning of a list that is cut inside its first line', () => {
    expect(isClassList(bytesOf('com.example.Ma'), 100)).toBe(false);
    expect(isClassList(bytesOf('com.example.Main\ncom exa'), 100)).toBe(true);
  });
});
