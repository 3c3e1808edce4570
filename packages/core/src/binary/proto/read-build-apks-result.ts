/** Reads toc.pb (android.bundle.BuildApksResult), the table of contents of the APKs that bundletool made of a bundle. */
import type { Report } from '../../errors.js';
import { apkDescription, apkSet, assetSliceSet, buildApksResult, variant } from './schema.js';
import { fieldText, nextField, type ProtoScan, scanProto, wireTypes } from './wire.js';

/** The APKs of one set. */
export interface BuildApksResult {
  /** APKs of different variants never come together on a device; of those that suit it, the one of the highest number counts. */
  readonly variants: readonly ApkVariant[];
  /** Packs of assets, which every variant may have. */
  readonly assetSlices: readonly BuiltApk[];
}

export interface ApkVariant {
  readonly number: number;
  readonly apks: readonly BuiltApk[];
}

export interface BuiltApk {
  readonly path: string;
  readonly kind: ApkKind;
}

/** How an APK is delivered, as the field for its metadata says. */
export type ApkKind = 'split' | 'standalone' | 'instant' | 'system' | 'asset-slice' | 'apex' | 'archived' | 'unknown';

const kindOfField: { readonly [field: number]: ApkKind } = {
  [apkDescription.split]: 'split',
  [apkDescription.standalone]: 'standalone',
  [apkDescription.instant]: 'instant',
  [apkDescription.system]: 'system',
  [apkDescription.assetSlice]: 'asset-slice',
  [apkDescription.apex]: 'apex',
  [apkDescription.archived]: 'archived',
};

/** UTF-16 units of a path; `splits/base-master_2.apk` has 24. */
const longestPath = 4096;

/** The variants and their APKs, as the file orders them. Reports `proto/truncated` and `proto/bad-field`. */
export function readBuildApksResult(bytes: Uint8Array, report: Report, where: string): BuildApksResult {
  const scan = scanProto(bytes, report, where);
  const variants: ApkVariant[] = [];
  const assetSlices: BuiltApk[] = [];
  for (let at = nextField(scan, 0, bytes.length); at > 0; at = nextField(scan, at, bytes.length)) {
    if (scan.type !== wireTypes.length) continue;
    if (scan.field === buildApksResult.variant) variants.push(readVariant(scan, scan.start, scan.end));
    else if (scan.field === buildApksResult.assetSliceSet) {
      readApks(scan, scan.start, scan.end, assetSliceSet.apkDescription, assetSlices);
    }
  }
  scan.damage.flush();
  return { variants, assetSlices };
}

function readVariant(scan: ProtoScan, start: number, end: number): ApkVariant {
  const apks: BuiltApk[] = [];
  let number = 0;
  for (let at = nextField(scan, start, end); at > 0; at = nextField(scan, at, end)) {
    if (scan.field === variant.number && scan.type === wireTypes.varint) number = scan.low;
    else if (scan.field === variant.apkSet && scan.type === wireTypes.length) {
      readApks(scan, scan.start, scan.end, apkSet.apkDescription, apks);
    }
  }
  return { number, apks };
}

/** Adds the APKs that a set describes in its fields of this number. */
function readApks(scan: ProtoScan, start: number, end: number, field: number, into: BuiltApk[]): void {
  for (let at = nextField(scan, start, end); at > 0; at = nextField(scan, at, end)) {
    if (scan.field !== field || scan.type !== wireTypes.length) continue;
    const apk = readApk(scan, scan.start, scan.end);
    if (apk.path !== '') into.push(apk);
  }
}

function readApk(scan: ProtoScan, start: number, end: number): BuiltApk {
  let path = '';
  let kind: ApkKind = 'unknown';
  for (let at = nextField(scan, start, end); at > 0; at = nextField(scan, at, end)) {
    if (scan.type !== wireTypes.length) continue;
    if (scan.field === apkDescription.path) path = fieldText(scan, longestPath);
    else kind = kindOfField[scan.field] ?? kind;
  }
  return { path, kind };
}
