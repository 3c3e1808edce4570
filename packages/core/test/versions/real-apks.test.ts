/** The version files of real apps: each one says what the entry and its text say to a person. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { openTolerantArchive } from '../../src/archive/tolerant-archive.js';
import { defaultLimits } from '../../src/limits.js';
import { nodeInflater } from '../../src/node/inflate.js';
import { fromBytes } from '../../src/source/from-bytes.js';
import { isVersionFile, readVersionFile } from '../../src/versions/read-version-file.js';

const require = createRequire(new URL('../../../../test/package.json', import.meta.url));

async function versionsOf(packageName: string, path: string): Promise<{ said: string[]; codes: string[] }> {
  const apk = readFileSync(join(dirname(require.resolve(`${packageName}/package.json`)), path));
  const archive = await openTolerantArchive(fromBytes(apk), '', defaultLimits, nodeInflater);
  const said: string[] = [];
  const codes: string[] = [];
  for (const entry of archive.entries) {
    if (!isVersionFile(entry.name)) continue;
    const { bytes } = await archive.read(entry, defaultLimits.maxEntryBytes);
    const found = readVersionFile(entry.name, bytes, entry.name, ({ code }) => codes.push(code));
    if (found !== null) said.push(`${found.library} ${found.version}`);
  }
  return { said: said.sort(), codes };
}

it('io.appium.settings: 14 of AndroidX, two of kotlinx, four of Play services, and the plugin', async () => {
  expect(await versionsOf('io.appium.settings', 'apks/settings_apk-debug.apk')).toEqual({
    said: [
      ...['androidx.activity:activity 1.0.0', 'androidx.annotation:annotation-experimental 1.3.0'],
      ...['androidx.arch.core:core-runtime 2.1.0', 'androidx.core:core 1.9.0', 'androidx.customview:customview 1.0.0'],
      ...['androidx.fragment:fragment 1.1.0', 'androidx.lifecycle:lifecycle-livedata 2.0.0'],
      ...['androidx.lifecycle:lifecycle-livedata-core 2.0.0', 'androidx.lifecycle:lifecycle-runtime 2.3.1'],
      ...['androidx.lifecycle:lifecycle-viewmodel 2.1.0', 'androidx.loader:loader 1.0.0'],
      ...['androidx.savedstate:savedstate 1.0.0', 'androidx.versionedparcelable:versionedparcelable 1.1.1'],
      ...['androidx.viewpager:viewpager 1.0.0', 'com.android.tools.build:gradle 9.3.1'],
      ...['com.google.android.gms:play-services-base 18.9.0', 'com.google.android.gms:play-services-basement 18.9.0'],
      ...['com.google.android.gms:play-services-location 21.4.0', 'com.google.android.gms:play-services-tasks 18.4.0'],
      ...['kotlinx_coroutines_android 1.7.3', 'kotlinx_coroutines_core 1.7.3'],
    ],
    codes: [],
  });
});

it('appium-uiautomator2-server: properties of other libraries at its root are none', async () => {
  expect(await versionsOf('appium-uiautomator2-server', 'apks/appium-uiautomator2-server-v10.6.6.apk')).toEqual({
    said: [
      ...['androidx.test.uiautomator:uiautomator 2.3.0', 'androidx.tracing:tracing 1.1.0'],
      ...['com.android.tools.build:gradle 8.13.1', 'kotlinx_coroutines_core 1.8.1'],
    ],
    codes: [],
  });
});

it.each([
  ['android-apidemos', 'apks/ApiDemos-debug.apk', 31],
  ['@devicefarmer/minicap-prebuilt', 'prebuilt/noarch/minicap.apk', 34],
  ['@devicefarmer/stf', 'vendor/STFService/STFService.apk', 7],
])('%s: every version file says something', async (packageName, path, files) => {
  const { said, codes } = await versionsOf(packageName, path);
  expect(codes).toEqual([]);
  expect(said).toHaveLength(files);
});
