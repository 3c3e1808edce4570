/** A sound DEX is read whole: classes, types, strings and their places, in every version. */
import {
  buildDex,
  buildDexContainer,
  concatBytes,
  type DexVersion,
  flipByte,
  overwriteU32,
} from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { classesOf, dexdump, hasDexdump } from './dexdump.js';
import { definedIn, read, referencedIn, stringsIn } from './read.js';

const versions: DexVersion[] = ['035', '037', '038', '039', '040', '041'];

it.each(versions)('version %s: classes, types and strings are read, and nothing is damaged', (version) => {
  const { files, diagnostics } = read(
    buildDex({
      version,
      classes: ['com/leanplum/Leanplum'],
      references: ['com/x/Y'],
      strings: ['https://api.leanplum.com'],
    }),
  );
  expect(diagnostics).toEqual([]);
  expect(definedIn(files)).toEqual(['com/leanplum/Leanplum']);
  expect(referencedIn(files)).toEqual(['com/x/Y', 'java/lang/Object']);
  expect(stringsIn(files)).toContain('https://api.leanplum.com');
});

it.runIf(hasDexdump).each(versions.filter((version) => version !== '041'))(
  'version %s: what testkit builds is sound in the eyes of dexdump, which sees the same classes',
  (version) => {
    const dex = buildDex({
      version,
      classes: [{ name: 'com/a/A', superclass: 'com/a/B' }, 'com/a/B'],
      strings: ['é😀\0'],
    });
    const { text, complaints } = dexdump(dex);
    expect(complaints).toBe('');
    expect(classesOf(text)).toEqual(definedIn(read(dex).files));
  },
);

it('a DEX with nothing in it has no classes, types or strings', () => {
  const { files, diagnostics } = read(buildDex({}));
  expect([diagnostics, definedIn(files), referencedIn(files), stringsIn(files)]).toEqual([[], [], [], []]);
});

it('strings come out of MUTF-8 unit by unit: NUL, accents, pairs of surrogates and lone ones', () => {
  const strings = ['', 'a\0b', 'é€', '😀', '\ud83d alone', 'x'.repeat(10_000)].sort();
  const { files, diagnostics } = read(buildDex({ strings }));
  expect(stringsIn(files)).toEqual(strings);
  expect(diagnostics).toEqual([]);
});

it('each name tells the offset of the item that defines the class or refers to it', () => {
  const dex = buildDex({ classes: ['com/a/A'], references: ['com/b/B'] });
  const [file] = read(dex).files;
  const { classes, strings } = file!;
  const view = new DataView(dex.buffer);
  const typeAt = (offset: number): string => strings.text(view.getUint32(offset, true));
  // A class_def_item begins with class_idx, an index into type_ids; a type_id_item is an index into string_ids.
  const type = view.getUint32(classes.offsets[0]!, true);
  expect([classes.text(0), typeAt(file!.header.types.offset + 4 * type)]).toEqual(['com/a/A', 'Lcom/a/A;']);
  expect([classes.text(1), typeAt(classes.offsets[1]!)]).toEqual(['com/b/B', 'Lcom/b/B;']);
});

it('arrays count as the class they hold, and primitives as none', () => {
  const { files } = read(buildDex({ classes: ['com/a/A'], references: ['[[Lcom/b/B;', '[I'] }));
  expect(referencedIn(files)).toEqual(['java/lang/Object', 'com/b/B']);
});

it('bytes behind the end of the file are no part of it', () => {
  const dex = buildDex({ classes: ['com/a/A'] });
  expect(read(concatBytes([dex, new Uint8Array(100).fill(7)]))).toMatchObject({ diagnostics: [], files: [{}] });
});

it('a wrong checksum is reported, and the DEX is read', () => {
  const dex = buildDex({ classes: ['com/a/A'] });
  const { files, diagnostics } = read(flipByte(dex, 0x08));
  expect(definedIn(files)).toEqual(['com/a/A']);
  expect(diagnostics).toMatchObject([{ code: 'dex/checksum', where: [{ entry: 'classes.dex', offset: 8 }] }]);
});

describe('a container of version 041', () => {
  const container = buildDexContainer([
    { classes: ['com/a/A'], strings: ['shared', 'only in a'] },
    { classes: ['com/b/B'], strings: ['shared', 'only in b'] },
    { references: ['com/c/C'] },
  ]);

  it('gives each of its files, with its own classes, types and strings', () => {
    const { files, diagnostics } = read(container);
    expect(diagnostics).toEqual([]);
    expect(files.map((file) => definedIn([file]))).toEqual([['com/a/A'], ['com/b/B'], []]);
    expect(stringsIn([files[1]!])).toEqual(['Lcom/b/B;', 'Ljava/lang/Object;', 'only in b', 'shared']);
  });

  it('keeps its string data once', () => {
    const { files } = read(container);
    const startOf = (file: number): number => files[file]!.strings.starts[stringsIn([files[file]!]).indexOf('shared')]!;
    expect(startOf(0)).toBe(startOf(1));
  });

  it('gives files with the same string_ids the same pool', () => {
    const same = { classes: ['com/a/A'] };
    const dex = buildDexContainer([same, same]);
    const [first, second] = read(dex).files.map(({ header }) => header);
    const { files } = read(overwriteU32(dex, second!.start + 0x3c, first!.strings.offset));
    expect(files[1]!.strings).toBe(files[0]!.strings);
  });
});
