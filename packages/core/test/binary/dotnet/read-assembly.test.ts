/** Assemblies as compilers write them: names, types and literals come out with their places. */
import { type AssemblySpec, buildAssembly, indexOfBytes } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { allTexts, read } from './read.js';

const app: AssemblySpec = {
  name: 'Vendor.Analytics',
  version: [7, 1, 0, 42],
  references: [
    { name: 'mscorlib', version: [2, 0, 5, 0] },
    { name: 'Xamarin.Firebase.Analytics', version: [121, 3, 65535, 1] },
  ],
  types: ['<Module>', 'Vendor.Analytics.Client', 'Vendor.Analytics.Event', 'Vendor.Net.Upload'],
  referredTypes: ['System.Object', 'Firebase.Analytics.FirebaseAnalytics'],
  userStrings: ['https://events.vendor.com/v1', 'ключ', 'clef 🔑'],
};

const everything = {
  self: ['Vendor.Analytics 7.1.0.42'],
  references: ['mscorlib 2.0.5.0', 'Xamarin.Firebase.Analytics 121.3.65535.1'],
  defined: ['<Module>', 'Vendor.Analytics.Client', 'Vendor.Analytics.Event', 'Vendor.Net.Upload'],
  referred: ['System.Object', 'Firebase.Analytics.FirebaseAnalytics'],
  userStrings: ['https://events.vendor.com/v1', 'ключ', 'clef 🔑'],
};

it('name, version, references, types and literals are read', () => {
  expect(read(buildAssembly(app))).toMatchObject({ shown: everything, codes: [] });
});

describe('whatever decides the width of a row', () => {
  it.each<[string, Partial<AssemblySpec>]>([
    ['PE32+', { pe32Plus: true }],
    ['an uncompressed table stream', { tableStream: '#-' }],
    ['heaps with indexes of four bytes', { wideHeaps: true }],
    ['rows in tables between', { fields: 3, methods: 2, memberReferences: 5, customAttributes: 7 }],
    ['65,535 fields: the last that two bytes can name', { fields: 65_535 }],
    ['65,536 fields: TypeDef names them with four bytes', { fields: 65_536 }],
    ['8,191 methods: what CustomAttribute calls fits into two bytes', { methods: 8191, customAttributes: 3 }],
    ['8,192 methods: it does not', { methods: 8192, customAttributes: 3, memberReferences: 2 }],
    ['2,048 members: what an attribute is attached to does not fit', { memberReferences: 2048, customAttributes: 3 }],
  ])('%s', (_, change) => {
    expect(read(buildAssembly({ ...app, ...change }))).toMatchObject({ shown: everything, codes: [] });
  });
});

it('16,384 referred types make the base class of a type and the scope of a reference wide', () => {
  const many = Array.from({ length: 16_384 }, (_, i) => `N${i % 100}.T${i % 300}`);
  const { shown, codes } = read(buildAssembly({ ...app, referredTypes: many }));
  expect(codes).toEqual([]);
  expect(shown).toEqual({ ...everything, referred: many });
});

describe('places', () => {
  const bytes = buildAssembly(app);
  const { assembly } = read(bytes);

  it('a literal leads to its UTF-16 text', () => {
    const utf16 = Uint8Array.from(Buffer.from('ключ', 'utf16le'));
    expect(assembly!.userStrings.offsets[allTexts(assembly!.userStrings).indexOf('ключ')]).toBe(
      indexOfBytes(bytes, utf16),
    );
  });

  it('a name is a range of the file, a namespace stands once', () => {
    const { names, namespaces, namespaceOf } = assembly!.types;
    expect(names.bytes).toBe(bytes);
    expect(names.starts[1]).toBe(indexOfBytes(bytes, new TextEncoder().encode('Client\0')));
    expect(allTexts(namespaces)).toEqual(['', 'Vendor.Analytics', 'Vendor.Net', 'System', 'Firebase.Analytics']);
    expect(Array.from(namespaceOf)).toEqual([0, 1, 1, 2, 3, 4]);
  });

  it('a reference leads to its row, which begins with the version', () => {
    const { offsets } = assembly!.references;
    expect(new DataView(bytes.buffer).getUint16(offsets[1]!, true)).toBe(121);
  });
});

describe('literals', () => {
  const literals = (userStrings: string[]) => read(buildAssembly({ ...app, userStrings })).shown?.userStrings;

  it.each([63, 64, 8191, 8192, 100_000])('of %d units, whose length takes one, two or four bytes', (length) => {
    const text = 'x'.repeat(length);
    expect(literals(['before', text, 'behind'])).toEqual(['before', text, 'behind']);
  });

  it('empty ones are left out', () => {
    expect(literals(['', 'a', '', '', 'b'])).toEqual(['a', 'b']);
  });

  it('half a surrogate pair becomes U+FFFD', () => {
    expect(literals(['a\ud83dz', '\udd11', '\ud83d'])).toEqual(['a\ufffdz', '\ufffd', '\ufffd']);
  });

  it('units of every length in UTF-8 come out as they are', () => {
    const text = '\0\x7f\x80\u07ff\u0800\ud7ff\ue000\uffff\u{10000}\u{10ffff}';
    expect(literals([text])).toEqual([text]);
  });

  it('one may be cut when it is asked for', () => {
    const { assembly } = read(buildAssembly({ ...app, userStrings: ['äbcdef'] }));
    expect(allTexts(assembly!.userStrings, 3)).toEqual(['äbc']);
  });
});
