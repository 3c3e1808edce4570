/** The signers of a v2 or v3 pair (source.android.com, "APK Signature Scheme v2" and "v3", Format; v3.1 and v3.2 share v3's). */
import { ByteReader, prefixedItems } from './byte-reader.js';
import type { SignatureScheme } from './signing.js';

/** A scheme whose signatures lie in the signing block. */
export type BlockScheme = Exclude<SignatureScheme, 'v1'>;

/** A signature or digest and the id of its algorithm. */
interface AlgorithmValue {
  readonly algorithm: number;
  readonly value: Uint8Array;
}

/** One signer as the pair has it. */
export interface BlockSigner {
  /** What is signed: the fields below up to `attributes`. */
  readonly signedData: Uint8Array;
  readonly digests: readonly AlgorithmValue[];
  /** DER, the signing one first, then its chain. */
  readonly certificates: readonly Uint8Array[];
  /** API levels inside the signed data; null in v2. */
  readonly signedSdks: SdkRange | null;
  readonly attributes: ReadonlyMap<number, Uint8Array>;
  /** API levels beside the signed data; null in v2. */
  readonly sdks: SdkRange | null;
  readonly signatures: readonly AlgorithmValue[];
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
}

interface SdkRange {
  readonly min: number;
  readonly max: number;
}

/** Ids of signed attributes (AOSP, V2SchemeConstants and V3SchemeConstants). */
export const attributeIds = {
  /** In v2: the newest scheme that the app was signed with, too. */
  strippingProtection: 0xbeeff00d,
  /** In v3 and later: the lineage. */
  proofOfRotation: 0x3ba06f8c,
  /** In v3: from which API level on v3.1 has the rotated key. */
  rotationMinSdk: 0x559f8b02,
  /** In v3 and v3.1: from which API level on v3.2 has a second, post-quantum key. */
  hybridMinSdk: 0xbf940529,
} as const;

/** Items of one list; Android reads 10 signers, and signs with a handful of algorithms. The limit on certificates applies besides. */
const maxItems = 256;

/** All signers of a pair, and whether all of it had its stated length. */
export function readBlockSigners(pair: Uint8Array, scheme: BlockScheme): { signers: BlockSigner[]; whole: boolean } {
  const reader = new ByteReader(pair);
  const { items, cut, whole } = prefixedItems(reader.prefixed(), maxItems);
  // Of a signer that is cut, the certificates may still be there; a certificate that is cut would be another one.
  const read = [...items, ...(cut ? [cut] : [])].map((item) => readSigner(item, scheme !== 'v2'));
  return {
    signers: read.map(({ signer }) => signer),
    whole: whole && reader.whole && read.every((one) => one.whole),
  };
}

function readSigner(bytes: Uint8Array, withSdks: boolean): { signer: BlockSigner; whole: boolean } {
  const outer = new ByteReader(bytes);
  const signedData = outer.prefixed();
  const sdks = withSdks ? readSdks(outer) : null;
  const signatures = readAlgorithmValues(outer.prefixed());
  const publicKey = outer.prefixed();

  // Signers write four zero bytes after the attributes of v2; whatever follows is passed over, as Android does.
  const inner = new ByteReader(signedData);
  const digests = readAlgorithmValues(inner.prefixed());
  const certificates = prefixedItems(inner.prefixed(), maxItems);
  const signedSdks = withSdks ? readSdks(inner) : null;
  const attributes = readAttributes(inner.prefixed());
  return {
    signer: {
      signedData,
      digests: digests.values,
      certificates: certificates.items,
      signedSdks,
      attributes: attributes.values,
      sdks,
      signatures: signatures.values,
      publicKey,
    },
    whole: [outer, inner, digests, certificates, attributes, signatures].every((part) => part.whole),
  };
}

function readSdks(reader: ByteReader): SdkRange {
  return { min: reader.u32(), max: reader.u32() };
}

/** Length-prefixed pairs of an algorithm id and a length-prefixed value. */
function readAlgorithmValues(bytes: Uint8Array): { values: AlgorithmValue[]; whole: boolean } {
  const list = prefixedItems(bytes, maxItems);
  let { whole } = list;
  const values = list.items.map((item) => {
    const reader = new ByteReader(item);
    const entry = { algorithm: reader.u32(), value: reader.prefixed() };
    whole &&= reader.whole;
    return entry;
  });
  return { values, whole };
}

/** Length-prefixed pairs of an id and a value; of each id the first. */
export function readAttributes(bytes: Uint8Array): { values: ReadonlyMap<number, Uint8Array>; whole: boolean } {
  const list = prefixedItems(bytes, maxItems);
  let { whole } = list;
  const values = new Map<number, Uint8Array>();
  for (const item of list.items) {
    const reader = new ByteReader(item);
    const id = reader.u32();
    whole &&= reader.whole;
    if (!values.has(id)) values.set(id, item.subarray(4));
  }
  return { values, whole };
}
