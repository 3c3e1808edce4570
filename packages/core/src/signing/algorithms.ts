/** Names of signature algorithms: those of certificates and PKCS#7 by object identifier, those of the signing block by number. */
import { type Asn1, childrenOf, oidOf } from './asn1.js';

/** AlgorithmIdentifiers that say digest and key at once (RFC 3279, 2.2; RFC 4055; RFC 5758), by their names in Java. */
const signatureAlgorithms: { readonly [oid: string]: string | undefined } = {
  '1.2.840.113549.1.1.2': 'MD2withRSA',
  '1.2.840.113549.1.1.4': 'MD5withRSA',
  '1.2.840.113549.1.1.5': 'SHA1withRSA',
  '1.2.840.113549.1.1.14': 'SHA224withRSA',
  '1.2.840.113549.1.1.11': 'SHA256withRSA',
  '1.2.840.113549.1.1.12': 'SHA384withRSA',
  '1.2.840.113549.1.1.13': 'SHA512withRSA',
  '1.2.840.113549.1.1.10': 'RSASSA-PSS',
  '1.2.840.10040.4.3': 'SHA1withDSA',
  '2.16.840.1.101.3.4.3.1': 'SHA224withDSA',
  '2.16.840.1.101.3.4.3.2': 'SHA256withDSA',
  '1.2.840.10045.4.1': 'SHA1withECDSA',
  '1.2.840.10045.4.3.1': 'SHA224withECDSA',
  '1.2.840.10045.4.3.2': 'SHA256withECDSA',
  '1.2.840.10045.4.3.3': 'SHA384withECDSA',
  '1.2.840.10045.4.3.4': 'SHA512withECDSA',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
  '2.16.840.1.101.3.4.3.17': 'ML-DSA-44',
  '2.16.840.1.101.3.4.3.18': 'ML-DSA-65',
  '2.16.840.1.101.3.4.3.19': 'ML-DSA-87',
};

/** The kind of key alone: PKCS#7 names the digest beside it. */
const keyKinds: { readonly [oid: string]: string | undefined } = {
  '1.2.840.113549.1.1.1': 'RSA',
  '1.2.840.10040.4.1': 'DSA',
  '1.2.840.10045.2.1': 'ECDSA',
};

const digests: { readonly [oid: string]: string | undefined } = {
  '1.2.840.113549.2.5': 'MD5',
  '1.3.14.3.2.26': 'SHA1',
  '2.16.840.1.101.3.4.2.4': 'SHA224',
  '2.16.840.1.101.3.4.2.1': 'SHA256',
  '2.16.840.1.101.3.4.2.2': 'SHA384',
  '2.16.840.1.101.3.4.2.3': 'SHA512',
};

/** The name of an AlgorithmIdentifier, its object identifier where it has none here, or null when it is none. */
export function algorithmOf(identifier: Asn1 | undefined): string | null {
  const oid = oidOf(childrenOf(identifier)[0]);
  return oid === null ? null : (signatureAlgorithms[oid] ?? oid);
}

/** The name that digest and signature algorithm of a SignerInfo make together, such as `SHA1withRSA`. */
export function signerInfoAlgorithm(digest: Asn1 | undefined, signature: Asn1 | undefined): string | null {
  const [digestOid, oid] = [oidOf(childrenOf(digest)[0]), oidOf(childrenOf(signature)[0])];
  const [hash, key] = [digests[digestOid ?? ''], keyKinds[oid ?? '']];
  return hash && key ? `${hash}with${key}` : algorithmOf(signature);
}

/** Ids of the signing block (source.android.com, "APK Signature Scheme v2", Signature Algorithm IDs; verity: AOSP apksig). */
const blockAlgorithms: { readonly [id: number]: string | undefined } = {
  257: 'SHA256withRSA/PSS',
  258: 'SHA512withRSA/PSS',
  259: 'SHA256withRSA',
  260: 'SHA512withRSA',
  513: 'SHA256withECDSA',
  514: 'SHA512withECDSA',
  769: 'SHA256withDSA',
  1057: 'SHA256withRSA (verity)',
  1059: 'SHA256withECDSA (verity)',
  1061: 'SHA256withDSA (verity)',
};

/** The name of an algorithm of the signing block, or its id in hexadecimal. */
export function blockAlgorithm(id: number): string {
  return blockAlgorithms[id] ?? `0x${id.toString(16).padStart(4, '0')}`;
}
