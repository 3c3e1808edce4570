/** Broken files of .NET, Unity and Flutter, and files that should state a version, each named after the code it must produce. */
import {
  buildAssembly,
  buildAssemblyStore,
  buildKernel,
  buildStandardMessage,
  buildUnityMetadata,
  compressAssembly,
  indexOfBytes,
  overwriteU16,
  overwriteU32,
  truncate,
} from '@trackerscope/testkit';
import { type DamagedFixtures, withFile } from './damaged.js';

const assembly = buildAssembly({
  name: 'App',
  references: [{ name: 'Vendor.Sdk' }],
  types: ['<Module>'],
  referredTypes: ['Vendor.Sdk.Tracker'],
  userStrings: ['text'],
});
const metadataRoot = indexOfBytes(assembly, new TextEncoder().encode('BSJB'));
/** Where the header of a stream stands: its offset and its size, then its name (ECMA-335 II.24.2.2). */
const streamHeader = (name: string): number =>
  indexOfBytes(assembly, new TextEncoder().encode(`${name}\0`), metadataRoot) - 8;
const tables = metadataRoot + new DataView(assembly.buffer).getUint32(streamHeader('#~'), true);
/** Behind the header and the counts of five tables: Module with ten bytes, then of TypeRef the scope and the name. */
const referredName = tables + 24 + 5 * 4 + 10 + 2;
const store = buildAssemblyStore([{ name: 'App.dll', bytes: assembly }]);

const unity = buildUnityMetadata({ literals: ['text'], names: ['name'] });
/** In its header: the version, where the literals lie, where the names lie. */
const unityHeader = { version: 4, literals: 8, names: 24 };
const firstLiteral = new DataView(unity.buffer).getUint32(unityHeader.literals, true);

const withAssembly = (bytes: Uint8Array) => ({ app: withFile('assemblies/App.dll', bytes) });
const withUnity = (bytes: Uint8Array) => ({
  app: withFile('assets/bin/Data/Managed/Metadata/global-metadata.dat', bytes),
});
const withFlutter = (name: string, bytes: Uint8Array) => ({ app: withFile(`assets/flutter_assets/${name}`, bytes) });

export const frameworkInputs: DamagedFixtures = {
  'dotnet/bad-header': () => withAssembly(overwriteU32(assembly, 0x80, 0)),
  'dotnet/no-metadata': () => withAssembly(assembly.map((byte) => byte ^ 0x5a)),
  'dotnet/truncated': () => withAssembly(overwriteU32(assembly, streamHeader('#US'), 0xfffffff0)),
  'dotnet/bad-item': () => withAssembly(overwriteU16(assembly, referredName, 0xffff)),
  'dotnet/bad-store': () => ({ app: withFile('assemblies/assemblies.blob', overwriteU32(store, 8, 0xffffffff)) }),
  'dotnet/bad-compression': () => withAssembly(compressAssembly(assembly, 'XAZS')),
  'unity/bad-magic': () => withUnity(unity.map((byte) => byte ^ 0x5a)),
  'unity/unknown-version': () => withUnity(overwriteU32(unity, unityHeader.version, 33)),
  'unity/truncated': () => withUnity(overwriteU32(unity, unityHeader.names, 0xfffffff0)),
  'unity/bad-item': () => withUnity(overwriteU32(unity, firstLiteral + 4, 0xfffffff0)),
  'flutter/bad-kernel': () => {
    const kernel = buildKernel({ strings: ['text'] });
    return withFlutter('kernel_blob.bin', truncate(kernel, kernel.length - 1));
  },
  'flutter/bad-manifest': () => {
    const message = buildStandardMessage(['packages/vendor/logo.png']);
    return withFlutter('AssetManifest.bin', truncate(message, message.length - 1));
  },
  'versions/unreadable': () => ({ app: withFile('META-INF/com.vendor_sdk.version', 'unspecified') }),
};
