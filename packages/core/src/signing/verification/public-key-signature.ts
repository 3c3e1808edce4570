/** Verifies a signature with Web Crypto, where that knows the algorithm: RSA and ECDSA, but not DSA. */
import type { DigestAlgorithm } from '../../platform.js';
import { childrenOf, contentOf, isTagged, parseAsn1, tags } from '../asn1.js';
import { describePublicKey } from '../public-key.js';
import { invalid, notChecked, type Outcome, valid } from './check.js';

interface Kind {
  readonly name: 'RSASSA-PKCS1-v1_5' | 'RSA-PSS' | 'ECDSA';
  readonly hash: DigestAlgorithm;
  readonly saltLength?: number;
}

/** By the names of algorithms.ts. The salt of RSA-PSS is as long as the hash (source.android.com, Signature Algorithm IDs). */
const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['SHA1withRSA', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-1' }],
  ['SHA256withRSA', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }],
  ['SHA384withRSA', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384' }],
  ['SHA512withRSA', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' }],
  ['SHA256withRSA (verity)', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }],
  ['SHA256withRSA/PSS', { name: 'RSA-PSS', hash: 'SHA-256', saltLength: 32 }],
  ['SHA512withRSA/PSS', { name: 'RSA-PSS', hash: 'SHA-512', saltLength: 64 }],
  ['SHA1withECDSA', { name: 'ECDSA', hash: 'SHA-1' }],
  ['SHA256withECDSA', { name: 'ECDSA', hash: 'SHA-256' }],
  ['SHA384withECDSA', { name: 'ECDSA', hash: 'SHA-384' }],
  ['SHA512withECDSA', { name: 'ECDSA', hash: 'SHA-512' }],
  ['SHA256withECDSA (verity)', { name: 'ECDSA', hash: 'SHA-256' }],
]);

/** Curves of Web Crypto, and the bytes of a number on each. */
const numberBytes: ReadonlyMap<string, number> = new Map([
  ['P-256', 32],
  ['P-384', 48],
  ['P-521', 66],
]);

/**
 * Whether `signature` over `data` was made with the private key to `publicKey`.
 * @param algorithm a name of algorithms.ts, such as `SHA256withRSA`
 * @param publicKey SubjectPublicKeyInfo, DER
 */
export async function verifySignature(
  algorithm: string,
  publicKey: Uint8Array,
  data: Uint8Array,
  signature: Uint8Array,
): Promise<Outcome> {
  const kind = kinds.get(algorithm);
  if (kind === undefined) return notChecked(`Web Crypto does not know the algorithm ${algorithm}.`);
  const info = parseAsn1(publicKey);
  const curve = (info && describePublicKey(info)?.curve) ?? '';
  const width = numberBytes.get(curve);
  if (kind.name === 'ECDSA' && width === undefined) {
    return notChecked(`Web Crypto does not know the curve ${curve || 'of the key'}.`);
  }
  const raw = width === undefined ? signature : plainEcdsa(signature, width);
  if (raw === null) return invalid(`The ${algorithm} signature is none of that kind.`);
  const key = await importKey(publicKey, kind, curve);
  if (key === null) return notChecked(`Web Crypto does not take the key for ${algorithm}.`);
  try {
    const right = await crypto.subtle.verify(kind, key, plainBuffer(raw), plainBuffer(data));
    return right ? valid : invalid(`The ${algorithm} signature does not fit what it signs.`);
  } catch (error) {
    return notChecked(`Web Crypto gave up on the ${algorithm} signature: ${String(error)}.`);
  }
}

async function importKey(publicKey: Uint8Array, { name, hash }: Kind, namedCurve: string): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey('spki', plainBuffer(publicKey), { name, hash, namedCurve }, false, ['verify']);
  } catch {
    return null;
  }
}

/** Web Crypto wants the two numbers of an ECDSA signature in a row, both `width` bytes; X.509 has them as ASN.1 (RFC 3279, 2.2.3). */
function plainEcdsa(signature: Uint8Array, width: number): Uint8Array | null {
  const numbers = childrenOf(parseAsn1(signature) ?? undefined);
  if (numbers.length !== 2 || !numbers.every((number) => isTagged(number, tags.integer))) return null;
  const raw = new Uint8Array(2 * width);
  for (const [i, number] of numbers.entries()) {
    const bytes = contentOf(number);
    const start = bytes.findIndex((byte) => byte !== 0);
    const digits = start === -1 ? bytes.subarray(bytes.length) : bytes.subarray(start);
    if (digits.length > width) return null;
    raw.set(digits, (i + 1) * width - digits.length);
  }
  return raw;
}

/** Bytes are never shared between threads here; the types of Web Crypto ask. */
function plainBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}
