/** Describes one signer of the signing block: its certificate, chain and lineage. */
import { archivePlace } from '../archive/place.js';
import type { Report } from '../errors.js';
import type { Location } from '../observation.js';
import { blockAlgorithm } from './algorithms.js';
import { attributeIds, type BlockScheme, type BlockSigner } from './block-signers.js';
import type { CertificateReader } from './certificate-reader.js';
import { capabilitiesOf, type LineageNode, readLineage } from './lineage.js';
import type { Signing } from './one-signing.js';
import type { LineageEntry } from './signing.js';

/** What stands for "and all later ones" among API levels. */
const noMaximum = 0x7fffffff;

/** The signer, or null when it has no certificate, or none that the limits let through. */
export async function describeBlockSigner(
  signer: BlockSigner,
  scheme: BlockScheme,
  where: string,
  certificates: CertificateReader,
  report: Report,
): Promise<Signing | null> {
  const place = archivePlace(where);
  const damaged = (message: string) => report({ code: 'signing/bad-block', where: place, message });
  const [own, ...others] = signer.certificates;
  if (own === undefined) {
    damaged(`Expected a signer of scheme ${scheme} to have a certificate; it has none.`);
    return null;
  }
  const certificate = await certificates.read(own, place);
  if (certificate === null) return null;
  const chain = [];
  for (const one of others) {
    const read = await certificates.read(one, place);
    if (read) chain.push(read.facts);
  }
  const rotation = signer.attributes.get(attributeIds.proofOfRotation);
  const { nodes, whole } = rotation ? readLineage(rotation) : { nodes: [], whole: true };
  if (!whole)
    damaged(
      `Expected a whole proof of rotation in scheme ${scheme}; of it ${nodes.length} certificates could be read.`,
    );
  const { min, max } = signer.signedSdks ?? { min: null, max: null };
  return {
    certificate,
    use: {
      scheme,
      entry: null,
      minSdk: min,
      maxSdk: max === noMaximum ? null : max,
      algorithms: [...new Set(signer.signatures.map(({ algorithm }) => blockAlgorithm(algorithm)))],
    },
    chain,
    lineage: await describeLineage(nodes, place, certificates),
  };
}

/** The certificates of a lineage, without those past the limits. */
export async function describeLineage(
  nodes: readonly LineageNode[],
  place: readonly Location[],
  certificates: CertificateReader,
): Promise<LineageEntry[]> {
  const entries: LineageEntry[] = [];
  for (const { certificate, flags } of nodes) {
    const read = await certificates.read(certificate, place);
    if (read) entries.push({ certificate: read.facts, capabilities: capabilitiesOf(flags) });
  }
  return entries;
}
