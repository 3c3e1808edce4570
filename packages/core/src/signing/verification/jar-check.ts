/** Checks who signed the `.SF` file of a v1 signature. */
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
import { invalid, notChecked, type Outcome, type VerifyBudget } from './check.js';

/** What is needed to check the v1 signatures of an app. */
export interface JarCheck {
  readonly apk: SignedApk;
  readonly limits: Limits;
  readonly platform: Pick<Platform, 'digest'>;
  readonly verify: Verify;
  readonly budget: VerifyBudget;
}

/** PKCS#9 attributes (RFC 5652, 11.2): the digest of what is signed. */
const messageDigest = '1.2.840.113549.1.9.4';

/** Digests by the beginning of the names of algorithms.ts. */
const digests: ReadonlyMap<string, DigestAlgorithm> = new Map([
  ['SHA1', 'SHA-1'],
  ['SHA256', 'SHA-256'],
  ['SHA384', 'SHA-384'],
  ['SHA512', 'SHA-512'],
]);

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
  const hash = digests.get(/^SHA\d+/.exec(algorithm)?.[0] ?? '');
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

/** All bytes of an entry, or null when it cannot be read, or is too large. */
export async function readWhole(entry: ArchiveEntry, { apk, limits, budget }: JarCheck): Promise<Uint8Array | null> {
  const maxBytes = Math.min(limits.maxEntryBytes, budget.bytesLeft);
  if (maxBytes <= 0) return null;
  try {
    const { bytes } = await apk.archive.read(entry, maxBytes);
    budget.bytesLeft -= bytes.length;
    return bytes;
  } catch (error) {
    if (!isScanError(error)) throw error;
    // An entry that goes past its limit is charged for what it cost.
    if (error.code === 'limit/entry-bytes') budget.bytesLeft -= maxBytes;
    return null;
  }
}
