/** The manifests of an app: one of each APK or module, the main one first. */
import { placeOf } from './archive/place.js';
import type { AppPart, OpenedApp } from './containers/container.js';
import { manifestName } from './containers/zip-shape.js';
import type { Report } from './errors.js';
import type { Sink } from './extractors/sink.js';
import type { Manifest } from './manifest/manifest.js';
import { missingSplits, type PlacedManifest } from './manifest/splits.js';

/** A sink that keeps the manifests of the app itself, by where they lie. */
export interface ManifestCollection extends Pick<Sink, 'manifest'> {
  readonly byPlace: ReadonlyMap<string, Manifest>;
}

/** Starts a collection. Of several manifests at one place, which an archive can have, the first counts. */
export function collectManifests(): ManifestCollection {
  const byPlace = new Map<string, Manifest>();
  return {
    byPlace,
    manifest(manifest, entry, depth) {
      if (depth === 0 && !byPlace.has(entry)) byPlace.set(entry, manifest);
    },
  };
}

/** A part of an app, with its manifest and where that lies. */
export interface AppApk extends PlacedManifest {
  readonly where: string;
}

/** The parts of an app that have a manifest, in their order. */
export function apksOf({ parts }: OpenedApp, { byPlace }: ManifestCollection): readonly AppApk[] {
  return parts.flatMap((part) => {
    const entry = part.archive.entries.find(({ name }) => name === manifestName);
    const where = entry === undefined ? undefined : placeOf(entry, part.path);
    const manifest = where === undefined ? undefined : (byPlace.get(where) ?? part.manifest);
    return where === undefined || !manifest ? [] : [{ manifest, where, path: pathOf(part) }];
  });
}

function pathOf({ path, module }: AppPart): string {
  return module ?? path;
}

/** Whether an app is one APK, or no APK at all, of which a list of parts would say nothing. */
export function inOnePiece({ kind }: OpenedApp, apks: readonly AppApk[]): boolean {
  return kind !== 'split-set' && kind !== 'aab' && apks.every(({ manifest }) => manifest.split === null);
}

/** Reports what is not there of an app: `app/missing-splits`, and `app/no-base` for a split alone. */
export function reportSplits({ kind }: OpenedApp, apks: readonly AppApk[], report: Report): void {
  // A store makes the APKs of a bundle, and writes down then which of them go together.
  if (kind === 'aab') return;
  const [main] = apks;
  if (kind === 'apk' && main && main.manifest.split !== null) {
    const message = `Expected an app; this is only its split ${main.manifest.split}.`;
    report({ code: 'app/no-base', where: [{ entry: main.where }], message });
  }
  const missing = missingSplits(apks.map(({ manifest }) => manifest));
  if (missing.length === 0) return;
  const base = apks.find(({ manifest }) => manifest.split === null)!;
  const message = `Expected all that the app needs; missing: ${missing.join(', ')}.`;
  report({ code: 'app/missing-splits', where: [{ entry: base.where }], message });
}
