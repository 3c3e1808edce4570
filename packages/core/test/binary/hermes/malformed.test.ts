/** Damaged and hostile bytecode: what is sound is read, what is not is told, and nothing takes long. */
import { buildHermes, overwriteU32, truncate } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { read, readSound, stringsOf } from './read.js';

const spec = { strings: ['https://api.example.com/', 'größe', 'y'.repeat(300)], identifiers: ['fetch'] };
const bundle = buildHermes(spec);
const { tables } = readSound(bundle).header;
const strings = stringsOf(readSound(bundle));

/** Offsets of numbers in the header, which are the same in every version. */
const header = {
  functionCount: 40,
  stringKindCount: 44,
  identifierCount: 48,
  stringCount: 52,
  overflowStringCount: 56,
  stringStorageSize: 60,
};

it('cut anywhere it is told, and the strings that are shown are whole', () => {
  for (let length = 8; length < bundle.length; length++) {
    const { file, codes } = read(truncate(bundle, length));
    expect({ length, codes }).toEqual({ length, codes: expect.arrayContaining(['hermes/truncated']) });
    if (file !== null) expect(['', ...strings]).toEqual(expect.arrayContaining(stringsOf(file)));
    if (length >= tables.storage + 40) expect(stringsOf(file!)).toContain('https://api.example.com/');
  }
});

it.each(Object.entries(header))('a %s of 2^32 - 1 costs no more than the bytes that are there', (_, at) => {
  const started = performance.now();
  const { file } = read(overwriteU32(bundle, at, 0xffffffff));
  expect(file!.ascii.count).toBeLessThan(bundle.length);
  expect(performance.now() - started).toBeLessThan(500);
});

describe('an entry', () => {
  const entry = tables.entries + 4; // of the second string
  const utf16 = 1;

  it.each([
    ['a place behind the storage', ((tables.storageBytes + 1) << 1) | (1 << 24)],
    ['a length past the storage', ((tables.storageBytes - 3) << 1) | (4 << 24)],
    ['a length past the storage by its units', utf16 | ((tables.storageBytes - 4) << 1) | (3 << 24)],
    ['no such long string', (77 << 1) | (255 << 24)],
  ])('with %s is empty, and the others are read', (_, value) => {
    const { file, codes } = read(overwriteU32(bundle, entry, value));
    expect(codes).toEqual(['hermes/bad-offset']);
    expect(stringsOf(file!)).toEqual(strings.map((text, id) => (id === 1 ? '' : text)));
  });

  it('whose long string has an absurd length is empty', () => {
    const { file, codes } = read(overwriteU32(bundle, tables.overflow + 4, 0xffffffff));
    expect([stringsOf(file!)[3], codes]).toEqual(['', ['hermes/bad-offset']]);
  });
});

describe('strings that all are the whole storage', () => {
  const count = 100_000;
  const text = 'z'.repeat(1 << 20);

  it.each([
    ['ASCII', 0, 8],
    ['UTF-16', 1, 4], // twice, rewritten at one and a half of its length, and the last string
  ])('in %s are given up in linear time and memory', (_, utf16, most) => {
    const hostile = buildHermes({ strings: [...Array.from({ length: count }, () => ''), text] });
    const { entries, overflow, storageBytes } = readSound(hostile).header.tables;
    const view = new DataView(hostile.buffer);
    view.setUint32(overflow, 0, true);
    view.setUint32(overflow + 4, storageBytes >> utf16, true);
    for (let id = 1; id <= count; id++) view.setUint32(entries + id * 4, utf16 | (255 << 24), true);
    const started = performance.now();
    const { file, codes } = read(hostile);
    expect(codes).toEqual(['hermes/overlap']);
    const given = file!.ascii.ends.reduce((sum, end, id) => sum + end - file!.ascii.starts[id]!, 0);
    expect(given + file!.utf16.bytes.length).toBeLessThanOrEqual(most * storageBytes);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

it('more strings than the limit are cut', () => {
  const { file, codes } = read(bundle, { maxTableItems: 2 });
  expect([file!.ascii.count, codes]).toEqual([2, ['limit/items']]);
});
