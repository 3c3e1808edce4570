/** Reads BundleConfig.pb (android.bundle.BundleConfig): which bundletool built the bundle. */
import type { Report } from '../../errors.js';
import { lastText } from './item.js';
import { bundleConfig, bundletool } from './schema.js';
import { nextField, scanProto, wireTypes } from './wire.js';

/** UTF-16 units of a version; `1.15.6` has six. */
const longestVersion = 64;

/** The version of bundletool, null when the file states none. Reports `proto/truncated` and `proto/bad-field`. */
export function readBundletoolVersion(bytes: Uint8Array, report: Report, where: string): string | null {
  const scan = scanProto(bytes, report, where);
  let version = '';
  for (let at = nextField(scan, 0, bytes.length); at > 0; at = nextField(scan, at, bytes.length)) {
    if (scan.field !== bundleConfig.bundletool || scan.type !== wireTypes.length) continue;
    version = lastText(scan, scan.start, scan.end, bundletool.version, longestVersion);
  }
  scan.damage.flush();
  return version === '' ? null : version;
}
