/** ZipShape: what the names in a ZIP say of the app inside, found in one pass. */
import type { ArchiveEntry } from '../archive/archive.js';

/** Entries by the place at which build tools put them; how they begin decides. */
export interface ZipShape {
  /** `AndroidManifest.xml` at the root: the manifest of an APK, or of a library. */
  readonly manifest: ArchiveEntry | null;
  /** Whether `classes.dex`, `classes2.dex` … lie at the root. */
  readonly hasDex: boolean;
  /** `classes.jar` at the root: the code of a library. */
  readonly classesJar: ArchiveEntry | null;
  /** The first few entries called `*.class`. */
  readonly classFiles: readonly ArchiveEntry[];
  /** `AndroidManifest.xml` in the folder `manifest` of each module of a bundle. */
  readonly moduleManifests: readonly ArchiveEntry[];
  /** `BundleConfig.pb` at the root, which every bundle has. */
  readonly bundleConfig: ArchiveEntry | null;
}

/** The name under which Android looks for the manifest. */
export const manifestName = 'AndroidManifest.xml';

const dexName = /^classes\d*\.dex$/;
const moduleManifest = /^[^/]+\/manifest\/AndroidManifest\.xml$/;
/** So many class files are looked at before an archive that calls everything one is believed to have none. */
const fewClassFiles = 16;

/** Looks for entries of these names; apps have tens of thousands, of which nearly none is asked more than its last letter. */
export function shapeOf(entries: readonly ArchiveEntry[]): ZipShape {
  let manifest: ArchiveEntry | null = null;
  let classesJar: ArchiveEntry | null = null;
  let bundleConfig: ArchiveEntry | null = null;
  let hasDex = false;
  const classFiles: ArchiveEntry[] = [];
  const moduleManifests: ArchiveEntry[] = [];
  for (const entry of entries) {
    const { name } = entry;
    switch (name.charCodeAt(name.length - 1)) {
      case lastOf.xml:
        if (name === manifestName) manifest ??= entry;
        else if (moduleManifest.test(name)) moduleManifests.push(entry);
        break;
      case lastOf.dex:
        hasDex ||= dexName.test(name);
        break;
      case lastOf.jar:
        if (name === 'classes.jar') classesJar ??= entry;
        break;
      case lastOf.class:
        if (classFiles.length < fewClassFiles && name.endsWith('.class')) classFiles.push(entry);
        break;
      case lastOf.pb:
        if (name === 'BundleConfig.pb') bundleConfig ??= entry;
        break;
    }
  }
  return { manifest, hasDex, classesJar, classFiles, moduleManifests, bundleConfig };
}

const lastOf = { xml: 0x6c, dex: 0x78, jar: 0x72, class: 0x73, pb: 0x62 } as const;
