/** Container `aab`: an Android App Bundle, of which a store makes APKs; a folder for each module, manifests as protocol buffers. */

import type { Archive, ArchiveEntry } from '../archive/archive.js';
import { renamedArchive } from '../archive/renamed-archive.js';
import { isProtoXml } from '../binary/proto/is-proto-xml.js';
import { compareCodeUnits } from '../order.js';
import type { AppPart, Container } from './container.js';
import { headOf } from './opening.js';

/** Folders at the root that are no modules (bundletool, AppBundle.extractModules): signatures, and what never reaches a device. */
const noModules: ReadonlySet<string> = new Set(['META-INF', 'BUNDLE-METADATA']);

export const aab: Container = {
  id: 'aab',
  async open({ source, zip }, { report }) {
    if (zip === null) return null;
    const { archive, shape } = zip;
    const { manifest, hasDex, bundleConfig, moduleManifests } = shape;
    const [first] = moduleManifests;
    if (manifest !== null || hasDex || first === undefined) return null;
    if (bundleConfig === null && !isProtoXml(await headOf(archive, first, 8))) return null;

    for (const diagnostic of archive.diagnostics) report(diagnostic);
    const modules = modulesOf(archive);
    const parts = [...modules].map(
      ([name, entries]): AppPart => ({
        path: '',
        module: name,
        archive: moduleArchive(archive, name, entries),
        source,
      }),
    );
    const inModules = parts.reduce((sum, part) => sum + part.archive.entries.length, 0);
    const signed = { archive, source };
    return { kind: 'aab', parts, signed, entriesLeftOut: archive.entries.length - inModules };
  },
};

/** The entries of each module, the base first. */
function modulesOf({ entries }: Archive): ReadonlyMap<string, ArchiveEntry[]> {
  const modules = new Map<string, ArchiveEntry[]>();
  for (const entry of entries) {
    const slash = entry.name.indexOf('/');
    const module = entry.name.slice(0, Math.max(0, slash));
    if (slash < 1 || noModules.has(module)) continue;
    const own = modules.get(module);
    if (own) own.push(entry);
    else modules.set(module, [entry]);
  }
  const isBase = (name: string) => (name === 'base' ? 0 : 1);
  return new Map([...modules].sort(([a], [b]) => isBase(a) - isBase(b) || compareCodeUnits(a, b)));
}

/** A module with the names that its entries get in an APK, by which everybody knows them. */
function moduleArchive(archive: Archive, module: string, entries: readonly ArchiveEntry[]): Archive {
  const renamed = entries.map((entry) => ({ entry, name: nameInApk(entry.name.slice(module.length + 1)) }));
  return renamedArchive(archive, renamed);
}

/** `dex/`, `manifest/` and `root/` exist in bundles only; other folders are the same in both. */
function nameInApk(name: string): string {
  return name.replace(/^(?:dex|manifest|root)\//, '');
}
