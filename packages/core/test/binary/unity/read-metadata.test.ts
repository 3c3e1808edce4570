/** Unity's global-metadata.dat in the layouts of all its versions, sound, damaged and hostile. */
import {
  buildUnityMetadata,
  indexOfBytes,
  overwriteU32,
  truncate,
  type UnityMetadataSpec,
} from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullTypeNames } from '../../../src/binary/namespaced-types.js';
import { readUnityMetadata } from '../../../src/binary/unity/read-metadata.js';
import { utf8Text } from '../../../src/binary/utf8-texts.js';
import type { Diagnostic } from '../../../src/errors.js';
import type { TextTable } from '../../../src/extractors/sink.js';
import { defaultLimits, type Limits } from '../../../src/limits.js';

const texts = (table: TextTable): string[] => Array.from({ length: table.count }, (_, i) => utf8Text(table, i, 1000));

function read(bytes: Uint8Array, limits: Partial<Limits> = {}) {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): number => diagnostics.push(diagnostic);
  const metadata = readUnityMetadata(bytes, 'global-metadata.dat', report, { ...defaultLimits, ...limits });
  const shown = metadata && {
    literals: texts(metadata.literals),
    names: texts(metadata.names),
    types: texts(fullTypeNames(metadata.types)),
  };
  return { metadata, shown, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

const game: UnityMetadataSpec = {
  literals: ['https://config.vendor.com', '', 'точка'],
  types: ['GoogleMobileAds.Api.BannerView', 'GoogleMobileAds.Api.AdRequest', '<PrivateImplementationDetails>'],
  names: ['Assembly-CSharp.dll', 'get_Instance'],
};
const everything = {
  literals: game.literals,
  names: [
    ...['BannerView', 'GoogleMobileAds.Api', 'AdRequest', '<PrivateImplementationDetails>'],
    ...['Assembly-CSharp.dll', 'get_Instance'],
  ],
  types: game.types,
};

describe('literals, names and types are read', () => {
  // Bytes of a type definition by version, from the fields that the readers of many versions list.
  it.each([
    [16, 108],
    [19, 112],
    [21, 120],
    [22, 120],
    [23, 104],
    [24, 104],
    [24, 100],
    [24, 92],
    [27, 88],
    [29, 88],
    [31, 88],
    [35, 84],
    [38, 78],
    [39, 74],
  ])('of version %d with type definitions of %d bytes', (version, definitionBytes) => {
    const { shown, metadata, codes } = read(buildUnityMetadata({ ...game, version, definitionBytes }));
    expect(codes).toEqual([]);
    expect(shown).toEqual(everything);
    expect(metadata?.version).toBe(version);
  });

  it.each([15, 34, 37, 40, 110])('of version %d, which is not known, as of the nearest one', (version) => {
    const { shown, codes } = read(buildUnityMetadata({ ...game, version }));
    expect(codes).toEqual(['unity/unknown-version']);
    expect(shown).toEqual(everything);
  });

  it('as ranges of the file, with their places', () => {
    const bytes = buildUnityMetadata(game);
    const { literals, types } = read(bytes).metadata!;
    expect(literals.bytes).toBe(bytes);
    expect(literals.offsets[0]).toBe(indexOfBytes(bytes, new TextEncoder().encode('https://')));
    expect(types.names.offsets[1]).toBe(indexOfBytes(bytes, new TextEncoder().encode('AdRequest\0')));
    expect(new DataView(bytes.buffer).getUint32(types.rows[1]! + 4, true)).toBe('BannerView\0'.length);
  });
});

describe('what is no metadata', () => {
  it.each([
    ['encrypted', Uint8Array.from({ length: 100 }, (_, i) => (i * 37 + 11) & 0xff)],
    ['text', new TextEncoder().encode('version https://git-lfs.github.com/spec/v1')],
    ['nothing', new Uint8Array()],
    ['three bytes of the magic', new Uint8Array([0xaf, 0x1b, 0xb1])],
  ])('%s is told, and nothing is read', (_, bytes) => {
    expect(read(bytes)).toMatchObject({ metadata: null, codes: ['unity/bad-magic'] });
  });

  it('the first bytes are shown', () => {
    expect(read(new TextEncoder().encode('UnityFS and so on')).diagnostics[0]!.message).toContain('"UnityFS "');
  });
});

describe('a table that lies', () => {
  const bytes = buildUnityMetadata(game);
  const field = { literals: 8, literalData: 16, names: 24, types: 8 + 19 * 8 };

  it.each(Object.entries(field))('%s outside the bytes: the others are read', (name, at) => {
    const { shown, diagnostics } = read(overwriteU32(bytes, at, 0xfffffff0));
    const where = [{ entry: 'global-metadata.dat', offset: at }];
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'unity/truncated', where }));
    expect(shown?.[name === 'literals' || name === 'literalData' ? 'names' : 'literals']).toEqual(
      everything[name === 'literals' || name === 'literalData' ? 'names' : 'literals'],
    );
  });

  it('longer than the bytes: what lies inside is read', () => {
    const { shown, codes } = read(overwriteU32(bytes, field.names + 4, 0xffffffff));
    expect(codes).toContain('unity/truncated');
    expect(shown?.names.slice(0, 6)).toEqual(everything.names);
  });

  it('a literal outside the data is empty', () => {
    const first = new DataView(bytes.buffer).getUint32(field.literals, true);
    const { shown, codes } = read(overwriteU32(bytes, first + 4, 0xfffffff0));
    expect(codes).toEqual(['unity/bad-item']);
    expect(shown?.literals).toEqual(['', '', 'точка']);
  });

  it('literals without lengths that go backwards are empty', () => {
    const late = buildUnityMetadata({ ...game, version: 39, definitionBytes: 74 });
    const first = new DataView(late.buffer).getUint32(8, true);
    const { shown, codes } = read(overwriteU32(late, first, 30));
    expect(codes).toEqual(['unity/bad-item']);
    expect(shown?.literals).toEqual(['', '', 'точка']);
  });

  it('type definitions of no known size are left out, the names are read', () => {
    const { shown, codes } = read(buildUnityMetadata({ ...game, definitionBytes: 96 }));
    expect(codes).toEqual(['unity/bad-item']);
    expect(shown).toEqual({ ...everything, types: [] });
  });

  it('a number of types that does not fit leaves the types out', () => {
    const late = buildUnityMetadata({ ...game, version: 39, definitionBytes: 74 });
    const { shown, codes } = read(overwriteU32(late, 8 + 19 * 12 + 8, 0xffffffff));
    expect(codes).toEqual(['unity/bad-item']);
    expect(shown).toEqual({ ...everything, types: [] });
  });

  it('more items than the limit: the first ones are read', () => {
    const { shown, codes } = read(bytes, { maxTableItems: 2 });
    expect(codes).toEqual(['limit/items', 'limit/items', 'limit/items']);
    expect(shown).toEqual({
      literals: everything.literals?.slice(0, 2),
      names: everything.names.slice(0, 2),
      types: everything.types?.slice(0, 2),
    });
  });
});

it('cut short anywhere: it is told, and what is read is true', () => {
  const bytes = buildUnityMetadata(game);
  for (let length = 4; length < bytes.length; length++) {
    const { shown, codes } = read(truncate(bytes, length));
    expect(codes.length, `${length} bytes`).toBeGreaterThan(0);
    for (const type of shown?.types ?? []) expect([...game.types!, '']).toContain(type);
  }
});

it('half a million literals that are all the same megabyte are given up in linear time', () => {
  const text = 'x'.repeat(1 << 20);
  const hostile = buildUnityMetadata({ literals: [text, ...Array.from({ length: 500_000 }, () => '')] });
  const view = new DataView(hostile.buffer);
  const first = view.getUint32(8, true);
  for (let i = 1; i <= 500_000; i++) view.setUint32(first + i * 8, text.length - i, true);
  for (let i = 1; i <= 500_000; i++) view.setUint32(first + i * 8 + 4, i, true);
  const started = performance.now();
  const { metadata, codes } = read(hostile, { maxTableItems: 500_001 });
  expect(codes).toContain('unity/bad-item');
  const given = metadata!.literals.ends.reduce((sum, end, i) => sum + end - metadata!.literals.starts[i]!, 0);
  expect(given).toBeLessThanOrEqual(hostile.length * 2);
  expect(performance.now() - started).toBeLessThan(3_000);
});

it('sound metadata with a few numbers changed', () => {
  const samples = [buildUnityMetadata(game), buildUnityMetadata({ ...game, version: 39, definitionBytes: 74 })];
  const nasty = fc.oneof(fc.nat(0x400), fc.constantFrom(0xffffffff, 0x80000000, 0x7fffffff), fc.nat(0xffffffff));
  const change = fc.record({ at: fc.nat(), value: nasty });
  fc.assert(
    fc.property(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 6 }), (sample, changes) => {
      const bytes = changes.reduce(
        (changed, { at, value }) => overwriteU32(changed, 4 + ((at % (sample.length - 8)) & ~3), value),
        sample,
      );
      const { metadata } = read(bytes);
      for (const table of [metadata!.literals, metadata!.names, metadata!.types.names, metadata!.types.namespaces]) {
        const outside = table.starts.some((from, i) => from > table.ends[i]! || table.ends[i]! > bytes.length);
        expect(outside).toBe(false);
      }
    }),
    { numRuns: 3_000 },
  );
});
