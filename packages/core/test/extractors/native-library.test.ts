/** The extractor `native-library` offers what a library is called and linked with, its JNI classes, and the hosts in its data. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildElf } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { pieceBytes } from '../../src/archive/archive.js';
import { openTolerantArchive } from '../../src/archive/tolerant-archive.js';
import { type EntryView, wholeEntryBytes } from '../../src/extractors/extractor.js';
import { nativeLibrary } from '../../src/extractors/native-library.js';
import { defaultLimits } from '../../src/limits.js';
import { nodeInflater } from '../../src/node/inflate.js';
import { fromBytes } from '../../src/source/from-bytes.js';
import { extractFrom, extractPiecesFrom, viewOf } from './extract-from.js';

const spec = {
  soname: 'libvendor.so',
  needed: ['libc.so', 'libother.so'],
  exports: ['Java_com_vendor_Type_run', '_ZN6vendor3runEv'],
  imports: ['Java_com_other_Type_run', 'malloc'],
  texts: ['plain text', 'https://api.vendor.com/v1'],
  writableTexts: ['events.vendor.com'],
};
const library = buildElf(spec);

type Offered = ReturnType<typeof extractFrom>;

const inPieces = (bytes: Uint8Array, entry: Partial<EntryView>): Offered =>
  extractPiecesFrom(nativeLibrary, bytes, pieceBytes, entry);

/** Every window that holds a text, with the place of the text in the entry. */
const placesOf = ({ texts }: Offered, wanted: string): number[] =>
  texts.filter(({ text }) => text.includes(wanted)).map(({ text, offset }) => offset + text.indexOf(wanted));

const classNames = ({ classes }: Offered): string[] =>
  classes.flatMap((table) => Array.from({ length: table.count }, (_, i) => table.text(i)));

describe('wants', () => {
  it.each(['lib/arm64-v8a/libvendor.so', 'assets/payload.bin', 'res/raw/x'])('a library named %s', (name) => {
    expect(nativeLibrary.wants(viewOf(library, { name }))).toBe(true);
  });

  it('not text that is named like one', () => {
    expect(nativeLibrary.wants(viewOf(new TextEncoder().encode('no ELF'), { name: 'lib/x86/libx.so' }))).toBe(false);
  });
});

describe('a library', () => {
  const offered = extractFrom(nativeLibrary, library, { name: 'lib/arm64-v8a/librenamed.so' });

  it('is offered by the name of its file, its own, and those it is linked with', () => {
    expect(offered.libraries).toEqual([
      { name: 'librenamed.so', soname: 'libvendor.so', needed: ['libc.so', 'libother.so'] },
    ]);
  });

  it('refers to the classes whose methods it exports, and to none by an imported or a C++ name', () => {
    expect(offered.classes).toHaveLength(1);
    expect(offered.classes[0]).toMatchObject({ format: 'symbols', defined: 0, count: 1 });
    expect(classNames(offered)).toEqual(['com/vendor/Type']);
  });

  it('has its texts offered once, where they lie in the file', () => {
    for (const text of ['https://api.vendor.com/v1', 'events.vendor.com']) {
      expect(placesOf(offered, text)).toEqual([Buffer.from(library).indexOf(text)]);
    }
  });

  it('without a name of its own, or anything else, is offered all the same', () => {
    const bare = extractFrom(nativeLibrary, buildElf({}), { name: 'libbare.so' });
    expect(bare.libraries).toEqual([{ name: 'libbare.so', soname: null, needed: [] }]);
    expect(bare.classes).toEqual([]);
  });

  it('of a class that does not exist is damage, and offers nothing', () => {
    const { libraries, texts, diagnostics } = extractFrom(nativeLibrary, library.with(4, 9));
    expect([libraries, texts]).toEqual([[], []]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['elf/bad-header']);
  });
});

describe('a library that comes in pieces', () => {
  const large = buildElf({ ...spec, codeBytes: wholeEntryBytes + 100_000 });
  const name = 'lib/arm64-v8a/liblarge.so';

  it('offers what it would offer as a whole', () => {
    const [whole, pieces] = [extractFrom(nativeLibrary, large, { name }), inPieces(large, { name })];
    expect(pieces.libraries).toEqual(whole.libraries);
    expect(classNames(pieces)).toEqual(['com/vendor/Type']);
    expect(pieces.classes[0]!.offsets).toEqual(whole.classes[0]!.offsets);
    for (const text of ['https://api.vendor.com/v1', 'events.vendor.com']) {
      expect(placesOf(pieces, text)).toEqual(placesOf(whole, text));
    }
    expect(pieces.diagnostics).toEqual([]);
  });

  it('has its code left out', () => {
    const { texts } = inPieces(large, { name });
    expect(texts.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(100_000);
  });

  it.each([
    ['smaller than it is', wholeEntryBytes + 1],
    ['larger than it is', 3 * wholeEntryBytes],
  ])('is read as far as possible when its size is stated %s', (_, size) => {
    const { libraries, texts } = inPieces(large, { name, size });
    expect(libraries).toHaveLength(1);
    expect(texts.some(({ text }) => text.includes('events.vendor.com'))).toBe(true);
  });

  it('and ends before it is large is a small one', () => {
    const small = inPieces(library, { name, size: 2 * wholeEntryBytes });
    expect(small.libraries).toEqual([
      { name: 'liblarge.so', soname: 'libvendor.so', needed: ['libc.so', 'libother.so'] },
    ]);
    expect(small.diagnostics).toEqual([]);
    expect(placesOf(small, 'events.vendor.com')).toHaveLength(1);
  });

  it('and has names behind what is kept of it says so', () => {
    const { diagnostics } = inPieces(buildElf({ exports: ['x'.repeat(wholeEntryBytes)] }), {
      name,
    });
    expect(diagnostics).toMatchObject([{ code: 'elf/out-of-reach', where: [{ entry: name }] }]);
    expect(diagnostics[0]!.message).toContain('dynamic strings');
  });
});

describe('real libraries of expokit', () => {
  // The package is one of `test/`, which has all real inputs.
  const maven = (path: string, packageName = 'expokit') => {
    const require = createRequire(new URL('../../../../test/package.json', import.meta.url));
    return readFileSync(join(dirname(require.resolve(`${packageName}/package.json`)), 'maven', path));
  };
  async function librariesIn(aar: string): Promise<[string, Uint8Array][]> {
    const archive = await openTolerantArchive(fromBytes(maven(aar)), '', defaultLimits, nodeInflater);
    const entries = archive.entries.filter(({ name }) => name.endsWith('.so'));
    return Promise.all(
      entries.map(async (entry) => [entry.name, (await archive.read(entry, defaultLimits.maxEntryBytes)).bytes]),
    );
  }

  it('expo-gl has methods of one class, as readelf shows for all four ABIs', async () => {
    const libraries = await librariesIn('host/exp/exponent/expo-gl-cpp/8.3.1/expo-gl-cpp-8.3.1.aar');
    const named = libraries.filter(([name]) => name.endsWith('libexpo-gl.so'));
    expect(named.map(([name, bytes]) => classNames(extractFrom(nativeLibrary, bytes, { name })))).toEqual(
      Array.from({ length: 4 }, () => ['expo/modules/gl/cpp/EXGL']),
    );
  });

  it('JavaScriptCore, 17 to 20 MB, says the same in pieces as at once', async () => {
    const libraries = await librariesIn('org/webkit/android-jsc-intl/r245459/android-jsc-intl-r245459.aar');
    const large = libraries.filter(([, bytes]) => bytes.length > wholeEntryBytes);
    expect(large).toHaveLength(4);
    for (const [name, bytes] of large) {
      const [whole, pieces] = [extractFrom(nativeLibrary, bytes, { name }), inPieces(bytes, { name })];
      expect(pieces.libraries).toEqual(whole.libraries);
      expect([...pieces.diagnostics, ...whole.diagnostics]).toEqual([]);
      // Every byte of data that the section headers show is in the windows, at its place.
      const covered = new Uint8Array(bytes.length);
      for (const { text, offset } of pieces.texts) {
        expect(text === Buffer.from(bytes.subarray(offset, offset + text.length)).toString('latin1')).toBe(true);
        covered.fill(1, offset, offset + text.length);
      }
      for (const { text, offset } of whole.texts) {
        expect(covered.subarray(offset, offset + text.length).every((byte) => byte === 1)).toBe(true);
      }
    }
  });
});
