/** Kind and size of a public key (SubjectPublicKeyInfo: RFC 5280, 4.1.2.7; RFC 3279, 2.3; RFC 5480). */
import { type Asn1, bitsOf, childrenOf, contentOf, isTagged, oidOf, parseAsn1, tags } from './asn1.js';
import type { PublicKeyFacts } from './signing.js';

const keyAlgorithms: { readonly [oid: string]: string | undefined } = {
  '1.2.840.113549.1.1.1': 'RSA',
  '1.2.840.113549.1.1.10': 'RSASSA-PSS',
  '1.2.840.10040.4.1': 'DSA',
  '1.2.840.10045.2.1': 'EC',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
  '2.16.840.1.101.3.4.3.17': 'ML-DSA-44',
  '2.16.840.1.101.3.4.3.18': 'ML-DSA-65',
  '2.16.840.1.101.3.4.3.19': 'ML-DSA-87',
};

const curves: { readonly [oid: string]: readonly [name: string, bits: number] | undefined } = {
  '1.2.840.10045.3.1.7': ['P-256', 256],
  '1.3.132.0.34': ['P-384', 384],
  '1.3.132.0.35': ['P-521', 521],
  '1.3.132.0.33': ['P-224', 224],
  '1.2.840.10045.3.1.1': ['P-192', 192],
  '1.3.132.0.10': ['secp256k1', 256],
};

/** What the key is, or null when it is no SubjectPublicKeyInfo. */
export function describePublicKey(info: Asn1): PublicKeyFacts | null {
  const [identifier, key] = childrenOf(info);
  const [type, parameters] = childrenOf(identifier);
  const oid = oidOf(type);
  if (oid === null || !isTagged(key, tags.bitString)) return null;
  const algorithm = keyAlgorithms[oid] ?? oid;
  if (algorithm === 'EC') return { algorithm, ...describeCurve(parameters, bitsOf(key)) };
  if (algorithm === 'DSA') return { algorithm, bits: bitLength(childrenOf(parameters)[0]), curve: null };
  if (!algorithm.startsWith('RSA')) return { algorithm, bits: null, curve: null };
  return { algorithm, bits: bitLength(childrenOf(parseAsn1(bitsOf(key)) ?? undefined)[0]), curve: null };
}

/** Curves are named; where one is spelled out, the size of an uncompressed point (a byte, then x and y) tells its field. */
function describeCurve(parameters: Asn1 | undefined, point: Uint8Array): { bits: number | null; curve: string | null } {
  const oid = oidOf(parameters);
  const known = oid === null ? undefined : curves[oid];
  if (known) return { curve: known[0], bits: known[1] };
  return { curve: oid, bits: point[0] === 4 ? ((point.length - 1) / 2) * 8 : null };
}

/** Bits of a positive INTEGER, or null when it is none. */
function bitLength(node: Asn1 | undefined): number | null {
  if (!isTagged(node, tags.integer)) return null;
  const bytes = contentOf(node);
  const first = bytes.findIndex((byte) => byte !== 0);
  if (first === -1) return 0;
  return (bytes.length - first) * 8 - (Math.clz32(bytes[first]!) - 24);
}
