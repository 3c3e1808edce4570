/** Collects the signatures of an app as bytes, before anybody looks into a certificate. */
import type { Archive } from '../archive/archive.js';
import { archivePlace } from '../archive/place.js';
import { u32 } from '../binary/little-endian.js';
import type { Report } from '../errors.js';
import type { Limits } from '../limits.js';
import type { ByteSource } from '../source/byte-source.js';
import { attributeIds, type BlockScheme, type BlockSigner, readBlockSigners } from './block-signers.js';
import { type JarSignature, readJarSignatures } from './jar-signatures.js';
import { readSigningBlock, type SigningBlock } from './signing-block.js';
import { readSourceStamp, type StampBlock } from './source-stamp.js';

/** All signatures of an app. */
export interface Signatures {
  readonly block: SigningBlock | null;
  /** The signers in the block, scheme by scheme, oldest first. */
  readonly inBlock: readonly { readonly scheme: BlockScheme; readonly signers: readonly BlockSigner[] }[];
  readonly stamp: (StampBlock & { readonly version: 1 | 2 }) | null;
  readonly inJar: readonly JarSignature[];
}

const blockSchemes: readonly BlockScheme[] = ['v2', 'v3', 'v3.1', 'v3.2'];

/** The APK in `source`, with `archive` opened over it, and what messages call it. */
export interface SignedApk {
  readonly source: ByteSource;
  readonly archive: Archive;
  /** Path of the archive inside the input, empty for the input itself. */
  readonly where: string;
}

/** Finds all signatures. Damage is reported, and so is a signature that others tell of and that is not there. */
export async function collectSignatures(apk: SignedApk, limits: Limits, report: Report): Promise<Signatures> {
  const { source, archive, where } = apk;
  const place = archivePlace(where);
  const block = await readSigningBlock(source, where, limits, report);
  const damaged = (name: string) => {
    const message = `Expected lengths that fit together in the pair ${name} of the signing block; some reach past its end.`;
    report({ code: 'signing/bad-block', where: place, message });
  };
  const inBlock = blockSchemes.flatMap((scheme) => {
    const pair = block?.values.get(scheme);
    if (pair === undefined) return [];
    const { signers, whole } = readBlockSigners(pair, scheme);
    if (!whole) damaged(scheme);
    return [{ scheme, signers }];
  });
  const stamp = stampOf(block);
  if (stamp?.whole === false) damaged(`source-stamp-v${stamp.version}`);
  const inJar = await readJarSignatures(archive, where, limits, report);
  const signatures = { block, inBlock, stamp, inJar };
  for (const message of missingSignatures(signatures)) report({ code: 'signing/stripped', where: place, message });
  return signatures;
}

/** The second version of the stamp is the one that counts where both are there (AOSP apksig, SourceStampVerifier). */
function stampOf(block: SigningBlock | null): Signatures['stamp'] {
  const [second, first] = [block?.values.get('source-stamp-v2'), block?.values.get('source-stamp-v1')];
  if (second) return { ...readSourceStamp(second, 2), version: 2 };
  return first ? { ...readSourceStamp(first, 1), version: 1 } : null;
}

/** Signatures that another one says are there: somebody took them out, so that an older and weaker one counts. */
function missingSignatures({ inBlock, inJar }: Signatures): string[] {
  const there = new Set<string>(inBlock.map(({ scheme }) => scheme));
  const told: (readonly [by: string, missing: BlockScheme])[] = [];
  for (const { signs, otherSchemes } of inJar) {
    if (otherSchemes.includes(2)) told.push([signs.name, 'v2']);
    if (otherSchemes.includes(3)) told.push([signs.name, 'v3']);
  }
  for (const { scheme, signers } of inBlock) {
    for (const { attributes } of signers) {
      const newest = attributes.get(attributeIds.strippingProtection);
      if (newest && u32(newest, 0) === 3) told.push([scheme, 'v3']);
      if (attributes.has(attributeIds.rotationMinSdk)) told.push([scheme, 'v3.1']);
      if (attributes.has(attributeIds.hybridMinSdk)) told.push([scheme, 'v3.2']);
    }
  }
  const messages = told
    .filter(([, missing]) => !there.has(missing))
    .map(([by, missing]) => `Expected a signature of scheme ${missing}, which ${by} says there is; there is none.`);
  return [...new Set(messages)];
}
