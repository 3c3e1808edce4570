/** Checks one v1 signature: who signed the `.SF` file, whether that fits MANIFEST.MF, and whether that fits the entries. */
import type { ArchiveEntry } from '../../archive/archive.js';
import { isScanError } from '../../errors.js';
import type { Limits } from '../../limits.js';
import type { DigestAlgorithm, Platform } from '../../platform.js';
import { bytesOf, childrenOf, contentOf, oidOf } from '../asn1.js';
import { sameBytes } from '../byte-reader.js';
import { parseCertificate } from '../certificate.js';
import type { SignedApk } from '../collect-signatures.js';
import type { JarSignature } from '../jar-signatures.js';
import { findSigner, identityOf, parseSignedData, type SignerInfo } from '../pkcs7.js';
import type { Verify } from './block-check.js';
import { invalid, notChecked, type Outcome, valid } from './check.js';
import { type Attributes, type JarManifest, readJarManifest } from './jar-manifest.js';

/** What is needed to check the v1 signatures of an app. */
export interface JarCheck {
  readonly apk: SignedApk;
  readonly limits: Limits;
  readonly platform: Pick<Platform, 'digest'>;
  readonly verify: Verify;
}

const manifestName = 'META-INF/MANIFEST.MF';
/** PKCS#9 attributes (RFC 5652, 11.2): the digest of what is signed. */
const messageDigest = '1.2.840.113549.1.9.4';

/** Digests in a manifest, the strongest first, by the names that Java writes before `-Digest`. */
const digestNames: readonly (readonly [name: string, algorithm: DigestAlgorithm])[] = [
  ['sha-512', 'SHA-512'],
  ['sha-384', 'SHA-384'],
  ['sha-256', 'SHA-256'],
  ['sha1', 'SHA-1'],
  ['sha-1', 'SHA-1'],
];

/** Whether the key of a certificate in the file signed the `.SF` file; the first SignerInfo that did, as Android 7 and later take it. */
export async function checkJarSignature(
  { bytes, signs }: JarSignature,
  check: JarCheck,
): Promise<{ signature: Outcome; certificate: Uint8Array | null; signed: Uint8Array | null }> {
  const data = parseSignedData(bytes);
  const signed = await readWhole(signs, check);
  if (data === null || signed === null) {
    return { signature: notChecked('The signature file cannot be read.'), certificate: null, signed };
  }
  const parts = data.certificates.map(parseCertificate);
  const identities = parts.map(identityOf);
  let found: { signature: Outcome; certificate: Uint8Array } | null = null;
  for (const signer of data.signers) {
    const index = findSigner(signer.identifier, identities);
    const [certificate, key] = [data.certificates[index], parts[index]?.publicKey];
    if (certificate === undefined || key === undefined) continue;
    const signature = await checkSignerInfo(signer, bytesOf(key), signed, check);
    if (signature.result === 'valid') return { signature, certificate, signed };
    found ??= { signature, certificate };
  }
  return {
    ...(found ?? { signature: invalid('The signature names no certificate in it.'), certificate: null }),
    signed,
  };
}

/** RFC 5652, 5.4: with signed attributes, those are signed, as a SET, and hold the digest of the file. */
async function checkSignerInfo(
  { algorithm, signedAttributes, signature }: SignerInfo,
  key: Uint8Array,
  file: Uint8Array,
  { platform, verify }: JarCheck,
): Promise<Outcome> {
  if (algorithm === null) return notChecked('The signature does not say its algorithm.');
  if (signedAttributes === undefined) return verify(algorithm, key, file, signature);
  const hash = digestNames.find(
    ([name]) => name.replace('-', '') === /^SHA\d+/.exec(algorithm)?.[0].toLowerCase(),
  )?.[1];
  if (hash === undefined) return notChecked(`The digest of ${algorithm} is of a kind that is not checked.`);
  const attribute = childrenOf(signedAttributes).find((one) => oidOf(childrenOf(one)[0]) === messageDigest);
  const stated = childrenOf(childrenOf(attribute)[1])[0];
  if (stated === undefined || !sameBytes(contentOf(stated), await platform.digest(hash, file))) {
    return invalid('The signature is over another file than its .SF file.');
  }
  const set = bytesOf(signedAttributes).slice();
  set[0] = 0x31;
  return verify(algorithm, key, set, signature);
}

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
  const whole = digestIn(signedFile.main, '-digest-manifest');
  const unchanged = whole !== null && sameBytes(whole.value, await platform.digest(whole.algorithm, manifest));
  for (const [name, { bytes }] of readJarManifest(manifest).sections) {
    const section = signedFile.sections.get(name);
    const stated = section && digestIn(section.attributes, '-digest');
    if (section && unchanged) continue;
    if (stated && sameBytes(stated.value, await platform.digest(stated.algorithm, bytes))) continue;
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
  if (bytes === null) return notChecked(`The entry ${name} cannot be read.`);
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

async function readWhole(entry: ArchiveEntry, { apk, limits }: JarCheck): Promise<Uint8Array | null> {
  try {
    return (await apk.archive.read(entry, limits.maxEntryBytes)).bytes;
  } catch (error) {
    if (!isScanError(error)) throw error;
    return null;
  }
}
