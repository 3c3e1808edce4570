/** Hermes bytecode of every version that tests can build: its strings are read as they were put in. */
import { buildHermes, type HermesVersion, hermesVersions, overwriteU32 } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { isHermes } from '../../../src/binary/hermes/header.js';
import { layoutOf } from '../../../src/binary/hermes/layouts.js';
import { utf8Text } from '../../../src/binary/utf8-texts.js';
import { read, readSound, stringsOf } from './read.js';

const versions = Object.keys(hermesVersions).map(Number) as HermesVersion[];

describe.each(versions)('version %d', (version) => {
  const bytes = buildHermes({
    version,
    strings: ['https://api.example.com/v1', '', 'größe', '🚀', 'long '.repeat(100), 'x'.repeat(255)],
    identifiers: ['fetch', 'ñandú'],
  });

  it('is known by its first bytes', () => {
    expect(isHermes(bytes.subarray(0, 8))).toBe(true);
    expect(readSound(bytes).header).toMatchObject({ version, fields: { fileLength: bytes.length, functionCount: 1 } });
  });

  it('has all its strings, in the order of their ids', () => {
    expect(stringsOf(readSound(bytes))).toEqual([
      ...['global', 'https://api.example.com/v1', '', 'größe', '🚀'],
      ...['long '.repeat(100), 'x'.repeat(255), 'fetch', 'ñandú'],
    ]);
  });

  it('says the sizes of its other parts in the fields that it has', () => {
    const { fields } = readSound(bytes).header;
    expect(fields.debugInfoOffset).toBeGreaterThan(128);
    expect(Object.values(fields).every((it) => it! <= bytes.length)).toBe(true);
    expect('functionSourceCount' in fields).toBe(version >= 84);
    expect('bigIntCount' in fields).toBe(version >= 87);
  });
});

describe('strings', () => {
  const bytes = buildHermes({ strings: ['plain', 'größe'], identifiers: ['name', 'ß'] });
  const { ascii, utf16, utf16Ids } = readSound(bytes);

  it('in ASCII are ranges of the file; those in UTF-16 are empty among them', () => {
    expect(ascii.bytes).toBe(bytes);
    expect(Array.from({ length: ascii.count }, (_, id) => utf8Text(ascii, id, 100))).toEqual([
      ...['global', 'plain', '', 'name', ''],
    ]);
  });

  it('in UTF-16 are UTF-8 one behind the other, with their ids and their places in the file', () => {
    expect([...utf16Ids]).toEqual([2, 4]);
    expect(new TextDecoder().decode(utf16.bytes)).toBe('größeß');
    const place = utf16.offsets[0]!;
    expect(new TextDecoder('utf-16le').decode(bytes.subarray(place, place + 10))).toBe('größe');
  });

  it('with half a surrogate pair have U+FFFD there', () => {
    expect(stringsOf(readSound(buildHermes({ strings: ['\ud800 x'] })))).toContain('\ufffd x');
  });
});

describe('a version that is not known', () => {
  const as = (version: HermesVersion, stated: number): Uint8Array =>
    overwriteU32(buildHermes({ version, strings: ['https://api.example.com/'] }), 8, stated);

  it.each([
    [74, 60],
    [96, 97],
    [99, 97],
    [99, 120],
    [96, 0xffffffff],
  ] as const)('but has the layout of %d, stated as %d, is read as that one', (version, stated) => {
    expect(layoutOf(stated)).toBeUndefined();
    const { file, codes } = read(as(version, stated));
    expect(codes).toEqual(['hermes/unknown-version']);
    expect(file!.header.version).toBe(stated);
    expect(stringsOf(file!)).toContain('https://api.example.com/');
  });

  it('and whose counts fit none that is known is not read', () => {
    const stringKindCount = 44;
    expect(read(overwriteU32(as(96, 120), stringKindCount, 5))).toMatchObject({
      file: null,
      codes: ['hermes/bad-layout'],
    });
  });
});

it('the form for updates by difference is told and not read', () => {
  const bytes = buildHermes({ strings: ['x'] });
  const delta = bytes.map((byte, i) => (i < 8 ? ~byte : byte));
  expect(isHermes(delta)).toBe(true);
  expect(read(delta)).toMatchObject({ file: null, codes: ['hermes/delta-form'] });
});

it('other bytes are none', () => {
  const { file, codes } = read(
    new TextEncoder().encode('var a = 1; // JavaScript, and longer than a header'.repeat(9)),
  );
  expect([file, codes]).toEqual([null, []]);
});
