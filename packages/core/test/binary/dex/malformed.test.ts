/** Damaged and hostile DEX files: what is sound is read, what is not is told, and nothing takes long. */
import { buildDex, buildDexContainer, overwriteU32, signDex, truncate } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { dexdumpListing } from '../../../src/extractors/dexdump-listing.js';
import { extractFrom } from '../../extractors/extract-from.js';
import { definedIn, read, referencedIn, stringsIn } from './read.js';

const dex = buildDex({
  classes: ['com/a/A', { name: 'com/b/B', methods: [{ name: 'go', parameters: ['com/p/P'] }] }],
  strings: ['x', 'y', 'z'],
});
const sound = read(dex).files[0]!.header;

/** The same DEX with one 32-bit field of header or table changed, checksum made to fit. */
const changed = (offset: number, value: number): Uint8Array => signDex(overwriteU32(dex, offset, value));

/** Offsets of all sections, from the map. */
const boundaries = Array.from({ length: new DataView(dex.buffer).getUint32(sound.mapOffset, true) }, (_, i) =>
  new DataView(dex.buffer).getUint32(sound.mapOffset + 4 + i * 12 + 8, true),
);

describe('cut short', () => {
  it.each(boundaries)('at the section boundary %d: whole items before it are read', (length) => {
    const { files, codes } = read(truncate(dex, length));
    expect(codes.length).toBeGreaterThan(0);
    const known = [...stringsIn(read(dex).files), ''];
    for (const text of stringsIn(files)) expect(known).toContain(text);
  });

  it('anywhere: nothing throws', () => {
    for (let length = 0; length < dex.length; length++) {
      expect(read(truncate(dex, length)).codes.length).toBeGreaterThan(0);
      extractFrom(dexdumpListing, truncate(dex, length));
    }
  });

  it('inside the last string: that string alone suffers', () => {
    const { files, codes } = read(truncate(dex, sound.fileSize - 4));
    expect(codes).toContain('dex/truncated');
    expect(definedIn(files)).toEqual(['com/a/A', 'com/b/B']);
  });
});

describe('tables', () => {
  it.each([
    ['string_ids', 0x38],
    ['type_ids', 0x40],
    ['class_defs', 0x60],
  ])('%s with a count of 2^32 - 1: the items that fit are read', (_, field) => {
    const { files, codes } = read(changed(field, 0xffffffff));
    expect(codes).toContain('dex/truncated');
    expect(definedIn(files)).toEqual(expect.arrayContaining(['com/a/A', 'com/b/B']));
  });

  it.each([
    ['string_ids', 0x3c],
    ['type_ids', 0x44],
    ['class_defs', 0x64],
  ])('%s outside the bytes: reported with the place of the field', (_, field) => {
    const { diagnostics } = read(changed(field, 0xfffffff0));
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: 'dex/bad-offset', where: [{ entry: 'classes.dex', offset: field }] }),
    );
  });

  it('lying on top of each other and of the header: read as they are', () => {
    for (const field of [0x3c, 0x44, 0x4c, 0x54, 0x5c, 0x64]) {
      expect(read(changed(field, 0)).files).toHaveLength(1);
      extractFrom(dexdumpListing, changed(field, 0));
    }
  });

  it('longer than the limit: cut there', () => {
    const { files, codes } = read(dex, { maxTableItems: 4 });
    expect(codes).toContain('limit/items');
    expect(stringsIn(files)).toHaveLength(4);
  });
});

describe('items', () => {
  it('a string offset outside the bytes leaves an empty string', () => {
    const { files, codes } = read(changed(sound.strings.offset, 0xffffffff));
    expect(codes).toEqual(['dex/bad-offset']);
    expect(stringsIn(files)).toEqual(['', ...stringsIn(read(dex).files).slice(1)]);
  });

  it('a descriptor index past the string pool leaves the type and its classes out', () => {
    const { files, codes } = read(changed(sound.types.offset, 0x7fffffff));
    expect(codes).toEqual(['dex/bad-index', 'dex/bad-index']);
    expect(referencedIn(files)).not.toContain('com/a/A');
    expect(definedIn(files)).toEqual(['com/b/B']);
  });

  it('a class index past type_ids leaves the class out', () => {
    const { files, codes } = read(changed(sound.classes.offset, 0xfffe));
    expect(codes).toEqual(['dex/bad-index']);
    expect(definedIn(files)).toEqual(['com/b/B']);
  });

  it('a hundred thousand bad items of a table make one diagnostic', () => {
    const many = buildDex({ strings: Array.from({ length: 100_000 }, (_, i) => `${i}`) });
    const { offset, count } = read(many).files[0]!.header.strings;
    many.fill(0xff, offset, offset + count * 4);
    expect(read(signDex(many)).diagnostics).toMatchObject([
      { code: 'dex/bad-offset', message: expect.stringContaining('99999 more') },
    ]);
  });
});

describe('strings', () => {
  const start = read(dex).files[0]!.strings.starts[0]!;

  it('one that claims 2^32 - 1 units is read to its NUL', () => {
    const long = new Uint8Array(dex);
    // The length is one byte; five more are taken from the text behind it.
    long.set([0xff, 0xff, 0xff, 0xff, 0x0f, 0x41], start - 1);
    const { files, codes } = read(signDex(long));
    expect(codes).toEqual(['dex/bad-string']);
    expect(stringsIn(files)[0]).toMatch(/^A/);
    expect(stringsIn(files).slice(1)).toEqual(stringsIn(read(dex).files).slice(1));
  });

  it('one without end stops at the end of the bytes', () => {
    const open = new Uint8Array(dex).fill(0x41, start);
    const { codes } = read(signDex(open));
    expect(codes).toContain('dex/bad-string');
  });

  it('bytes that are no MUTF-8 come out as U+FFFD', () => {
    const broken = new Uint8Array(dex);
    broken.set([0xff, 0xc3, 0x41, 0xe2, 0x82], start);
    expect(stringsIn(read(broken).files)[0]).toMatch(/^\ufffd\ufffdA\ufffd\ufffd/);
  });

  it('one longer than the limit is cut', () => {
    const { files, codes } = read(buildDex({ strings: ['x'.repeat(50)] }), { maxStringUnits: 10 });
    expect(codes).toEqual(['limit/string-units']);
    expect(stringsIn(files)).toEqual(['x'.repeat(10)]);
  });

  it('half a million that begin inside one long run are given up in linear time', () => {
    const count = 500_000;
    const run = 'r'.repeat(4_000_000);
    const hostile = buildDex({ strings: [run, ...Array.from({ length: count }, (_, i) => `${i}`)] });
    const { strings, header } = read(hostile).files[0]!;
    const begin = strings.starts[count]!;
    const view = new DataView(hostile.buffer);
    for (let i = 0; i < count; i++) view.setUint32(header.strings.offset + i * 4, begin + i * 4, true);
    const started = performance.now();
    expect(read(hostile).codes).toContain('dex/overlap');
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('headers', () => {
  it('another magic: nothing is read', () => {
    expect(read(new TextEncoder().encode('PK\x03\x04 and so on'))).toMatchObject({
      files: [],
      codes: ['dex/bad-magic'],
    });
  });

  it.each([
    ['034', 35],
    ['099', 41],
  ])('version %s: read as the nearest known one', (version, nearest) => {
    const odd = buildDex({ classes: ['com/a/A'], version: nearest === 41 ? '041' : '035' });
    odd.set(new TextEncoder().encode(version), 4);
    const { files, codes } = read(odd);
    expect(codes).toEqual(['dex/unknown-version']);
    expect([files[0]!.header.version, definedIn(files)]).toEqual([nearest, ['com/a/A']]);
  });

  it('tagged as big-endian: reported, nothing is read', () => {
    expect(read(changed(0x28, 0x78563412))).toMatchObject({ files: [], codes: ['dex/bad-endian'] });
  });

  it('tagged with nonsense: reported, read as little-endian', () => {
    const { files, codes } = read(changed(0x28, 7));
    expect(codes).toEqual(['dex/bad-endian']);
    expect(definedIn(files)).toEqual(['com/a/A', 'com/b/B']);
  });
});

describe('containers', () => {
  const container = buildDexContainer([{ classes: ['com/a/A'] }, { classes: ['com/b/B'] }]);
  const second = read(container).files[1]!.header.start;

  it('a file that claims to have no bytes ends the walk', () => {
    const { files, codes } = read(overwriteU32(container, 0x20, 0));
    expect(codes).toEqual(['dex/bad-offset']);
    expect(definedIn(files)).toEqual(['com/a/A']);
  });

  it('a second file without magic is reported, the first is read', () => {
    const { files, codes } = read(overwriteU32(container, second, 0));
    expect(codes).toEqual(['dex/bad-magic']);
    expect(definedIn(files)).toEqual(['com/a/A']);
  });

  it('more files than the limit: the rest are left out', () => {
    const { files, codes } = read(container, { maxDexFiles: 1 });
    expect(codes).toEqual(['limit/items']);
    expect(files).toHaveLength(1);
  });
});

describe('the listing', () => {
  it('ten thousand classes that share one class_data of ten thousand methods are given up in linear time', () => {
    const methods = Array.from({ length: 10_000 }, (_, i) => ({ name: `m${i}` }));
    const hostile = buildDex({
      classes: [{ name: 'com/a/A', methods }, ...Array.from({ length: 10_000 }, (_, i) => `com/b/B${i}`)],
    });
    const { classes } = read(hostile).files[0]!.header;
    const view = new DataView(hostile.buffer);
    const classData = view.getUint32(classes.offset + 24, true);
    for (let i = 0; i < classes.count; i++) view.setUint32(classes.offset + i * 32 + 24, classData, true);
    const started = performance.now();
    const { diagnostics } = extractFrom(dexdumpListing, signDex(hostile));
    expect(diagnostics.map(({ code }) => code)).toEqual(['dex/overlap']);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
