/** The real APKs that come as devDependencies, and the DEX files in them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { openTolerantArchive } from '../../../src/archive/tolerant-archive.js';
import { isDex } from '../../../src/binary/dex/header.js';
import { defaultLimits } from '../../../src/limits.js';
import { beginsWith } from '../../../src/magic.js';
import { nodeInflater } from '../../../src/node/inflate.js';
import { fromBytes } from '../../../src/source/from-bytes.js';

/** Package, path of the APK in it, and the classes that all its DEX files define, counted by two other readers. */
export const realApks = [
  ['android-apidemos', 'apks/ApiDemos-debug.apk', 5074],
  ['appium-uiautomator2-server', 'apks/appium-uiautomator2-server-v10.6.6.apk', 9575],
  ['appium-uiautomator2-server', 'apks/appium-uiautomator2-server-debug-androidTest.apk', 215],
  ['io.appium.settings', 'apks/settings_apk-debug.apk', 5846],
  ['@devicefarmer/minicap-prebuilt', 'prebuilt/noarch/minicap.apk', 4458],
  ['@devicefarmer/stf', 'vendor/STFService/STFService.apk', 2650],
] as const;

export interface DexEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Every DEX of an APK, found by its first bytes, those of nested archives included. */
export async function dexFilesOf(packageName: string, path: string): Promise<DexEntry[]> {
  const require = createRequire(new URL('../../../../../test/package.json', import.meta.url));
  return dexFilesIn(readFileSync(join(dirname(require.resolve(`${packageName}/package.json`)), path)));
}

/** The same of an APK in memory. */
export async function dexFilesIn(apk: Uint8Array): Promise<DexEntry[]> {
  const archive = await openTolerantArchive(fromBytes(apk), '', defaultLimits, nodeInflater);
  const found: DexEntry[] = [];
  for (const entry of archive.entries) {
    const head = await archive.head(entry, 8);
    const nested = beginsWith(head, 'zip');
    if (!nested && !isDex(head)) continue;
    const { bytes } = await archive.read(entry, defaultLimits.maxEntryBytes);
    found.push(...(nested ? await dexFilesIn(bytes) : [{ name: entry.name, bytes }]));
  }
  return found;
}
