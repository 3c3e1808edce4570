/** The app's resources.arsc, read only when its manifest points into it. */
import type { Archive, ArchiveEntry } from './archive/archive.js';
import { type ResourceTable, readResources } from './binary/arsc/read-resources.js';
import type { DiagnosticList } from './diagnostic-list.js';
import type { Limits } from './limits.js';
import type { Manifest, ManifestValue } from './manifest/manifest.js';

/** The resource table of an app, and the entry it was read from. */
export interface AppResources {
  readonly table: ResourceTable;
  readonly entry: ArchiveEntry;
}

/** The resource table at the root of the archive, or null when it is not needed, not there or not readable. */
export async function readAppResources(
  archive: Archive,
  manifest: Manifest | null,
  limits: Limits,
  diagnostics: DiagnosticList,
): Promise<AppResources | null> {
  if (!manifest || !pointsIntoResources(manifest)) return null;
  const entry = archive.entries.find(({ name }) => name === 'resources.arsc');
  if (!entry) return null;
  try {
    const { bytes, diagnostics: remarks } = await archive.read(entry, limits.maxResourceBytes);
    for (const remark of remarks) diagnostics.report(remark);
    return { table: readResources(bytes, limits, diagnostics.report, entry.name), entry };
  } catch (error) {
    diagnostics.keep(error, entry.name);
    return null;
  }
}

function pointsIntoResources({ label, versionName, versionCode, minSdk, targetSdk }: Manifest): boolean {
  return [label, versionName, versionCode, minSdk, targetSdk].some(
    (value: ManifestValue | null) => value !== null && 'reference' in value,
  );
}
