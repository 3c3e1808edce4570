/** Real bytecode, and built bytecode, read as the compiler of its version reads it. */
import { buildHermes, type HermesVersion, hermesVersions } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { compile, compilers, type Hermesc, showStrings } from './hermesc.js';
import { readSound, stringsOf } from './read.js';

const program = `
  var settings = { endpoint: 'https://api.vendor.com/v1', 'https://key.vendor.com/': 'ünïcode ☃', list: [1, 'three'] };
  function track(event) { return event.name + settings.endpoint + 'x'.repeat(3) + /re+gex/i.test(event); }
  print(track({ name: '${'long '.repeat(80)}' }), '\\ud83d\\ude80 https://wide.vendor.com/', '\\ud800 half', 'tab\\t', '');
`;
// Enough names that entries of the string table overflow, and that strings share bytes with each other.
const large = `${program} print(${Array.from({ length: 5000 }, (_, i) => `'name ${i}', 'äöü ${i}', a${i}.b${i % 7}`).join()});`;

/** Compares what our reader and the compiler's own say of each string: how it is stored, where, and its text. */
function expectSame(hermesc: Hermesc, bytecode: Uint8Array): void {
  const file = readSound(bytecode);
  const shown = showStrings(hermesc, bytecode);
  const strings = stringsOf(file);
  const storage = file.header.tables.storage;
  const wide = new Map(Array.from(file.utf16Ids, (id, i) => [id, i]));
  const ours = shown.map(({ encoding }, id) => {
    const i = wide.get(id);
    if (i === undefined)
      return { encoding: 'ASCII', start: file.ascii.starts[id]! - storage, end: file.ascii.ends[id]! - storage };
    const start = file.utf16.offsets[i]! - storage;
    return { encoding, start, end: start + strings[id]!.length * 2 };
  });
  expect(file.ascii.count).toBe(shown.length);
  expect(ours).toEqual(shown.map(({ encoding, start, end }) => ({ encoding, start, end })));
}

if (compilers.length === 0) it.skip('(skipped: the package hermes-engine has no compiler for this platform)');

describe.each(compilers)('version $version, by $command', (hermesc) => {
  it('has the strings of the program', () => {
    const strings = stringsOf(readSound(compile(hermesc, program)));
    expect(strings).toEqual(
      expect.arrayContaining([
        'https://api.vendor.com/v1',
        'https://key.vendor.com/',
        'ünïcode ☃',
        '🚀 https://wide.vendor.com/',
        '\ufffd half',
        'long '.repeat(80),
        'tab\t',
        'endpoint',
        're+gex',
      ]),
    );
  });

  it.each([
    ['a small', program],
    ['a large', large],
  ])('has each string of %s program where the compiler shows it', (_, source) => {
    expectSame(hermesc, compile(hermesc, source));
  });

  it.runIf(hermesc.version in hermesVersions)('as built for tests is what the compiler reads, too', () => {
    const version = hermesc.version as HermesVersion;
    const built = buildHermes({
      version,
      strings: ['https://a.example/', 'größe', 'y'.repeat(300)],
      identifiers: ['foo', 'ñ'],
    });
    expect(showStrings(hermesc, built).map(({ shown }) => shown)).toEqual([
      'global',
      'https://a.example/',
      String.raw`\x67\x00\x72\x00\xF6\x00\xDF\x00\x65\x00`,
      'y'.repeat(300),
      'foo',
      String.raw`\xF1\x00`,
    ]);
    expectSame(hermesc, built);
  });
});
