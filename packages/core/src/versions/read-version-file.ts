/** Files in which libraries leave their versions when a build merges them into an app: which they are, and what they say. */
import type { Report } from '../errors.js';
import type { LibraryVersion } from '../extractors/sink.js';
import { groupOf } from './client-groups.js';
import { isLibrary, isVersion } from './library-version.js';
import { type Property, readProperties } from './properties.js';

/** What a kind of file says: a library and its version, as they stand there; null where the file is another than its name says. */
type Reader = (bytes: Uint8Array, path: RegExpExecArray) => { library: string; version: Property } | null;

/** The kinds, by where they lie; in an app bundle what is at the root of the app is in `base/root/`. */
const kinds: readonly (readonly [path: RegExp, read: Reader])[] = [
  [/^(?:[^/]+\/root\/)?META-INF\/([^/]+)\.version$/, readVersionLine],
  [/^(?:[^/]+\/root\/)?META-INF\/com\/android\/build\/gradle\/app-metadata\.properties$/, readAppMetadata],
  [/^(?:[^/]+\/root\/)?META-INF\/(?:.+\/)?pom\.properties$/, readPom],
  [/^(?:[^/]+\/root\/)?([^/]+)\.properties$/, readClient],
];

/** Whether an entry of this name may state the version of a library. */
export function isVersionFile(name: string): boolean {
  // Asked of every entry of an app, of which hardly any ends so.
  return (name.endsWith('.version') || name.endsWith('.properties')) && kinds.some(([path]) => path.test(name));
}

/**
 * Reads the version that an entry states:
 *
 * - `META-INF/androidx.core_core.version` (AndroidX, Material, kotlinx): one line, the version; the name is group and name;
 * - `META-INF/maven/group/name/pom.properties` and others of that name (Maven's archiver): `groupId`, `artifactId`, `version`;
 * - `play-services-base.properties`, `firebase-common.properties` and their like at the root: `client` and `version`;
 * - `META-INF/com/android/build/gradle/app-metadata.properties`: the Android Gradle plugin that built the app.
 *
 * Null where it states none; `versions/unreadable` where it should and what stands there is no version or no name. Properties at the
 * root that state no client are the app's own, and no damage.
 *
 * @param name of the entry inside its archive
 * @param where path of the entry inside the input
 */
export function readVersionFile(name: string, bytes: Uint8Array, where: string, report: Report): LibraryVersion | null {
  for (const [pattern, read] of kinds) {
    const path = pattern.exec(name);
    if (path === null) continue;
    const stated = read(bytes, path);
    if (stated === null) return null;
    const { library, version } = stated;
    if (isVersion(version.value) && isLibrary(library)) {
      return { library, version: version.value, where: { entry: where, offset: version.offset } };
    }
    const what = isVersion(version.value) ? 'name of a library' : 'version';
    const message = `expected the ${what}, found something else.`;
    report({ code: 'versions/unreadable', where: [{ entry: where, offset: version.offset }], message });
    return null;
  }
  return null;
}

/** What the build of AndroidX once wrote by mistake in place of the version, in many releases: a file without version, no damage. */
const placeholder = /^task ':[^']*' property 'version'$/;
/** Longer than any version; one byte more tells that the line goes on. */
const maxLineBytes = 256;

function readVersionLine(bytes: Uint8Array, [, stem = '']: RegExpExecArray): ReturnType<Reader> {
  const line = /^[^\r\n]*/.exec(String.fromCharCode(...bytes.subarray(0, maxLineBytes)))?.[0] ?? '';
  if (placeholder.test(line.trim())) return null;
  // `group_name`, where groups have dots and no underscores; `kotlinx_coroutines_core` is no group and name.
  const group = stem.slice(0, Math.max(0, stem.indexOf('_')));
  const library = group.includes('.') ? `${group}:${stem.slice(group.length + 1)}` : stem;
  return { library, version: { value: line.trim(), offset: line.length - line.trimStart().length } };
}

const nothing: Property = { value: '', offset: 0 };

function readPom(bytes: Uint8Array, [path]: RegExpExecArray): ReturnType<Reader> {
  const found = readProperties(bytes, ['groupId', 'artifactId', 'version']);
  const [, group = '', name = ''] = /META-INF\/maven\/([^/]+)\/([^/]+)\/pom\.properties$/.exec(path) ?? [];
  const library = `${found.get('groupId')?.value ?? group}:${found.get('artifactId')?.value ?? name}`;
  return { library, version: found.get('version') ?? nothing };
}

function readClient(bytes: Uint8Array): ReturnType<Reader> {
  const found = readProperties(bytes, ['client', 'version']);
  const client = found.get('client')?.value;
  if (client === undefined) return null;
  const group = groupOf(client);
  return { library: group === null ? client : `${group}:${client}`, version: found.get('version') ?? nothing };
}

function readAppMetadata(bytes: Uint8Array): ReturnType<Reader> {
  const version = readProperties(bytes, ['androidGradlePluginVersion']).get('androidGradlePluginVersion');
  return { library: 'com.android.tools.build:gradle', version: version ?? nothing };
}
