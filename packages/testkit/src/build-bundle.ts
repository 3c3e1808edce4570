/** Builds what apps are shipped in besides APKs: bundles, and the table of contents of the APKs that are made of one. */
import type { ManifestInput } from './axml/index.js';
import { buildDex, type DexSpec } from './dex/index.js';
import { buildProtoManifest } from './proto/build-proto-xml.js';
import { buildBundleConfig } from './proto/build-resource-table.js';
import { protoField, protoMessage } from './proto/wire.js';
import { buildZip, type ZipEntry } from './zip/index.js';

/** One module of a bundle, by what an APK of it would hold. */
export interface ModuleSpec {
  readonly manifest: ManifestInput;
  /** Become `dex/classes.dex`, `dex/classes2.dex` and so on. */
  readonly dex?: readonly DexSpec[];
  /** Entries besides these, by their names in the module. */
  readonly files?: readonly ZipEntry[];
}

/** The bytes of an AAB with these modules, by their names; `files` are entries outside of modules. */
export function buildBundle(
  modules: { readonly [name: string]: ModuleSpec },
  files: readonly ZipEntry[] = [],
): Uint8Array {
  const entries = Object.entries(modules).flatMap(([module, { manifest, dex = [], files: own = [] }]): ZipEntry[] => [
    { name: `${module}/manifest/AndroidManifest.xml`, bytes: buildProtoManifest(manifest) },
    ...dex.map((spec, i) => ({ name: `${module}/dex/classes${i === 0 ? '' : i + 1}.dex`, bytes: buildDex(spec) })),
    ...own.map((entry) => ({ ...entry, name: `${module}/${entry.name}` })),
  ]);
  return buildZip([{ name: 'BundleConfig.pb', bytes: buildBundleConfig('1.15.6') }, ...entries, ...files]);
}

/** How an APK is delivered, and the number of the field that says so. */
const kinds = { split: 3, standalone: 4, instant: 5, system: 6, 'asset-slice': 7, apex: 8, archived: 9 } as const;

/** One APK in a table of contents. */
export interface TocApk {
  readonly path: string;
  readonly kind: keyof typeof kinds;
}

/** The bytes of a toc.pb (bundletool's commands.proto, BuildApksResult). */
export function buildToc(
  variants: readonly { readonly number: number; readonly apks: readonly TocApk[] }[],
  assetSlices: readonly string[] = [],
): Uint8Array {
  const slices = assetSlices.map((path) => protoField(2, buildApkDescription({ path, kind: 'asset-slice' })));
  return protoMessage(
    ...variants.map(({ number, apks }) => {
      const set = protoMessage(...apks.map((apk) => protoField(2, buildApkDescription(apk))));
      return protoField(1, protoMessage(protoField(2, set), ...(number === 0 ? [] : [protoField(3, number)])));
    }),
    protoField(3, protoMessage(...slices)),
    protoField(4, 'com.example.app'),
  );
}

function buildApkDescription({ path, kind }: TocApk): Uint8Array {
  return protoMessage(protoField(2, path), protoField(kinds[kind], protoMessage(protoField(1, 'id'))));
}
