/** Debian's aapt as an oracle: what it prints of an app, in our words, and what we read of the same app. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readResources } from '../../src/binary/arsc/read-resources.js';
import type { Diagnostic } from '../../src/errors.js';
import { defaultLimits } from '../../src/limits.js';
import { describeApp, type ManifestFacts } from '../../src/manifest/describe-app.js';
import { readManifest } from '../../src/manifest/read-manifest.js';
import { nodePlatform } from '../../src/node/platform.js';
import { fromBytes } from '../../src/source/from-bytes.js';

/** The facts that `aapt dump badging` prints, permissions by name, sorted. */
export type Badging = Omit<ManifestFacts, 'permissions'> & { readonly permissions: readonly string[] };

export const hasAapt = runs();

function runs(): boolean {
  try {
    return execFileSync('aapt', ['version']).length > 0;
  } catch {
    return false;
  }
}

/** What `aapt dump WHAT` prints; the APK is given by its path, or by its bytes. `more` comes after the path. */
export function aaptDump(what: string, apk: string | Uint8Array, ...more: readonly string[]): string {
  if (typeof apk === 'string') {
    return execFileSync('aapt', ['dump', '--values', what, apk, ...more], {
      encoding: 'utf8',
      maxBuffer: 2 ** 27,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }
  const folder = mkdtempSync(join(tmpdir(), 'aapt-'));
  try {
    writeFileSync(join(folder, 'app.apk'), apk);
    return aaptDump(what, join(folder, 'app.apk'), ...more);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `aapt dump badging`, read. aapt prints an empty text for what is missing; here that is null. */
export function badging(apk: string | Uint8Array): Badging {
  const printed = aaptDump('badging', apk);
  const first = (pattern: RegExp) => pattern.exec(printed)?.[1] || null;
  const permissions = [...printed.matchAll(/^uses-permission(?:-sdk-23)?: name='([^']*)'/gm)].map((match) => match[1]!);
  return {
    package: first(/^package: name='([^']*)'/m),
    label: first(/^application-label:'(.*)'$/m),
    versionName: first(/^package:.* versionName='([^']*)'/m),
    versionCode: first(/^package:.* versionCode='([^']*)'/m),
    minSdk: first(/^sdkVersion:'([^']*)'/m),
    targetSdk: first(/^targetSdkVersion:'([^']*)'/m),
    permissions: [...new Set(permissions)].sort(),
  };
}

/** The same facts as we read them, and what was reported on the way. */
export async function facts(apk: Uint8Array): Promise<{ facts: Badging; diagnostics: readonly Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const archive = await nodePlatform.openArchive(fromBytes(apk), '', defaultLimits);
  const read = async (name: string) => {
    const entry = archive.entries.find((one) => one.name === name);
    return entry === undefined ? null : (await archive.read(entry, 2 ** 28)).bytes;
  };
  const manifest = await read('AndroidManifest.xml');
  const table = await read('resources.arsc');
  const app = describeApp(
    manifest && readManifest(manifest, 'AndroidManifest.xml', defaultLimits, report),
    table && readResources(table, defaultLimits, report, 'resources.arsc'),
    report,
  );
  return { facts: { ...app, permissions: app.permissions.map(({ name }) => name) }, diagnostics };
}
