/** The extractor `dotnet` offers literals and versions of assemblies, in whatever Xamarin and .NET for Android wrap them. */
import { buildAssembly, buildAssemblyStore, compressAssembly, truncate, wrapInLibrary } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { dotnet } from '../../src/extractors/dotnet.js';
import { extractFrom, textsOf, viewOf } from './extract-from.js';

const assembly = buildAssembly({
  name: 'Vendor.Sdk',
  version: [5, 7, 0, 1],
  userStrings: ['https://api.vendor.com/', 'grüße'],
});
const other = buildAssembly({ name: 'App', version: [1, 0, 0, 0], userStrings: ['other'] });
const store = buildAssemblyStore([
  { name: 'Vendor.Sdk.dll', bytes: assembly },
  { name: 'App.dll', bytes: compressAssembly(other) },
]);
const codesOf = ({ diagnostics }: ReturnType<typeof extractFrom>): string[] => diagnostics.map(({ code }) => code);

describe('wants', () => {
  it.each([
    ['assemblies/Vendor.dll', assembly],
    ['assets/bin/Data/Managed/Vendor.dll', assembly],
    ['assets/anything.bin', assembly],
    ['assemblies/assemblies.blob', store],
    ['assemblies/Vendor.dll', compressAssembly(assembly)],
    ['lib/arm64-v8a/libassemblies.arm64-v8a.blob.so', wrapInLibrary(store)],
    ['assemblies/de/Encrypted.dll', Uint8Array.of(1, 2, 3, 4)],
  ])('%s', (name, bytes) => {
    expect(dotnet.wants(viewOf(bytes, { name }))).toBe(true);
  });

  it.each([
    ['lib/arm64-v8a/libvendor.so', wrapInLibrary(store)],
    ['assets/data.dll', Uint8Array.of(1, 2, 3, 4)],
    ['assemblies/assemblies.manifest', new TextEncoder().encode('Hash 32')],
  ])('not %s', (name, bytes) => {
    expect(dotnet.wants(viewOf(bytes, { name }))).toBe(false);
  });
});

describe('the literals of an assembly', () => {
  it.each([
    ['as it is', assembly],
    ['compressed', compressAssembly(assembly)],
  ])('%s', (_, bytes) => {
    const offered = extractFrom(dotnet, bytes, { name: 'assemblies/Vendor.Sdk.dll' });
    expect(offered.strings.map(textsOf)).toEqual([['https://api.vendor.com/', 'grüße']]);
    expect(offered.diagnostics).toEqual([]);
  });

  it.each([
    ['a store', 'assemblies/assemblies.blob', store],
    ['a store in a library', 'lib/arm64-v8a/libassemblies.arm64-v8a.blob.so', wrapInLibrary(store)],
  ])('in %s', (_, name, bytes) => {
    const { strings, versions } = extractFrom(dotnet, bytes, { name });
    expect(strings.map(textsOf)).toEqual([['https://api.vendor.com/', 'grüße'], ['other']]);
    expect(versions.map(({ where }) => where.entry)).toEqual([`${name} > Vendor.Sdk.dll`, `${name} > App.dll`]);
  });
});

describe('the version of an assembly', () => {
  const versionsOf = (name: string, version?: readonly number[]) =>
    extractFrom(dotnet, buildAssembly({ name, ...(version && { version }) }), { name: `assemblies/${name}.dll` })
      .versions;

  it('is that of the library that it is', () => {
    expect(versionsOf('Vendor.Sdk', [5, 7, 0, 1])).toMatchObject([
      { library: 'Vendor.Sdk', version: '5.7.0.1', where: { entry: 'assemblies/Vendor.Sdk.dll' } },
    ]);
    expect(versionsOf('Microsoft.AppCenter.Analytics', [4, 5, 0, 0])).toHaveLength(1);
  });

  it.each([
    'System.Net.Http',
    'mscorlib',
    'Mono.Android',
    'Java.Interop',
    'Microsoft.Maui.Controls',
    'UnityEngine.CoreModule',
  ])('is not told of %s, which comes with the runtime', (name) => {
    expect(versionsOf(name, [4, 0, 0, 0])).toEqual([]);
  });

  it('is not told where nobody gave one, nor of a name that none can have', () => {
    expect(versionsOf('Vendor.Sdk', [0, 0, 0, 0])).toEqual([]);
    expect(versionsOf('Vendor\u202e', [1, 0, 0, 0])).toEqual([]);
  });
});

describe('what is no assembly', () => {
  it('is told where assemblies lie', () => {
    const encrypted = assembly.map((byte) => byte ^ 0x5a);
    expect(codesOf(extractFrom(dotnet, encrypted, { name: 'assemblies/Vendor.dll' }))).toEqual(['dotnet/no-metadata']);
    expect(codesOf(extractFrom(dotnet, truncate(assembly, 100), { name: 'assemblies/Vendor.dll' }))).toEqual([
      'dotnet/no-metadata',
    ]);
  });

  it('is not told of a program for Windows that lies elsewhere', () => {
    const native = truncate(assembly, 0x200);
    expect(extractFrom(dotnet, native, { name: 'com/sun/jna/win32-x86/jnidispatch.dll' }).diagnostics).toEqual([]);
  });
});

it('assemblies unpack to no more than is left for the app', () => {
  const zeros = buildAssembly({ name: 'Zeros', userStrings: ['\0'.repeat(100_000)] });
  const budget = { bytesLeft: 1000 };
  const offered = extractFrom(dotnet, compressAssembly(zeros), { name: 'assemblies/Zeros.dll' }, budget);
  expect(codesOf(offered)).toEqual(['limit/total-bytes']);
  expect(offered.strings).toEqual([]);
});
