/** Turns the signatures of an app into the facts of a report: each certificate that signs once, with all that it signed. */
import type { Report } from '../errors.js';
import type { Limits } from '../limits.js';
import type { Platform } from '../platform.js';
import { startReadingCertificates } from './certificate-reader.js';
import type { Signatures, SignedApk } from './collect-signatures.js';
import { describeBlockSigner } from './describe-block-signer.js';
import { describeJarSignature } from './describe-jar-signature.js';
import { describeStamp } from './describe-stamp.js';
import type { Signing } from './one-signing.js';
import { type AppSigning, type SignatureFile, type Signer, signatureSchemes } from './signing.js';
import { describeBlock } from './signing-block.js';

/** Reads the certificates, those of the newest scheme first, so that a limit cuts off the older ones. */
export async function describeSigners(
  { block, inBlock, stamp, inJar }: Signatures,
  apk: SignedApk,
  limits: Limits,
  report: Report,
  platform: Pick<Platform, 'digest'>,
): Promise<AppSigning> {
  const certificates = startReadingCertificates(platform, limits, report);
  const all: Signing[] = [];
  for (const { scheme, signers } of inBlock.toReversed()) {
    for (const signer of signers) {
      const signing = await describeBlockSigner(signer, scheme, apk.where, certificates, report);
      if (signing) all.push(signing);
    }
  }
  const signatureFiles: SignatureFile[] = [];
  for (const signature of inJar) {
    const { signings, hashes } = await describeJarSignature(signature, apk.where, certificates, report);
    all.push(...signings);
    signatureFiles.push({ entry: signature.entry.name, signs: signature.signs.name, certificates: hashes });
  }
  const present = new Set(all.map(({ use }) => use.scheme));
  return {
    schemes: signatureSchemes.filter((scheme) => present.has(scheme)),
    signers: mergeByCertificate(all),
    stamp: stamp && (await describeStamp(stamp, apk, certificates, report)),
    signatureFiles,
    block: block && describeBlock(block),
  };
}

/** One signer for each certificate, in the order in which the certificates first appear. */
function mergeByCertificate(all: readonly Signing[]): Signer[] {
  const groups = new Map<string, Signing[]>();
  for (const signing of all) {
    const { sha256 } = signing.certificate.facts;
    const group = groups.get(sha256);
    if (group) group.push(signing);
    else groups.set(sha256, [signing]);
  }
  return [...groups.values()].map((group) => ({
    ...group[0]!.certificate.facts,
    debug: group[0]!.certificate.debug,
    signatures: signatureSchemes.flatMap((scheme) =>
      group.map(({ use }) => use).filter((use) => use.scheme === scheme),
    ),
    chain: group.find(({ chain }) => chain.length > 0)?.chain ?? [],
    lineage: group.find(({ lineage }) => lineage.length > 0)?.lineage ?? [],
  }));
}
