/** Java properties as java.util.Properties describes them, and files that are none. */
import { describe, expect, it } from 'vitest';
import { readProperties } from '../../src/versions/properties.js';

const value = (text: string, key = 'version'): string | undefined =>
  readProperties(Uint8Array.from(Buffer.from(text, 'latin1')), [key]).get(key)?.value;

describe('a line', () => {
  it.each([
    ['version=1.0', '1.0'],
    ['version:1.0', '1.0'],
    ['version 1.0', '1.0'],
    ['  version \t = \f1.0 ', '1.0 '],
    ['version', ''],
    ['version==1.0', '=1.0'],
    ['a=b\r\nversion=1.0\r\n', '1.0'],
    ['a=b\rversion=1.0\r', '1.0'],
    ['\n\n  \n version=1.0', '1.0'],
    ['version=1.0\nversion=2.0', '2.0'],
    ['version=\xe9', '\xe9'],
  ])('%j', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it.each(['# version=1.0', '!version=1.0', 'a=\\\nversion=1.0', 'other=1.0', '# \\\n#version=1.0', ''])(
    '%j states no version',
    (text) => {
      expect(value(text)).toBeUndefined();
    },
  );

  it('behind a comment that ends in a backslash is a line of its own', () => {
    expect(value('# comment \\\nversion=1.0')).toBe('1.0');
  });
});

describe('an escape', () => {
  it.each([
    ['version=1\\u002e0', '1.0'],
    ['version=1.\\\n    0', '1.0'],
    ['version=1.\\\r\n  0', '1.0'],
    ['ver\\u0073ion=1', '1'],
    ['version=a\\tb\\n\\\\', 'a\tb\n\\'],
    ['version=\\u12', 'u12'],
    ['version=1\\', '1\\'],
  ])('%j', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it('keeps a separator in the key', () => {
    expect(value('a\\=b=c', 'a=b')).toBe('c');
  });
});

it('a value knows its first byte', () => {
  const text = '# comment\nclient=x\nversion = 1.0\n';
  expect(readProperties(new TextEncoder().encode(text), ['version']).get('version')?.offset).toBe(text.indexOf('1.0'));
});

it('a megabyte of backslashes, lines or keys ends soon', () => {
  const started = performance.now();
  for (const piece of ['\\', '\n', '=', 'a', '\\\n', 'version=1\n']) {
    readProperties(new TextEncoder().encode(piece.repeat(1 << 20)), ['version']);
  }
  expect(performance.now() - started).toBeLessThan(1_000);
});
