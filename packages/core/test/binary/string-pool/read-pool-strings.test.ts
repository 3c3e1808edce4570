/** All strings of a pool at once: the same as one by one, and bounded whatever the file says. */
import { buildArsc, buildAxml, flipByte, overwriteU32, truncate } from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PoolFile, readPoolStrings } from '../../../src/binary/read-pool-strings.js';
import { chunkTypes, readChunk, viewOf } from '../../../src/binary/resource-chunk.js';
import { readStringPool } from '../../../src/binary/string-pool.js';
import type { Code } from '../../../src/errors.js';
import { defaultLimits, type Limits } from '../../../src/limits.js';
import { textsOf } from '../../extractors/extract-from.js';

function read(bytes: Uint8Array, file: PoolFile = 'arsc', limits: Partial<Limits> = {}) {
  const codes: Code[] = [];
  const strings = readPoolStrings(
    bytes,
    file,
    { ...defaultLimits, ...limits },
    ({ code }) => codes.push(code),
    'entry',
  );
  return { strings, texts: strings === null ? null : textsOf(strings), codes };
}

const values = [
  '',
  'a',
  'https://api.vendor.com',
  'größe 上报 😀',
  'x'.repeat(127),
  'y'.repeat(128),
  'z'.repeat(40_000),
];
const resources = Object.fromEntries(values.map((value, i) => [`string/s${i}`, value]));
const encodings = ['utf8', 'utf16'] as const;

describe.each(encodings)('a pool in %s', (encoding) => {
  const table = buildArsc({ package: 'a.b', resources }, { encoding });

  it('has all its strings, in order, where they lie', () => {
    const { strings, texts, codes } = read(table);
    expect(texts).toEqual(values);
    expect(codes).toEqual([]);
    const unit = encoding === 'utf8' ? 1 : 2;
    for (let i = 1; i < values.length; i++) {
      expect(table[strings!.offsets[i]!]).toBe(Buffer.from(values[i]!, encoding === 'utf8' ? 'utf8' : 'utf16le')[0]);
      expect(strings!.offsets[i]! % unit).toBe(0);
    }
  });

  it('has the strings that are read one by one', () => {
    const pool = readStringPool(table, readChunk(viewOf(table), 12), table.length, Number.MAX_SAFE_INTEGER);
    expect(read(table).texts).toEqual(Array.from({ length: pool.count }, (_, i) => pool.text(i)));
  });

  it('cut at any byte gives the strings that are whole, and says so', () => {
    const small = buildAxml({ name: 'a', attributes: { b: 'https://api.vendor.com' } }, { encoding });
    const { texts: all } = read(small, 'axml');
    const poolEnd = 8 + readChunk(viewOf(small), 8).size;
    for (let length = 0; length < poolEnd; length++) {
      const { texts, codes } = read(truncate(small, length), 'axml');
      expect(codes, `${length} bytes`).toEqual(['axml/bad-chunk']);
      for (const [i, text] of (texts ?? []).entries()) expect(['', all![i]]).toContain(text);
    }
  });

  it('whose strings all are the same long one costs no more than its bytes', () => {
    const names = Array.from({ length: 2_000 }, (_, i) => [`b${i}`, `${i}`]);
    const attributes = Object.fromEntries([['long', 'long.vendor.com '.repeat(1_000)], ...names]);
    const longest = (offsets: readonly number[]) => {
      const sizes = offsets.map((offset, i) => (offsets[i + 1] ?? offset) - offset);
      return offsets[sizes.indexOf(Math.max(...sizes))]!;
    };
    const offsets = (all: readonly number[]) => all.map(() => longest(all));
    const file = buildAxml({ name: 'a', attributes }, { encoding, pool: { offsets } });
    const { strings, codes } = read(file, 'axml');
    let total = 0;
    for (let i = 0; i < strings!.count; i++) total += strings!.ends[i]! - strings!.starts[i]!;
    expect(total).toBeLessThanOrEqual(2 * file.length);
    expect(codes).toEqual(['limit/items']);
  });

  it('mutated anywhere is read without an error, and its texts lie inside the bytes', () => {
    const small = buildArsc(
      { package: 'a.b', resources: { 'string/a': 'api.vendor.com', 'string/b': 'ü' } },
      { encoding },
    );
    const changes = fc.array(fc.tuple(fc.nat(small.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(changes, (places) => {
        const bytes = places.reduce((changed, [at, mask]) => flipByte(changed, at, mask), small);
        const { strings } = read(bytes);
        for (let i = 0; i < (strings?.count ?? 0); i++) {
          const { starts, ends, offsets, bytes: copy } = strings!;
          expect(starts[i]! <= ends[i]! && ends[i]! <= copy.length && offsets[i]! <= bytes.length).toBe(true);
          if (strings!.ordered && i > 0) expect(starts[i]!).toBeGreaterThanOrEqual(ends[i - 1]!);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a pool that lies', () => {
  const table = buildArsc({ package: 'a.b', resources: { 'string/a': 'api.vendor.com' } });
  const pool = 12;

  it('about the number of its strings is read as far as there is room', () => {
    const { texts, codes } = read(overwriteU32(table, pool + 8, 0xffffffff));
    expect(texts![0]).toBe('api.vendor.com');
    expect(codes).toEqual(['arsc/bad-chunk']);
  });

  it('about its own size is read up to the end of the bytes', () => {
    const { texts, codes } = read(overwriteU32(table, pool + 4, 0x7fffffff));
    expect(texts).toContain('api.vendor.com');
    expect(codes).toEqual(['arsc/bad-chunk']);
  });

  it('about where its strings begin gives none', () => {
    const { texts, codes } = read(overwriteU32(table, pool + 20, 0xfffffff0));
    expect(texts).toEqual(['']);
    expect(codes).toEqual(['arsc/bad-chunk']);
  });
});

it('a pool behind chunks of another kind, or behind junk, is found', () => {
  const element = { name: 'a', attributes: { b: 'api.vendor.com' } };
  expect(read(buildAxml(element, { unknownChunks: true }), 'axml').texts).toContain('api.vendor.com');
  expect(read(buildAxml(element, { padding: new Uint8Array(16) }), 'axml').texts).toContain('api.vendor.com');
});

it('a file without a pool gives nothing, and says so', () => {
  const bytes = new Uint8Array(64);
  bytes[0] = chunkTypes.xml;
  expect(read(bytes, 'axml')).toEqual({ strings: null, texts: null, codes: ['axml/bad-chunk'] });
});

it('no more strings are read than the limit', () => {
  const { texts, codes } = read(buildArsc({ package: 'a.b', resources }), 'arsc', { maxTableItems: 3 });
  expect(texts).toEqual(values.slice(0, 3));
  expect(codes).toEqual(['limit/items']);
});

it('no more bytes are read than the limit', () => {
  const { codes } = read(buildArsc({ package: 'a.b', resources }), 'arsc', { maxResourceBytes: 100 });
  expect(codes).toEqual(['limit/resource-bytes', 'arsc/bad-chunk']);
});
