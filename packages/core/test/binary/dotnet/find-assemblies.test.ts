/** Whatever .NET for Android wraps assemblies in: each one comes out with its name and its place. */
import { buildAssembly, buildAssemblyStore, compressAssembly, wrapInLibrary } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import {
  beginsLikeAssemblies,
  type FoundAssembly,
  findPayload,
  isAssemblyLibrary,
  visitAssemblies,
} from '../../../src/binary/dotnet/find-assemblies.js';
import type { Code } from '../../../src/errors.js';
import { defaultLimits, type Limits } from '../../../src/limits.js';
import { read } from './read.js';

const app = buildAssembly({ name: 'App', types: ['Com.App.Main'], userStrings: ['https://api.app.com'.repeat(20)] });
const sdk = buildAssembly({ name: 'Vendor.Sdk', version: [3, 2, 1, 0], types: ['Vendor.Sdk.Tracker'] });

function find(bytes: Uint8Array, limits: Partial<Limits> = {}, budget = { bytesLeft: 1 << 20 }) {
  const found: FoundAssembly[] = [];
  const codes: Code[] = [];
  visitAssemblies(
    bytes,
    'blob',
    ({ code }) => codes.push(code),
    { ...defaultLimits, ...limits },
    budget,
    (assembly) => {
      found.push(assembly);
    },
  );
  return { found, codes, names: found.map(({ path, bytes: of }) => [path, read(of).shown?.self[0]]) };
}

const files = [
  { name: 'App.dll', bytes: app },
  { name: 'de/Vendor.Sdk.resources.dll', bytes: sdk },
];

describe('a single assembly', () => {
  it('plain: the entry itself', () => {
    expect(find(app)).toMatchObject({
      names: [['blob', 'App 1.0.0.0']],
      found: [{ bytes: app, offset: 0 }],
      codes: [],
    });
  });

  it('compressed with LZ4: unpacked, and without a place of its own', () => {
    const packed = compressAssembly(app);
    expect(packed.length).toBeLessThan(app.length / 2);
    expect(find(packed)).toMatchObject({ found: [{ path: 'blob', bytes: app, offset: null }], codes: [] });
  });

  it.each([0x4000, 0x10000, 0x210])('in a shared library, at 0x%s', (at) => {
    expect(find(wrapInLibrary(app, at))).toMatchObject({ names: [['blob', 'App 1.0.0.0']], found: [{ offset: at }] });
    expect(find(wrapInLibrary(compressAssembly(app), at))).toMatchObject({ found: [{ bytes: app, offset: null }] });
  });
});

describe('a store', () => {
  it.each([2, 3] as const)('of version %d names its assemblies', (version) => {
    expect(find(buildAssemblyStore(files, version))).toMatchObject({
      names: [
        ['blob > App.dll', 'App 1.0.0.0'],
        ['blob > de/Vendor.Sdk.resources.dll', 'Vendor.Sdk 3.2.1.0'],
      ],
      codes: [],
    });
  });

  it('of version 1 numbers them: it holds hashes of the names only', () => {
    expect(find(buildAssemblyStore(files, 1))).toMatchObject({
      names: [
        ['blob > assembly 0', 'App 1.0.0.0'],
        ['blob > assembly 1', 'Vendor.Sdk 3.2.1.0'],
      ],
      codes: [],
    });
  });

  it('of compressed assemblies, in a shared library', () => {
    const store = buildAssemblyStore(files.map(({ name, bytes }) => ({ name, bytes: compressAssembly(bytes) })));
    expect(find(wrapInLibrary(store)).found.map(({ bytes }) => bytes)).toEqual([app, sdk]);
  });

  it('gives places in the entry, not in the store', () => {
    const entry = wrapInLibrary(buildAssemblyStore(files));
    const [first] = find(entry).found;
    expect(entry.subarray(first!.offset!, first!.offset! + app.length)).toEqual(app);
  });
});

describe('what is none', () => {
  it.each([
    ['a library without assemblies', wrapInLibrary(new Uint8Array(64).fill(0x58))],
    ['text', new TextEncoder().encode('XABA is the magic, and this is no store')],
    ['nothing', new Uint8Array()],
  ])('%s: nothing is visited', (_, bytes) => {
    expect(find(bytes)).toMatchObject({ found: [], codes: [] });
    expect(findPayload(bytes)).toBe(-1);
  });

  it('is told by its name, where it is a library', () => {
    const names = [
      'libassemblies.arm64-v8a.blob.so',
      'libassembly-store.so',
      'lib_App.dll.so',
      'lib-de-App.resources.dll.so',
    ];
    expect(names.map((name) => isAssemblyLibrary(`lib/arm64-v8a/${name}`))).toEqual([true, true, true, true]);
    const others = ['libxamarin-app.so', 'libApp.dll.so', 'libassembly-store.so.txt', 'lib_App.so'];
    expect(others.map(isAssemblyLibrary)).toEqual([false, false, false, false]);
  });

  it('is told by four bytes', () => {
    const tell = (text: string) => beginsLikeAssemblies(new TextEncoder().encode(text));
    expect(['XABA', 'XALZ', 'XAZS', 'MZ\x90\0'].map(tell)).toEqual([true, true, true, true]);
    expect(['XABC', 'XAZZ', 'PK\x03\x04', 'X', ''].map(tell)).toEqual([false, false, false, false, false]);
  });
});

describe('compression that cannot be undone', () => {
  const packed = compressAssembly(app);
  const stating = (size: number): Uint8Array => {
    const bytes = packed.slice();
    new DataView(bytes.buffer).setUint32(8, size, true);
    return bytes;
  };

  it('cut short: the part before is read', () => {
    const { found, codes } = find(packed.subarray(0, packed.length - 30));
    expect(codes).toEqual(['dotnet/bad-compression']);
    expect(app.subarray(0, found[0]!.bytes.length)).toEqual(found[0]!.bytes);
  });

  it('a size that its bytes cannot reach is refused before memory is taken', () => {
    expect(find(stating(0xffffffff))).toMatchObject({ found: [], codes: ['dotnet/bad-compression'] });
  });

  it('a larger size than there is: what came out is read', () => {
    const { found, codes } = find(stating(app.length + 1));
    expect(codes).toEqual(['dotnet/bad-compression']);
    expect(found[0]!.bytes).toEqual(app);
  });

  it('Zstandard is named as not read', () => {
    expect(find(compressAssembly(app, 'XAZS'))).toMatchObject({ found: [], codes: ['dotnet/bad-compression'] });
  });

  it('over the limit of one entry', () => {
    expect(find(packed, { maxEntryBytes: 100 })).toMatchObject({ found: [], codes: ['limit/entry-bytes'] });
  });

  it('over the limit of all together: the assemblies before it are read', () => {
    const store = buildAssemblyStore([1, 2, 3].map((n) => ({ name: `${n}.dll`, bytes: packed })));
    const budget = { bytesLeft: app.length * 2 };
    expect(find(store, {}, budget)).toMatchObject({ found: [{}, {}], codes: ['limit/total-bytes'] });
    expect(budget.bytesLeft).toBe(0);
  });
});

describe('a store that lies', () => {
  const store = buildAssemblyStore(files);
  /** Behind the header and four index entries of twelve bytes. */
  const descriptors = 20 + 4 * 12;
  const changed = (offset: number, value: number): Uint8Array => {
    const bytes = store.slice();
    new DataView(bytes.buffer).setUint32(offset, value, true);
    return bytes;
  };

  it('more assemblies than fit: those that fit are read', () => {
    const { codes, names } = find(changed(8, 0xffffffff));
    expect(codes).toContain('dotnet/bad-store');
    expect(names.map(([, name]) => name)).toContain('App 1.0.0.0');
  });

  it('an index that reaches past the end: nothing is left to read', () => {
    expect(find(changed(16, 0xfffffff0))).toMatchObject({ found: [], codes: ['dotnet/bad-store'] });
  });

  it('an assembly outside the bytes: the others are read', () => {
    const { names, codes } = find(changed(descriptors + 4, 0xfffffff0));
    expect(codes).toEqual(['dotnet/bad-store']);
    expect(names).toEqual([['blob > de/Vendor.Sdk.resources.dll', 'Vendor.Sdk 3.2.1.0']]);
  });

  it('many assemblies in the same place: so many are read that their bytes are read twice', () => {
    const many = buildAssemblyStore(Array.from({ length: 20 }, (_, i) => ({ name: `${i}.dll`, bytes: app })));
    const view = new DataView(many.buffer);
    const table = 20 + 40 * 12;
    for (let i = 1; i < 20; i++) view.setUint32(table + i * 28 + 4, view.getUint32(table + 4, true), true);
    const one = many.subarray(0, view.getUint32(table + 4, true) + app.length);
    const { found, codes } = find(one);
    expect(codes).toEqual(['dotnet/bad-store']);
    expect(found).toHaveLength(Math.floor((one.length * 2) / app.length));
  });

  it('a place that begins no assembly is left out', () => {
    const first = new DataView(store.buffer).getUint32(descriptors + 4, true);
    const { names, codes } = find(changed(descriptors + 4, first + 1));
    expect(codes).toEqual(['dotnet/bad-store']);
    expect(names).toEqual([['blob > de/Vendor.Sdk.resources.dll', 'Vendor.Sdk 3.2.1.0']]);
  });

  it('more assemblies than the limit: the rest are left out', () => {
    const { found, codes } = find(store, { maxEntries: 1 });
    expect(codes).toEqual(['limit/entries']);
    expect(found).toHaveLength(1);
  });

  it('a name that reaches past the end: assemblies are numbered from there', () => {
    const { names, codes } = find(changed(descriptors + 2 * 28, 0xfffffff0));
    expect(codes).toEqual(['dotnet/bad-store']);
    expect(names[0]).toEqual(['blob > assembly 0', 'App 1.0.0.0']);
  });
});
