/** Builds APK Signing Blocks (source.android.com, "APK Signature Scheme v2" and "v3"), true or lying. */
import { createHash, createPublicKey, sign } from 'node:crypto';
import { concatBytes } from '../corrupt.js';
import { record, text } from '../zip/record.js';
import type { SigningIdentity } from './identity.js';

/** A pair of the block. */
export type BlockPair = readonly [id: number, value: Uint8Array];

/** Ids of pairs and of signed attributes. */
export const blockIds = {
  v2: 0x7109871a,
  v3: 0xf05368c0,
  v31: 0x1b93ad61,
  v32: 0x70e1c89f,
  stampV1: 0x2b09189e,
  stampV2: 0x6dff800d,
  padding: 0x42726577,
  dependencies: 0x504b4453,
};
export const attributeIds = {
  strippingProtection: 0xbeeff00d,
  proofOfRotation: 0x3ba06f8c,
  rotationMinSdk: 0x559f8b02,
  stampTime: 0xe43c5946,
};

/** A length in 32 bits and the bytes. */
export function prefixed(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = concatBytes(parts);
  return record([[4, bytes.length], bytes]);
}

/** A number in 32 bits. */
export function u32Bytes(value: number): Uint8Array {
  return record([[4, value]]);
}

/** The whole block, with both its sizes and the magic. */
export function buildSigningBlock(pairs: readonly BlockPair[]): Uint8Array {
  const written = concatBytes(pairs.map(([id, value]) => record([[8, 4 + value.length], [4, id], value])));
  const size = written.length + 8 + 16;
  return record([[8, size], written, [8, size], text('APK Sig Block 42')]);
}

/** One signer of a scheme, and what it says instead of the truth. */
export interface BlockSignerSpec {
  readonly identity: SigningIdentity;
  /** ECDSA with SHA-256 by default. */
  readonly algorithm?: number;
  /** Certificates in place of the one of `identity`. */
  readonly certificates?: readonly Uint8Array[];
  readonly attributes?: readonly BlockPair[];
  /** API levels of v3 and later. */
  readonly minSdk?: number;
  readonly maxSdk?: number;
  /** In place of a real signature. */
  readonly signature?: Uint8Array;
  /** In place of the digest of the APK. */
  readonly digest?: Uint8Array;
}

/** Node's names of the digests in the algorithms that are built here: ECDSA and RSA, with SHA-256 or SHA-512. */
const digestNames: Readonly<Record<number, string>> = { 259: 'sha256', 260: 'sha512', 513: 'sha256', 514: 'sha512' };

/** The value of the pair of a scheme. */
export function buildBlockSigners(
  scheme: 'v2' | 'v3',
  apk: Uint8Array,
  signers: readonly BlockSignerSpec[],
): Uint8Array {
  return prefixed(...signers.map((spec) => prefixed(buildBlockSigner(scheme, apk, spec))));
}

function buildBlockSigner(scheme: 'v2' | 'v3', apk: Uint8Array, spec: BlockSignerSpec): Uint8Array {
  const { identity, algorithm = 0x0201, certificates = [identity.certificate], attributes = [] } = spec;
  const sdks =
    scheme === 'v2'
      ? new Uint8Array()
      : record([
          [4, spec.minSdk ?? 24],
          [4, spec.maxSdk ?? 0x7fffffff],
        ]);
  const digestName = digestNames[algorithm] ?? 'sha256';
  const digest = spec.digest ?? digestApk(apk, digestName);
  const signedData = concatBytes([
    prefixed(prefixed(u32Bytes(algorithm), prefixed(digest))),
    prefixed(...certificates.map((one) => prefixed(one))),
    sdks,
    prefixed(...attributes.map(([id, value]) => prefixed(u32Bytes(id), value))),
  ]);
  const signature = spec.signature ?? new Uint8Array(sign(digestName, signedData, identity.privateKey));
  const publicKey = new Uint8Array(createPublicKey(identity.privateKey).export({ format: 'der', type: 'spki' }));
  return concatBytes([
    prefixed(signedData),
    sdks,
    prefixed(prefixed(u32Bytes(algorithm), prefixed(signature))),
    prefixed(publicKey),
  ]);
}

/** The value of a proof of rotation: identities from the oldest to the newest, with what each may still do. */
export function buildLineage(
  nodes: readonly { readonly identity: SigningIdentity; readonly flags: number }[],
): Uint8Array {
  const algorithm = 0x0201;
  const written = nodes.map(({ identity, flags }, i) => {
    const before = nodes[i - 1]?.identity;
    const signedData = concatBytes([prefixed(identity.certificate), u32Bytes(before ? algorithm : 0)]);
    const signature = before ? new Uint8Array(sign('sha256', signedData, before.privateKey)) : new Uint8Array();
    const next = i < nodes.length - 1 ? algorithm : 0;
    return prefixed(prefixed(signedData), u32Bytes(flags), u32Bytes(next), prefixed(signature));
  });
  return concatBytes([u32Bytes(1), ...written]);
}

/** Content digest of an unsigned ZIP: entries, directory and end record in chunks of 1 MiB. */
export function digestApk(apk: Uint8Array, name: string): Uint8Array {
  const { directory, end } = placesOf(apk);
  const digests: Uint8Array[] = [];
  for (const section of [apk.subarray(0, directory), apk.subarray(directory, end), apk.subarray(end)]) {
    for (let at = 0; at < section.length; at += 2 ** 20) {
      const chunk = section.subarray(at, at + 2 ** 20);
      digests.push(hash(name, Uint8Array.of(0xa5), u32Bytes(chunk.length), chunk));
    }
  }
  return hash(name, Uint8Array.of(0x5a), u32Bytes(digests.length), ...digests);
}

function hash(name: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(createHash(name).update(concatBytes(parts)).digest());
}

/** Where the directory and the end record of a ZIP without comment lie. */
export function placesOf(zip: Uint8Array): { directory: number; end: number } {
  const end = zip.length - 22;
  return { directory: new DataView(zip.buffer, zip.byteOffset).getUint32(end + 16, true), end };
}
