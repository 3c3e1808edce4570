/** The real JARs and AARs that come as devDependencies, and the class files in them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { openTolerantArchive } from '../../../src/archive/tolerant-archive.js';
import { isClassFile } from '../../../src/binary/class-file/is-class-file.js';
import { defaultLimits } from '../../../src/limits.js';
import { beginsWith } from '../../../src/magic.js';
import { nodeInflater } from '../../../src/node/inflate.js';
import { fromBytes } from '../../../src/source/from-bytes.js';

const kochava = 'react-native-kochava-tracker';

/** Package, path of the JAR or AAR in it, and the classes it defines, counted by two other readers. */
export const realLibraries = [
  ['jpush-phonegap-plugin', 'src/android/libs/jpush-android-4.8.1.jar', 484],
  ['cordova-plugin-hockeyapp', 'src/android/HockeySDK-Android/HockeySDK-Android-5.2.0.aar', 157],
  ['react-native-wechat', 'android/libs/libammsdk.jar', 158],
  ['expokit', 'maven/host/exp/exponent/expo-branch/2.2.1/expo-branch-2.2.1.aar', 17],
  ['com.google.playservices', 'libs/google-play-services_lib/libs/google-play-services.jar', 3422],
  [kochava, 'android/libs/KochavaTracker.aar', 211],
] as const;

export interface ClassEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Every class file of a library, found by its first bytes, those of nested archives included. */
export async function classFilesOf(packageName: string, path: string): Promise<ClassEntry[]> {
  const require = createRequire(new URL('../../../../../test/package.json', import.meta.url));
  const manifest = require.resolve(`${packageName}/package.json`);
  return classFilesIn(readFileSync(join(dirname(manifest), path)));
}

async function classFilesIn(library: Uint8Array): Promise<ClassEntry[]> {
  const archive = await openTolerantArchive(fromBytes(library), '', defaultLimits, nodeInflater);
  const found: ClassEntry[] = [];
  for (const entry of archive.entries) {
    const head = await archive.head(entry, 8);
    const nested = beginsWith(head, 'zip');
    if (!nested && !isClassFile(head)) continue;
    const { bytes } = await archive.read(entry, defaultLimits.maxEntryBytes);
    found.push(...(nested ? await classFilesIn(bytes) : [{ name: entry.name, bytes }]));
  }
  return found;
}
