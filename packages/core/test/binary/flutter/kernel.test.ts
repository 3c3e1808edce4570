/** Dart kernel files in the layouts that their index has had, sound, damaged and hostile. */
import { buildKernel, concatBytes, indexOfBytes, truncate } from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDartKernel, readKernel } from '../../../src/binary/flutter/kernel.js';
import type { Limits } from '../../../src/limits.js';
import { allTexts, isInside, readWith } from './read.js';

function read(bytes: Uint8Array, limits: Partial<Limits> = {}) {
  const { result, ...told } = readWith(readKernel, bytes, limits);
  return { components: result, strings: result.map(({ strings }) => allTexts(strings)), ...told };
}

const strings = ['', 'package:firebase_analytics/firebase_analytics.dart', 'https://api.vendor.com', 'größe', 'main'];
const kernel = buildKernel({ strings, version: 57 });

describe('the strings of a component', () => {
  it.each(['old', 'now', 'without-mode'] as const)('whose index is %s', (index) => {
    expect(read(buildKernel({ strings, index }))).toMatchObject({ strings: [strings], codes: [] });
  });

  it.each([0, 1, 300])('with %d libraries', (libraries) => {
    expect(read(buildKernel({ strings, libraries }))).toMatchObject({ strings: [strings], codes: [] });
  });

  it('whose numbers take one, two and four bytes', () => {
    const many = Array.from({ length: 3000 }, (_, i) => `string number ${i}`);
    expect(read(buildKernel({ strings: many }))).toMatchObject({ strings: [many], codes: [] });
  });

  it('as ranges of the file, with the version', () => {
    const [component] = read(kernel).components;
    expect(component!.version).toBe(57);
    expect(component!.strings.bytes).toBe(kernel);
    expect(component!.strings.offsets[1]).toBe(indexOfBytes(kernel, new TextEncoder().encode(strings[1])));
  });

  it('of each one, where several lie behind each other', () => {
    const two = buildKernel({ strings }, { strings: ['package:other/other.dart'], index: 'old' });
    expect(read(two)).toMatchObject({ strings: [strings, ['package:other/other.dart']], codes: [] });
  });
});

describe('damage', () => {
  it('a file that is cut short has no end to begin from', () => {
    for (let length = 1; length < kernel.length; length++) {
      expect(read(truncate(kernel, length)), `${length} bytes`).toMatchObject({ codes: ['flutter/bad-kernel'] });
    }
  });

  it('in front of a component: the sound ones behind it are read', () => {
    expect(read(concatBytes([new Uint8Array(100).fill(0x41), kernel]))).toMatchObject({
      strings: [strings],
      codes: ['flutter/bad-kernel'],
    });
  });

  it('a string that ends before it begins: those in front of it are read', () => {
    const table = indexOfBytes(kernel, new TextEncoder().encode('package:')) - strings.length;
    const broken = kernel.slice();
    broken[table + 3] = 1;
    expect(read(broken)).toMatchObject({ strings: [strings.slice(0, 3)], codes: ['flutter/bad-kernel'] });
  });

  it('more libraries than there is room for', () => {
    const broken = kernel.slice();
    broken.fill(0xff, kernel.length - 8, kernel.length - 4);
    expect(read(broken)).toMatchObject({ strings: [[]], codes: ['flutter/bad-kernel'] });
  });

  it('more strings than the limit: the first ones are read', () => {
    expect(read(kernel, { maxTableItems: 2 })).toMatchObject({
      strings: [strings.slice(0, 2)],
      codes: ['limit/items'],
    });
  });

  it('a hundred thousand components of next to nothing are not all read', () => {
    const one = buildKernel({ strings: ['s'], libraries: 0 });
    const many = new Uint8Array(one.length * 100_000);
    for (let at = 0; at < many.length; at += one.length) many.set(one, at);
    const { components, codes } = read(many);
    expect(components).toHaveLength(4096);
    expect(codes).toEqual(['limit/items']);
  });
});

it('nothing and other bytes are no kernel file', () => {
  expect(read(new Uint8Array())).toMatchObject({ components: [], codes: [] });
  expect(isDartKernel(kernel)).toBe(true);
  expect(isDartKernel(new TextEncoder().encode('PK\x03\x04'))).toBe(false);
});

it('a sound file with a few bytes changed', () => {
  const samples = [kernel, buildKernel({ strings, index: 'old' }, { strings, index: 'without-mode' })];
  const change = fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(0, 0x7f, 0x80, 0xc0, 0xff)));
  fc.assert(
    fc.property(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 6 }), (sample, changes) => {
      const bytes = sample.slice();
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      for (const component of read(bytes).components) expect(isInside(component.strings)).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});
