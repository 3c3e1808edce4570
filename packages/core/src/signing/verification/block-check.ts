/** Checks one signer of the signing block: its signatures, what they sign, and its lineage. */
import { u32 } from '../../binary/little-endian.js';
import { blockAlgorithm } from '../algorithms.js';
import { bytesOf } from '../asn1.js';
import { attributeIds, type BlockScheme, type BlockSigner } from '../block-signers.js';
import { sameBytes } from '../byte-reader.js';
import { parseCertificate } from '../certificate.js';
import { type LineageNode, readLineage } from '../lineage.js';
import { allOf, eitherOf, invalid, notChecked, type Outcome, valid } from './check.js';
import { contentDigestOf } from './content-digests.js';
import type { verifySignature } from './public-key-signature.js';

/** The results for one signer. */
export interface BlockCheck {
  readonly signature: Outcome;
  readonly digests: Outcome;
  readonly lineage: Outcome | null;
}

/** Verifies one signature; may decline when there were too many. */
export type Verify = typeof verifySignature;

/** Checks as Android does (AOSP, ApkSignatureSchemeV3Verifier), but for each algorithm that can be checked, not the best alone. */
export async function checkBlockSigner(
  signer: BlockSigner,
  scheme: BlockScheme,
  digestOf: (algorithm: number) => Uint8Array | undefined,
  verify: Verify,
): Promise<BlockCheck> {
  const mismatch = whyRefused(signer, scheme);
  const outcomes: Outcome[] = mismatch === null ? [] : [invalid(mismatch)];
  for (const { algorithm, value } of signer.signatures) {
    outcomes.push(await verify(blockAlgorithm(algorithm), signer.publicKey, signer.signedData, value));
  }
  const rotation = signer.attributes.get(attributeIds.proofOfRotation);
  return {
    signature: eitherOf(outcomes, 'The signer has no signature.'),
    digests: checkDigests(signer, digestOf),
    lineage: rotation ? await checkLineage(rotation, signer, verify) : null,
  };
}

/** What Android refuses, whatever the signature. */
function whyRefused(signer: BlockSigner, scheme: BlockScheme): string | null {
  const { digests, signatures, sdks, signedSdks, publicKey, certificates } = signer;
  if (digests.map(({ algorithm }) => algorithm).join() !== signatures.map(({ algorithm }) => algorithm).join()) {
    return `The signer of scheme ${scheme} has other algorithms in its digests than in its signatures.`;
  }
  if (sdks?.min !== signedSdks?.min || sdks?.max !== signedSdks?.max) {
    return `The signer of scheme ${scheme} states other API levels than it signs.`;
  }
  const key = keyOf(certificates[0]);
  if (key === null || !sameBytes(key, publicKey)) return `The key of scheme ${scheme} is not that of its certificate.`;
  return null;
}

/** SubjectPublicKeyInfo of a certificate, or null when it cannot be read. */
function keyOf(der: Uint8Array | undefined): Uint8Array | null {
  const parts = der === undefined ? null : parseCertificate(der);
  return parts && bytesOf(parts.publicKey);
}

function checkDigests({ digests }: BlockSigner, digestOf: (algorithm: number) => Uint8Array | undefined): Outcome {
  const outcomes = digests.map(({ algorithm, value }): Outcome => {
    const found = digestOf(algorithm);
    if (found === undefined)
      return notChecked(`The digest for ${blockAlgorithm(algorithm)} is of a kind that is not checked.`);
    return sameBytes(found, value)
      ? valid
      : invalid(`The ${contentDigestOf(algorithm)} of the APK is not the signed one: its bytes were changed.`);
  });
  return eitherOf(outcomes, 'The signer signs no digest.');
}

/** Each node signs the next; the last one is the certificate that signs the app. */
async function checkLineage(attribute: Uint8Array, signer: BlockSigner, verify: Verify): Promise<Outcome> {
  const { nodes, whole } = readLineage(attribute);
  const last = nodes.at(-1);
  if (!whole || last === undefined) return invalid('The proof of rotation is damaged.');
  if (!sameBytes(last.certificate, signer.certificates[0] ?? new Uint8Array())) {
    return invalid('The proof of rotation does not end with the certificate that signs the app.');
  }
  const outcomes: Outcome[] = [];
  for (let i = 1; i < nodes.length; i++) outcomes.push(await checkHandover(nodes[i - 1]!, nodes[i]!, verify));
  return allOf(outcomes, 'The proof of rotation has one certificate only.');
}

async function checkHandover(before: LineageNode, node: LineageNode, verify: Verify): Promise<Outcome> {
  // After the certificate stands the algorithm that the signature must have.
  const signedAlgorithm = u32(node.signedData, 4 + node.certificate.length);
  if (signedAlgorithm !== before.nextAlgorithm)
    return invalid('The proof of rotation contradicts itself about an algorithm.');
  const key = keyOf(before.certificate);
  if (key === null) return notChecked('A certificate of the proof of rotation cannot be read.');
  return verify(blockAlgorithm(signedAlgorithm), key, node.signedData, node.signature);
}
