/** Builds an APK from the parts that a test is about: a manifest, DEX files, anything else. */
import { buildManifest, type ManifestInput } from './axml/index.js';
import { buildDex, type DexSpec } from './dex/index.js';
import { buildZip, type ZipEntry } from './zip/index.js';

/** What the APK holds. Without `manifest` it gets a small one; without `dex` it has no code. */
export interface ApkSpec {
  /** Null leaves AndroidManifest.xml out. */
  readonly manifest?: ManifestInput | null;
  /** Become `classes.dex`, `classes2.dex` and so on. */
  readonly dex?: readonly DexSpec[];
  /** Entries besides these, at the end. */
  readonly files?: readonly ZipEntry[];
}

/** The bytes of an APK. */
export function buildApk({ manifest = { package: 'com.example.app' }, dex = [], files = [] }: ApkSpec): Uint8Array {
  const code = dex.map((spec, i): ZipEntry => ({ name: `classes${i === 0 ? '' : i + 1}.dex`, bytes: buildDex(spec) }));
  const identity: ZipEntry[] =
    manifest === null ? [] : [{ name: 'AndroidManifest.xml', bytes: buildManifest(manifest) }];
  return buildZip([...identity, ...code, ...files]);
}
