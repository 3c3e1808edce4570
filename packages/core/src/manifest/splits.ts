/** The APKs of an app by what their manifests say: which is what, and which are not there. */
import { compareCodeUnits } from '../order.js';
import type { SplitFacts } from '../report.js';
import type { Manifest } from './manifest.js';

/** A manifest, and where the APK lies that it is of. */
export interface PlacedManifest {
  readonly manifest: Manifest;
  readonly path: string;
}

/** Base, features and configurations, the base first, then by name. */
export function describeSplits(apks: readonly PlacedManifest[]): readonly SplitFacts[] {
  const facts = apks.map(({ manifest, path }): SplitFacts => {
    return { name: manifest.split ?? 'base', kind: kindOf(manifest), path };
  });
  const rank = ({ kind }: SplitFacts): number => (kind === 'base' ? 0 : 1);
  return facts.sort(
    (a, b) => rank(a) - rank(b) || compareCodeUnits(a.name, b.name) || compareCodeUnits(a.path, b.path),
  );
}

/** Configurations of the base are called `config.en`, those of a feature `feature.config.en`; not all say so in an attribute. */
function kindOf({ split, configForSplit }: Manifest): SplitFacts['kind'] {
  if (split === null) return 'base';
  return configForSplit !== null || /(?:^|\.)config\./.test(split) ? 'config' : 'feature';
}

/** The meta-data by which Play's library, on older devices, knows that an app needs splits. */
const splitsRequired = 'com.android.vending.splits.required';

/**
 * What an app says that it needs and that is not among its APKs, as parts of a sentence; empty when it is whole, as far as its manifests
 * tell. Types of splits are required since Android 13 (PackageInstallerSession.validateApkInstallLocked), any split at all since 9.
 */
export function missingSplits(manifests: readonly Manifest[]): readonly string[] {
  const base = manifests.find(({ split }) => split === null);
  if (base === undefined) return [];
  const missing: string[] = [];
  const names = new Set(manifests.map(({ split }) => split));
  const present = new Set(manifests.flatMap(({ splitTypes }) => splitTypes));
  const types = new Set(manifests.flatMap(({ requiredSplitTypes }) => requiredSplitTypes));
  for (const type of [...types].sort(compareCodeUnits)) if (!present.has(type)) missing.push(typeInWords(type));
  if (types.size === 0 && names.size === 1 && requiresSplits(base)) missing.push('some split');
  const features = manifests.flatMap(({ configForSplit, usesSplits }) => [configForSplit ?? '', ...usesSplits]);
  for (const feature of [...new Set(features)].sort(compareCodeUnits)) {
    if (feature !== '' && !names.has(feature)) missing.push(`the feature ${feature}`);
  }
  return missing;
}

function requiresSplits({ isSplitRequired, metaData }: Manifest): boolean {
  return (
    isSplitRequired ||
    metaData.some(
      ({ name, value }) => name === splitsRequired && value !== null && 'text' in value && value.text === 'true',
    )
  );
}

const typeWords: Readonly<Record<string, string>> = {
  abi: 'native libraries',
  density: 'images',
  textures: 'textures',
  tier: 'assets for its class of devices',
  countries: 'assets for its country',
  module: 'a feature',
};

/** `base__abi` names a module and a kind of split (bundletool, RequiredSplitTypesInjector). */
function typeInWords(type: string): string {
  const words = typeWords[type.slice(type.lastIndexOf('__') + 2)];
  return words === undefined ? type : `${type} (${words})`;
}
