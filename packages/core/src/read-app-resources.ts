/** The app's resources, read only when its manifest points into them. */
import type { ArchiveEntry } from './archive/archive.js';
import { placeOf } from './archive/place.js';
import { type ResourceTable, readResources } from './binary/arsc/read-resources.js';
import { readProtoResources } from './binary/proto/read-resource-table.js';
import type { AppPart } from './containers/container.js';
import type { DiagnosticList } from './diagnostic-list.js';
import type { Limits } from './limits.js';
import type { Manifest, ManifestValue } from './manifest/manifest.js';

/** The resources of an app, and the entries they were read from. */
export interface AppResources {
  readonly table: ResourceTable;
  readonly entries: readonly ArchiveEntry[];
}

/** The table at the root of an APK, and of a module of a bundle. */
const tableReaders: ReadonlyMap<string, typeof readResources> = new Map([
  ['resources.arsc', readResources],
  ['resources.pb', readProtoResources],
]);

/**
 * The resources that the manifest points to, null when it points to none: those of the base, which comes first, and where these do not
 * tell, those of the other parts in turn. All tables together are bound by `maxResourceBytes`.
 */
export async function readAppResources(
  parts: readonly AppPart[],
  manifest: Manifest | null,
  limits: Limits,
  diagnostics: DiagnosticList,
): Promise<AppResources | null> {
  const wanted = new Set(manifest && referencesOf(manifest));
  if (wanted.size === 0) return null;
  const texts = new Map<number, string>();
  const entries: ArchiveEntry[] = [];
  let maxResourceBytes = limits.maxResourceBytes;
  for (const part of parts) {
    if (wanted.size === 0 || maxResourceBytes <= 0) break;
    const entry = tableOf(part);
    if (entry === undefined) continue;
    const read = await readTable(part, entry, { ...limits, maxResourceBytes }, diagnostics);
    if (read === null) continue;
    entries.push(entry);
    maxResourceBytes -= read.bytes;
    for (const id of wanted) {
      const text = read.table.lookup(id);
      if (text === null) continue;
      texts.set(id, text);
      wanted.delete(id);
    }
  }
  return { table: { lookup: (id) => texts.get(id) ?? null }, entries };
}

function tableOf({ archive: { entries } }: AppPart): ArchiveEntry | undefined {
  for (const table of tableReaders.keys()) {
    const entry = entries.find(({ name }) => name === table);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

async function readTable(
  { path, archive }: AppPart,
  entry: ArchiveEntry,
  limits: Limits,
  diagnostics: DiagnosticList,
): Promise<{ readonly table: ResourceTable; readonly bytes: number } | null> {
  const where = placeOf(entry, path);
  try {
    const { bytes, diagnostics: remarks } = await archive.read(entry, limits.maxResourceBytes);
    for (const remark of remarks) diagnostics.report(remark);
    const table = tableReaders.get(entry.name)!(bytes, limits, diagnostics.report, where);
    return { table, bytes: bytes.length };
  } catch (error) {
    diagnostics.keep(error, where);
    return null;
  }
}

function referencesOf({ label, versionName, versionCode, minSdk, targetSdk }: Manifest): readonly number[] {
  return [label, versionName, versionCode, minSdk, targetSdk].flatMap((value: ManifestValue | null) =>
    value !== null && 'reference' in value ? [value.reference] : [],
  );
}
