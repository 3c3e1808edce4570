/** Says who an app is: the facts of its manifest, references into resources.arsc resolved. */
import type { ResourceTable } from '../binary/arsc/read-resources.js';
import { hex8 } from '../binary/typed-value.js';
import type { Report } from '../errors.js';
import { compareCodeUnits } from '../order.js';
import type { AppFacts } from '../report.js';
import { withImpliedPermissions } from './implied-permissions.js';
import type { Manifest, ManifestValue } from './manifest.js';
import { protectionOf } from './permissions.js';

/** The facts of a report that the manifest tells. */
export type ManifestFacts = Pick<
  AppFacts,
  'package' | 'label' | 'versionName' | 'versionCode' | 'minSdk' | 'targetSdk' | 'permissions'
>;

/**
 * The facts that a report states of an app, as `aapt dump badging` does; the permissions include those that Android adds on its
 * own. Reports `arsc/unresolved` for a reference that leads to no value, in the manifest at `where`; the fact is null then.
 */
export function describeApp(
  manifest: Manifest | null,
  resources: ResourceTable | null,
  report: Report,
  where = 'AndroidManifest.xml',
): ManifestFacts {
  if (manifest === null) return nothing;
  const resolve = (what: string, value: ManifestValue | null): string | null => {
    if (value === null) return null;
    if ('text' in value) return value.text;
    const text = resources?.lookup(value.reference) ?? null;
    if (text === null) {
      const message = `expected the ${what} in resource 0x${hex8(value.reference)}, which leads to no value`;
      report({ code: 'arsc/unresolved', where: [{ entry: where }], message });
    }
    return text;
  };
  const minSdk = decimal(resolve('minSdkVersion', manifest.minSdk));
  const targetSdk = decimal(resolve('targetSdkVersion', manifest.targetSdk));
  const permissions = withImpliedPermissions(manifest.usesPermissions, apiLevel(minSdk, targetSdk));
  return {
    package: manifest.package,
    label: resolve('label', manifest.label),
    versionName: resolve('versionName', manifest.versionName),
    versionCode: decimal(resolve('versionCode', manifest.versionCode)),
    minSdk,
    targetSdk,
    permissions: [...permissions]
      .sort(compareCodeUnits)
      .map((name) => ({ name, protection: protectionOf(name, manifest.declaredPermissions) })),
  };
}

const nothing: ManifestFacts = {
  package: null,
  label: null,
  versionName: null,
  versionCode: null,
  minSdk: null,
  targetSdk: null,
  permissions: [],
};

/** A number that the binary form keeps as hexadecimal, in decimal; other text as it is. */
function decimal(text: string | null): string | null {
  return text !== null && /^0x[0-9a-f]{1,8}$/i.test(text) ? String(Number.parseInt(text, 16)) : text;
}

/** The level that the app targets: the higher of the two, 0 without either; a code name is newer than every number. */
function apiLevel(minSdk: string | null, targetSdk: string | null): number {
  const levels = [minSdk ?? '0', targetSdk ?? '0'].map((text) =>
    /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY,
  );
  return Math.max(...levels);
}
