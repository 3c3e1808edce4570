/** Checks what a v1 signature signs: whether the `.SF` file fits MANIFEST.MF, and whether that fits the entries. */
import type { ArchiveEntry } from '../../archive/archive.js';
import type { DigestAlgorithm } from '../../platform.js';
import { sameBytes } from '../byte-reader.js';
import { invalid, notChecked, type Outcome, valid } from './check.js';
import { type JarCheck, readWhole } from './jar-check.js';
import { type Attributes, type JarManifest, type JarSection, readJarManifest } from './jar-manifest.js';

const manifestName = 'META-INF/MANIFEST.MF';

/** Digests in a manifest, the strongest first, by the names that Java writes before `-Digest`. */
const digestNames: readonly (readonly [name: string, algorithm: DigestAlgorithm])[] = [
  ['sha-512', 'SHA-512'],
  ['sha-384', 'SHA-384'],
  ['sha-256', 'SHA-256'],
  ['sha1', 'SHA-1'],
  ['sha-1', 'SHA-1'],
];

/** The digests of all entries, and the manifest that has them; the same for all v1 signatures. */
export interface EntriesCheck {
  readonly manifest: Uint8Array | null;
  readonly entries: Outcome;
}

/** Whether each entry outside META-INF, and each that MANIFEST.MF names, has its digest there. */
export async function checkEntries(check: JarCheck): Promise<EntriesCheck> {
  const { archive } = check.apk;
  const entry = archive.entries.find(({ name }) => name === manifestName);
  const manifest = (entry && (await readWhole(entry, check))) ?? null;
  if (manifest === null) return { manifest, entries: notChecked('MANIFEST.MF cannot be read.') };
  const { sections } = readJarManifest(manifest);
  const names = new Set(archive.entries.map(({ name }) => name));
  for (const name of sections.keys()) {
    // Names of folders are left out of an archive's entries.
    if (names.has(name) || name.endsWith('/')) continue;
    return { manifest, entries: invalid(`MANIFEST.MF names ${JSON.stringify(name)}, which is not in the archive.`) };
  }
  for (const one of archive.entries) {
    const outcome = await checkEntry(one, sections, check);
    if (outcome !== valid) return { manifest, entries: outcome };
  }
  return { manifest, entries: valid };
}

/**
 * Whether the `.SF` file signs what MANIFEST.MF says of each entry. It has to name them all; their digests are compared only where
 * that of MANIFEST.MF as a whole does not fit, since something may have been added to it later.
 */
export async function checkManifest(
  signed: Uint8Array | null,
  { manifest, entries }: EntriesCheck,
  { platform }: JarCheck,
): Promise<Outcome> {
  if (manifest === null) return entries;
  if (signed === null) return notChecked('The .SF file cannot be read.');
  const signedFile = readJarManifest(signed);
  const { main, sections } = readJarManifest(manifest);
  const fits = async (section: JarSection | undefined, suffix: string, bytes: Uint8Array) => {
    const stated = section && digestIn(section.attributes, suffix);
    return stated ? sameBytes(stated.value, await platform.digest(stated.algorithm, bytes)) : null;
  };
  const unchanged = (await fits(signedFile.main, '-digest-manifest', manifest)) === true;
  if (!unchanged && (await fits(signedFile.main, '-digest-manifest-main-attributes', main.bytes)) === false) {
    return invalid('The .SF file signs another main section of MANIFEST.MF.');
  }
  for (const [name, { bytes }] of sections) {
    const section = signedFile.sections.get(name);
    if (section && (unchanged || (await fits(section, '-digest', bytes)))) continue;
    return invalid(`The .SF file does not sign what MANIFEST.MF says of ${JSON.stringify(name)}.`);
  }
  return entries;
}

async function checkEntry(entry: ArchiveEntry, sections: JarManifest['sections'], check: JarCheck): Promise<Outcome> {
  const attributes = sections.get(entry.name)?.attributes;
  if (attributes === undefined && entry.name.startsWith('META-INF/')) return valid;
  const name = JSON.stringify(entry.name);
  if (attributes === undefined) return invalid(`The entry ${name} is not in MANIFEST.MF.`);
  const stated = digestIn(attributes, '-digest');
  if (stated === null) return notChecked(`The digest of ${name} in MANIFEST.MF is of a kind that is not checked.`);
  const bytes = await readWhole(entry, check);
  if (bytes === null) return notChecked(`The entry ${name} cannot be read within the limits.`);
  const found = await check.platform.digest(stated.algorithm, bytes);
  return sameBytes(found, stated.value) ? valid : invalid(`The entry ${name} has another digest than in MANIFEST.MF.`);
}

/** The strongest digest among the attributes. */
function digestIn(attributes: Attributes, suffix: string): { algorithm: DigestAlgorithm; value: Uint8Array } | null {
  for (const [name, algorithm] of digestNames) {
    const text = attributes.get(name + suffix);
    const value = text === undefined ? null : fromBase64(text.trim());
    if (value) return { algorithm, value };
  }
  return null;
}

function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
