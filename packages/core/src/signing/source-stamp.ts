/** The source stamp: a certificate of whoever made or delivered the APK, beside the app's own (AOSP apksig, SourceStampVerifier). */
import { readAttributes } from './block-signers.js';
import { ByteReader, u64 } from './byte-reader.js';
import { type LineageNode, readLineage } from './lineage.js';

/** Ids of stamp attributes (AOSP apksig, SourceStampConstants). */
const attributeIds = { proofOfRotation: 0x9d6303f7, time: 0xe43c5946 };

/** The entry of the archive that holds the SHA-256 of the stamp's certificate, so that the app's own signature covers it. */
export const stampHashEntry = 'stamp-cert-sha256';

/** A stamp as the pair has it. */
export interface StampBlock {
  /** DER; null where it is damaged. */
  readonly certificate: Uint8Array | null;
  /** Seconds since 1970, or null. */
  readonly time: number | null;
  readonly lineage: readonly LineageNode[];
  readonly whole: boolean;
}

/** Reads the value of a stamp's pair. Version 1 ends after the signatures; version 2 has attributes after them. */
export function readSourceStamp(pair: Uint8Array, version: 1 | 2): StampBlock {
  const outer = new ByteReader(pair);
  const reader = new ByteReader(outer.prefixed());
  const given = reader.prefixed();
  // A certificate that is cut would be another one.
  const certificate = reader.whole ? given : null;
  reader.prefixed();
  // The list of attributes has a length of its own within the one that goes before it.
  const list = version === 2 && reader.left > 0 ? new ByteReader(reader.prefixed()).prefixed() : new Uint8Array();
  const attributes = readAttributes(list);
  const time = attributes.values.get(attributeIds.time);
  const rotation = attributes.values.get(attributeIds.proofOfRotation);
  const lineage = rotation ? readLineage(rotation) : { nodes: [], whole: true };
  return {
    certificate,
    time: time === undefined || time.length < 8 ? null : u64(time),
    lineage: lineage.nodes,
    whole: outer.whole && reader.whole && attributes.whole && lineage.whole,
  };
}
