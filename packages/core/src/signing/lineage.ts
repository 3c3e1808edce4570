/** The proof of rotation: certificates that an app was signed with before (source.android.com, "APK Signature Scheme v3"). */
import { ByteReader } from './byte-reader.js';
import { type LineageCapability, lineageCapabilities } from './signing.js';

/** One node of a lineage, oldest first. */
export interface LineageNode {
  /** DER. */
  readonly certificate: Uint8Array;
  /** What the certificate before it signed, to hand over: the certificate and the algorithm of the next signature. */
  readonly signedData: Uint8Array;
  readonly flags: number;
  /** The algorithm that the next node is signed with; 0 in the last. */
  readonly nextAlgorithm: number;
  /** Over `signedData`, by the key of the node before; empty in the first. */
  readonly signature: Uint8Array;
}

/** Nodes that are read; an app that changes its key each year needs a century for as many. */
const maxNodes = 128;

/** Reads the value of the attribute: a version, then the nodes (AOSP, V3SigningCertificateLineage). */
export function readLineage(attribute: Uint8Array): { nodes: LineageNode[]; whole: boolean } {
  const reader = new ByteReader(attribute);
  const version = reader.u32();
  if (version !== 1) return { nodes: [], whole: false };
  const nodes: LineageNode[] = [];
  while (reader.whole && reader.left > 0 && nodes.length < maxNodes) {
    const node = new ByteReader(reader.prefixed());
    const signedData = node.prefixed();
    const inner = new ByteReader(signedData);
    const certificate = inner.prefixed();
    const [flags, nextAlgorithm, signature] = [node.u32(), node.u32(), node.prefixed()];
    if (inner.whole) nodes.push({ certificate, signedData, flags, nextAlgorithm, signature });
    reader.whole &&= node.whole && inner.whole;
  }
  return { nodes, whole: reader.whole && reader.left === 0 };
}

/** The names of the bits that are set. */
export function capabilitiesOf(flags: number): LineageCapability[] {
  return lineageCapabilities.filter((_, bit) => (flags & (1 << bit)) !== 0);
}
