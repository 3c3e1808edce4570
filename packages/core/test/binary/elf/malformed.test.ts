/** Damaged and hostile native libraries: what is sound is read, what is not is told, and nothing takes long. */
import { buildElf, overwriteU16, overwriteU32, truncate } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { structureBehind } from '../../../src/binary/elf/structure-behind.js';
import { read, symbolsOf, textsOf } from './read.js';

const library = buildElf({
  soname: 'libx.so',
  needed: ['libc.so'],
  imports: ['puts'],
  exports: ['start'],
  texts: ['https://api.example.com/'],
  buildId: '0123456789abcdef',
});

/** Offsets in this library: program headers of 56 bytes from 64 on, the dynamic section behind the code. */
const header = { programHeaders: 0x20, sectionHeaders: 0x28, sectionHeaderBytes: 0x3a, sectionCount: 0x3c };
const segment = (index: number): number => 64 + index * 56;
const dynamic = new DataView(library.buffer).getUint32(segment(3) + 8, true);

/** Where the value of the dynamic entry with `tag` stands. */
function entryValue(tag: number): number {
  const view = new DataView(library.buffer);
  for (let at = dynamic; ; at += 16) if (view.getUint32(at, true) === tag) return at + 8;
}

it('cut anywhere it is told, and what is shown is true', () => {
  const sound = read(library).elf!;
  for (let length = 0; length < library.length; length++) {
    const { elf, codes } = read(truncate(library, length));
    if (length >= 4) expect({ length, told: codes.length > 0 }).toEqual({ length, told: true });
    if (elf === null) continue;
    expect(['libx.so', '', undefined]).toContain(elf.soname);
    expect(['', ...textsOf(sound.symbols.names)]).toEqual(expect.arrayContaining(textsOf(elf.symbols.names)));
    for (const { start, end } of elf.data.ranges) expect(start < end && end <= length).toBe(true);
  }
});

describe('a header that cannot be right', () => {
  it.each([
    ['class', 4],
    ['byte order', 5],
  ])('by its %s is not read on', (_, at) => {
    const { elf, codes } = read(library.with(at, 9));
    expect([elf, codes]).toEqual([null, ['elf/bad-header']]);
  });

  it('by what it says of section headers costs no more than these', () => {
    for (const changed of [
      overwriteU32(library, header.sectionHeaders, 0x7fffffff),
      overwriteU32(library, header.sectionHeaders + 4, 0xffffffff),
      overwriteU16(library, header.sectionHeaderBytes, 1),
      overwriteU16(library, header.sectionCount, 0xffff),
    ]) {
      const { elf, codes } = read(changed);
      expect(codes).toEqual(['elf/bad-sections']);
      expect([elf!.soname, elf!.data.from]).toEqual(['libx.so', 'segments']);
    }
  });

  it.each([
    ['2^31', header.programHeaders],
    ['2^63', header.programHeaders + 4],
  ])('by program headers at about %s still shows the data of sections', (_, at) => {
    const { elf, codes } = read(overwriteU32(library, at, 0x7fffffff));
    expect(codes).toContain('elf/truncated');
    expect(elf).toMatchObject({ soname: undefined, data: { from: 'sections' } });
  });
});

describe('addresses that no segment loads', () => {
  it.each([
    ['DT_STRTAB', 5],
    ['DT_SYMTAB', 6],
    ['DT_HASH', 4],
    ['DT_GNU_HASH', 0x6ffffef5],
  ])('%s is told, and the rest read', (name, tag) => {
    const { elf, codes, diagnostics } = read(overwriteU32(library, entryValue(tag), 0x7fffffff));
    expect(codes).toContain('elf/bad-offset');
    expect(diagnostics[0]!.message).toContain(name);
    expect(elf!.buildId).toBe('0123456789abcdef');
    if (tag !== 5) expect(elf!.soname).toBe('libx.so');
  });
});

describe('names', () => {
  it('that begin outside of their table are empty', () => {
    const { elf, codes } = read(overwriteU32(library, entryValue(1), 0x10000));
    expect([textsOf(elf!.needed), elf!.soname, codes]).toEqual([[''], 'libx.so', ['elf/bad-offset']]);
  });

  it('of a table that is larger than the file are those inside', () => {
    const { elf, codes } = read(overwriteU32(library, entryValue(10), 0xffffffff));
    expect([elf!.soname, codes]).toEqual(['libx.so', ['elf/truncated']]);
  });

  it('of 300,000 symbols that all begin in one long name are given up in linear time', () => {
    const count = 300_000;
    const exports = [...Array.from({ length: count }, () => ''), 'x'.repeat(1 << 20)];
    const hostile = buildElf({ exports, hash: 'sysv', sections: false });
    const view = new DataView(hostile.buffer);
    const symbols = 64 + 4 * 56;
    for (let i = 1; i <= count; i++) view.setUint32(symbols + i * 24, 1 + (i % (1 << 19)), true);
    const started = performance.now();
    const { elf, codes } = read(hostile);
    expect(codes).toEqual(['elf/overlap']);
    expect(elf!.symbols.names.ends[1]! - elf!.symbols.names.starts[1]!).toBe((1 << 20) - 1);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('more than the limit are cut', () => {
    const { elf, codes } = read(library, {}, { maxTableItems: 2 });
    expect([elf!.symbols.names.count, codes]).toEqual([2, ['limit/items']]);
  });
});

describe('hash tables', () => {
  it('that state 2^32 - 1 symbols give those that the file has room for', () => {
    const hash = new DataView(library.buffer).getUint32(entryValue(4), true);
    const { elf, codes } = read(overwriteU32(library, hash + 4, 0xffffffff));
    expect(codes).toContain('elf/truncated');
    expect(symbolsOf(elf!, 'exported')).toContain('start');
    expect(elf!.symbols.names.count).toBeLessThan(library.length / 24);
  });

  it.each([
    ['buckets', 0],
    ['first symbol', 4],
    ['words of the filter', 8],
  ])('of GNU that state 2^32 - 1 %s end with the file', (_, field) => {
    const gnu = new DataView(library.buffer).getUint32(entryValue(0x6ffffef5), true);
    const { elf } = read(overwriteU32(library, gnu + field, 0xffffffff));
    expect(elf!.soname).toBe('libx.so');
    expect(elf!.symbols.names.count).toBeLessThan(library.length / 24);
  });
});

describe('data', () => {
  it('of 65,535 sections that are all the whole file is that file once', () => {
    const headers = new Uint8Array(65_535 * 64);
    const view = new DataView(headers.buffer);
    const size = library.length + headers.length;
    for (let at = 0; at < headers.length; at += 64) {
      view.setUint32(at + 4, 1, true); // SHT_PROGBITS
      view.setUint32(at + 8, 2, true); // SHF_ALLOC
      view.setUint32(at + 32, size, true);
    }
    const many = new Uint8Array(size);
    many.set(library);
    many.set(headers, library.length);
    const { elf, codes } = read(
      overwriteU16(overwriteU32(many, header.sectionHeaders, library.length), header.sectionCount, 65_535),
    );
    expect([elf!.data, codes]).toEqual([{ from: 'sections', ranges: [{ start: 0, end: size }] }, []]);
  });

  it('of segments past the end is cut to the file', () => {
    const bytes = overwriteU32(buildElf({ texts: ['x'], sections: false }), segment(0) + 32 + 4, 0xffffffff);
    const { elf, codes } = read(bytes);
    expect(codes).toContain('elf/truncated');
    for (const { end } of elf!.data.ranges) expect(end).toBeLessThanOrEqual(bytes.length);
  });
});

it('65,535 program headers that are all notes over the whole file are read in linear time', () => {
  const bytes = new Uint8Array(4 << 20);
  bytes.set(library.subarray(0, 64));
  const view = new DataView(bytes.buffer);
  view.setUint16(56, 65_535, true);
  for (let i = 0; i < 65_535; i++) {
    view.setUint32(segment(i), 4, true);
    view.setUint32(segment(i) + 32, bytes.length, true);
  }
  const started = performance.now();
  expect(read(bytes).elf!.buildId).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(1_000);
});

it('a dynamic section without end is read in linear time, and its needed libraries are bounded', () => {
  const bytes = new Uint8Array(8 << 20);
  bytes.set(library);
  const view = new DataView(bytes.buffer);
  for (let at = dynamic; at + 16 <= bytes.length; at += 16) view.setUint32(at, 1, true);
  const started = performance.now();
  const { elf, codes } = read(bytes, {}, { maxTableItems: 1000 });
  expect(elf!.needed.count).toBe(1000);
  expect(codes).toContain('elf/truncated');
  expect(performance.now() - started).toBeLessThan(1_000);
});

it('pieces to be kept stay small, whatever the header states', () => {
  const hostile = overwriteU16(overwriteU32(library, header.sectionHeaders, 1 << 28), header.sectionCount, 0xffff);
  const ranges = structureBehind(overwriteU32(hostile, segment(3) + 16, 0x7fffffff), 1 << 30);
  expect(ranges.reduce((sum, { start, end }) => sum + end - start, 0)).toBeLessThan(5 << 20);
});

it('a hundred thousand snapshots of one name, at a place that none of 20,000 segments loads, are looked up once', () => {
  const name = '_kDartVmSnapshotData';
  const same = Array.from({ length: 100_000 }, () => ({ name, bytes: new Uint8Array() }));
  // A long name makes the string table so large that the same name may be given out so often.
  const bytes = buildElf({ exports: [...same, 'x'.repeat(1 << 20)], hash: 'sysv' });
  const view = new DataView(bytes.buffer);
  for (let i = 1; i <= 100_000; i++) view.setUint32(64 + 4 * 56 + i * 24 + 8, 0x7fffffff, true);
  const headers = new Uint8Array(20_000 * 56); // the four that are there, and empty ones behind them
  headers.set(bytes.subarray(64, 64 + 4 * 56));
  for (let at = 4 * 56; at < headers.length; at += 56) headers[at] = 1;
  const hostile = new Uint8Array(bytes.length + headers.length);
  hostile.set(bytes);
  hostile.set(headers, bytes.length);
  const started = performance.now();
  const { elf } = read(overwriteU16(overwriteU32(hostile, header.programHeaders, bytes.length), 56, 20_000));
  expect([elf!.symbols.names.count, elf!.dartSnapshots]).toEqual([100_002, []]);
  expect(performance.now() - started).toBeLessThan(500);
});
