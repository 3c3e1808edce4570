/** Libraries of which only the beginning is at hand, with or without the pieces behind it that say where things are. */
import { buildElf } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { structureBehind } from '../../../src/binary/elf/structure-behind.js';
import { read, readSound, symbolsOf, textsOf } from './read.js';

const library = buildElf({
  soname: 'liblarge.so',
  needed: ['libc.so'],
  exports: ['large_init'],
  texts: ['https://api.example.com/'],
  codeBytes: 1 << 20,
});
const prefix = library.subarray(0, 1 << 16);
const size = library.length;

describe('a prefix alone', () => {
  const { elf, codes } = read(prefix, { size });

  it('is no damage: what lies behind it is named', () => {
    expect(codes).toEqual([]);
    expect(elf!.unseen).toEqual(['section headers', 'dynamic section']);
  });

  it('tells the machine and, by the segments, where the texts are', () => {
    expect(elf).toMatchObject({ machine: 'AArch64', soname: undefined, data: { from: 'segments' } });
    const at = Buffer.from(library).indexOf('https://api.example.com/');
    expect(elf!.data.ranges.some(({ start, end }) => at >= start && at < end)).toBe(true);
  });
});

describe('a prefix with the pieces that structureBehind names', () => {
  const wanted = structureBehind(prefix, size);
  const pieces = wanted.map(({ start, end }) => ({ offset: start, bytes: library.slice(start, end) }));

  it('is read like the whole library', () => {
    const elf = readSound(prefix, { size, pieces });
    const whole = readSound(library);
    expect([elf.soname, textsOf(elf.needed), symbolsOf(elf, 'exported')]).toEqual([
      'liblarge.so',
      ['libc.so'],
      ['large_init'],
    ]);
    expect({ data: elf.data, unseen: elf.unseen }).toEqual({ data: whole.data, unseen: [] });
  });

  it('keeps little of the rest', () => {
    expect(wanted.reduce((sum, { start, end }) => sum + end - start, 0)).toBeLessThan(100_000);
  });

  it('wants nothing behind a prefix that has it all, nor of what is no library', () => {
    expect(structureBehind(library, size)).toEqual([]);
    expect(structureBehind(new Uint8Array(100), size)).toEqual([]);
    expect(structureBehind(library.subarray(0, 20), size)).toEqual([]);
  });
});

it('a prefix of any length is read without damage, and what it shows is true', () => {
  const small = buildElf({
    soname: 'libs.so',
    needed: ['libc.so'],
    imports: ['a', 'bc'],
    exports: ['def'],
    buildId: '0f',
  });
  const whole = readSound(small);
  for (let length = 64; length < small.length; length++) {
    const { elf, codes } = read(small.subarray(0, length), { size: small.length });
    expect({ length, codes }).toEqual({ length, codes: [] });
    expect([whole.soname, '', undefined]).toContain(elf!.soname);
    expect(['', ...textsOf(whole.symbols.names)]).toEqual(expect.arrayContaining(textsOf(elf!.symbols.names)));
    expect(elf!.unseen.length).toBeGreaterThan(0);
  }
});

it('a name that the prefix cuts is left empty', () => {
  const at = Buffer.from(library).indexOf('large_init');
  const [cut, behind] = [library.subarray(0, at + 5), library.slice(at + 5)];
  const { elf, codes } = read(cut, { size, pieces: [{ offset: at + 5, bytes: behind }] });
  expect([textsOf(elf!.symbols.names), elf!.unseen, codes]).toEqual([['', ''], ['dynamic strings'], []]);
});

it('the same length as the whole file is truncation', () => {
  expect(read(prefix).codes).toContain('elf/truncated');
});
