/** What an archive reader must make of each kind of ZIP: one list, run against every reader. */
import { buildZip, concatBytes, nestZip, signingBlock, truncate, type ZipEntry } from '@trackerscope/testkit';
import type { Code } from '../../src/errors.js';

/** A ZIP, the entries that must come out of it, and what is said about it. */
export interface ArchiveCase {
  /** Continues "reads …". */
  readonly title: string;
  readonly zip: Uint8Array;
  /** Name and text of every entry, in order. */
  readonly entries: readonly (readonly [name: string, text: string])[];
  /** Codes of the archive's diagnostics, then of each entry's. Default: none. */
  readonly codes?: readonly Code[];
  /** A known refusal: part of the reason why jszip gives up and the tolerant reader takes over. */
  readonly jszipRefuses?: string;
  /** jszip would read it: it is kept from jszip because telling it from an archive that hangs jszip takes too much. */
  readonly onlyForSafety?: boolean;
}

const hello: ZipEntry = { name: 'hello.txt', bytes: 'hello hello hello' };
const world: ZipEntry = { name: 'world.txt', bytes: 'world', method: 'stored' };
const both = [
  ['hello.txt', 'hello hello hello'],
  ['world.txt', 'world'],
] as const;
const plain = buildZip([hello, world]);

/** An end record (signature, counts, size and offset of nothing, no comment) where none should be. */
const falseEnd = buildZip([]);
/** An extra field whose only item says it is 65,535 bytes long (APPNOTE 4.5.1). */
const lyingExtra = Uint8Array.of(0xca, 0xfe, 0xff, 0xff, 1, 2, 3, 4);

const layouts: readonly ArchiveCase[] = [
  { title: 'stored and deflated entries', zip: plain, entries: both },
  { title: 'an archive without entries', zip: buildZip([]), entries: [] },
  {
    title: 'sizes and offsets in ZIP64 extra fields',
    zip: buildZip([
      { ...hello, zip64: true },
      { ...world, zip64: true },
    ]),
    entries: both,
  },
  { title: 'a ZIP64 end record', zip: buildZip([hello, world], { zip64: true }), entries: both },
  {
    title: 'sizes in data descriptors, with and without signature, 32 and 64 bits wide',
    zip: buildZip([
      { ...hello, descriptor: 'signed' },
      { ...hello, name: 'bare', descriptor: 'bare' },
      { ...hello, name: 'wide', descriptor: 'signed', zip64: true },
    ]),
    entries: ['hello.txt', 'bare', 'wide'].map((name) => [name, 'hello hello hello']),
  },
  {
    title: 'an APK signing block before the directory',
    zip: buildZip([hello, world], { beforeDirectory: signingBlock() }),
    entries: both,
  },
  {
    title: 'bytes before the archive that its offsets count, as in an APK that begins with a DEX',
    zip: buildZip([hello, world], { prefix: new TextEncoder().encode('dex\n035\0') }),
    entries: both,
  },
  {
    title: 'bytes before the archive that its offsets do not count',
    zip: buildZip([hello, world], { prefix: new Uint8Array(1000), offsetsCountPrefix: false }),
    entries: both,
  },
  {
    title: 'ZIP64 behind bytes that its offsets do not count',
    zip: buildZip([hello, world], { prefix: new Uint8Array(1000), offsetsCountPrefix: false, zip64: true }),
    entries: both,
    jszipRefuses: 'not where its locator says',
    onlyForSafety: true,
  },
  {
    title: 'a ZIP inside a ZIP as an entry',
    zip: buildZip([{ name: 'a.zip', bytes: nestZip(plain, 2) }, world]),
    entries: [
      ['a.zip', new TextDecoder('latin1').decode(nestZip(plain, 2))],
      ['world.txt', 'world'],
    ],
  },
  { title: 'no directories', zip: buildZip([{ name: 'dir/', bytes: '' }, world]), entries: [['world.txt', 'world']] },
];

const names: readonly ArchiveCase[] = [
  ['absolute', '/etc/passwd'],
  ['climbing', '../../../outside'],
  ['with backslashes', 'dir\\..\\file'],
  ['with a NUL', 'classes.dex\0.png'],
  ['of an object property', '__proto__'],
  ['in UTF-8 beyond the BMP', 'ä/😀'],
].map(([kind = '', name = '']) => ({
  title: `a name that is ${kind}, untouched`,
  zip: buildZip([{ ...hello, name }, world]),
  entries: [
    [name, 'hello hello hello'],
    ['world.txt', 'world'],
  ],
}));

const oddNames: readonly ArchiveCase[] = [
  {
    title: 'two entries of one name, both',
    zip: buildZip([world, { ...world, bytes: 'second' }]),
    entries: [
      ['world.txt', 'world'],
      ['world.txt', 'second'],
    ],
    codes: ['zip/duplicate-name'],
    jszipRefuses: 'loses the entry "world.txt"',
  },
  {
    title: 'names that one safe path would stand for, both',
    zip: buildZip([
      { ...world, name: '../a' },
      { ...world, name: 'a' },
    ]),
    entries: [
      ['../a', 'world'],
      ['a', 'world'],
    ],
    jszipRefuses: 'loses the entry "../a"',
  },
  {
    title: 'names that are numbers, in directory order',
    zip: buildZip([
      { ...world, name: '2' },
      { ...world, name: '1' },
    ]),
    entries: [
      ['2', 'world'],
      ['1', 'world'],
    ],
  },
  {
    title: 'an entry with bytes whose name ends like a directory',
    zip: buildZip([{ ...world, name: 'classes.dex/' }]),
    entries: [['classes.dex/', 'world']],
    jszipRefuses: 'loses the entry "classes.dex/"',
  },
  {
    title: 'an entry that its DOS attributes call a directory',
    zip: buildZip([{ ...world, central: { externalAttributes: 0x10 } }]),
    entries: [['world.txt', 'world']],
    jszipRefuses: 'loses the entry',
  },
  {
    title: 'the name of the directory where the local header has another',
    zip: buildZip([{ ...world, local: { name: 'other.txt' } }]),
    entries: [['world.txt', 'world']],
    jszipRefuses: 'another name in its local header',
  },
];

const lies: readonly ArchiveCase[] = [
  {
    title: 'sizes in the local header that lie, as the directory has them',
    zip: buildZip([{ ...hello, local: { size: 1, compressedSize: 1 } }, world]),
    entries: both,
  },
  ...[0, 5, 5000].map(
    (size): ArchiveCase => ({
      title: `what is there where the directory says ${size} bytes`,
      zip: buildZip([{ ...hello, central: { size } }, world]),
      entries: both,
      codes: ['zip/size-mismatch'],
    }),
  ),
  {
    title: 'an entry whose data is said to be longer than the archive, as where entries share their data',
    zip: buildZip([{ ...hello, both: { compressedSize: 5000 } }]),
    entries: [['hello.txt', 'hello hello hello']],
    jszipRefuses: 'more than there are',
    onlyForSafety: true,
  },
  {
    title: 'a stored entry by its unpacked size, as Android does',
    zip: buildZip([{ ...world, both: { compressedSize: 3 } }]),
    entries: [['world.txt', 'world']],
    codes: ['zip/size-mismatch'],
  },
  {
    title: 'an unknown method as stored',
    zip: buildZip([hello, { ...world, both: { method: 0x1234 } }]),
    entries: both,
    codes: ['zip/unknown-method'],
    jszipRefuses: 'compression \\x34\\x12 unknown',
  },
  {
    title: 'a plain entry that is flagged as encrypted',
    zip: buildZip([{ ...hello, both: { flags: 1 } }, world]),
    entries: both,
    codes: ['zip/encrypted-flag'],
    jszipRefuses: 'Encrypted zip are not supported',
  },
  {
    title: 'an extra field that says it is longer than the record',
    zip: buildZip([hello, { ...world, central: { extra: lyingExtra } }]),
    entries: both,
    jszipRefuses: 'End of data reached',
  },
  {
    title: 'a count of entries modulo 65,536',
    zip: buildZip([hello, world], { end: { count: 0 } }),
    entries: both,
  },
  {
    title: 'a comment that holds a false end record',
    zip: buildZip([hello, world], {
      comment: concatBytes([new TextEncoder().encode('see: '), falseEnd, new Uint8Array(3)]),
    }),
    entries: both,
    jszipRefuses: 'second end record',
  },
  {
    title: 'an archive with bytes after its end',
    zip: buildZip([hello, world], { suffix: new Uint8Array(100) }),
    entries: both,
    codes: ['zip/trailing-bytes'],
  },
  {
    title: 'bytes between directory and end record',
    zip: buildZip([hello, world], { afterDirectory: new Uint8Array(100) }),
    entries: both,
    jszipRefuses: 'bytes between directory and end record',
  },
];

const cuts: readonly ArchiveCase[] = [
  {
    title: 'the whole records of a directory that is cut short before its end record',
    zip: buildZip([hello, world, { ...world, name: 'lost' }], { cutDirectory: 20 }),
    entries: both,
    codes: ['zip/truncated-directory'],
    jszipRefuses: 'cut short',
  },
  {
    title: 'the whole records of a file that stops inside its directory',
    zip: truncate(plain, plain.length - 22 - 30),
    entries: both.slice(0, 1),
    codes: ['zip/truncated-directory'],
    jszipRefuses: 'cut short',
  },
  {
    title: 'a file that stops inside its end record',
    zip: truncate(plain, plain.length - 10),
    entries: both,
    codes: ['zip/truncated-directory'],
    jszipRefuses: 'cut short',
  },
  {
    title: 'a directory whose place the end record does not know',
    zip: buildZip([hello, world], { end: { directoryOffset: 7, directorySize: 9 } }),
    entries: both,
    jszipRefuses: 'bytes between directory and end record',
  },
];

/** Every archive that a reader must open. */
export const archiveCases: readonly ArchiveCase[] = [...layouts, ...names, ...oddNames, ...lies, ...cuts];
