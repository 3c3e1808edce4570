/** Finds the APK Signing Block and its ID-value pairs (source.android.com, "APK Signature Scheme v2", APK Signing Block). */

import { findEndRecord, locateDirectory } from '../archive/end-record.js';
import { archivePlace } from '../archive/place.js';
import { u32 } from '../binary/little-endian.js';
import type { Code, Report } from '../errors.js';
import type { Limits } from '../limits.js';
import type { ByteSource } from '../source/byte-source.js';
import { windowed } from '../source/windowed.js';
import { u64 } from './byte-reader.js';
import type { SigningBlockFacts, SigningBlockPair } from './signing.js';

/**
 * Pairs that are known. From AOSP (ApkSigningBlockUtils,
 * V3SchemeConstants, SourceStampConstants), the Android Gradle plugin (dependency info), Google Play, and the channel markers of
 * Meituan's Walle and Tencent's VasDolly.
 */
const pairNames = {
  1896449818: 'v2',
  4031998144: 'v3',
  462663009: 'v3.1',
  1893845151: 'v3.2',
  722016414: 'source-stamp-v1',
  1845461005: 'source-stamp-v2',
  1347109971: 'dependency-info',
  1114793335: 'verity-padding',
  558253134: 'google-play-frosting',
  1903654775: 'walle-channel',
  2282837503: 'vasdolly-channel',
} as const;
const names: { readonly [id: number]: PairName | undefined } = pairNames;
type PairName = (typeof pairNames)[keyof typeof pairNames];

/** Pairs that say who signed. */
const signing: ReadonlySet<PairName> = new Set(['v2', 'v3', 'v3.1', 'v3.2', 'source-stamp-v1', 'source-stamp-v2']);
/** Pairs that are listed, besides the first of each known name; nobody adds as many. */
const listedPairs = 64;

/** Where things lie in a ZIP that may have a signing block. */
export interface ApkSections {
  /** Where the signing block begins, or the directory where there is none: entries end here. */
  readonly entriesEnd: number;
  readonly directoryStart: number;
  readonly endRecord: number;
}

/** The signing block as it lies in the file. */
export interface SigningBlock {
  readonly sections: ApkSections;
  readonly pairs: readonly SigningBlockPair[];
  /** Values of the pairs that say who signed; of each name the first, as in Android. */
  readonly values: ReadonlyMap<PairName, Uint8Array>;
}

/** What a report says of the block. */
export function describeBlock({ sections, pairs }: SigningBlock): SigningBlockFacts {
  return { offset: sections.entriesEnd, bytes: sections.directoryStart - sections.entriesEnd, pairs };
}

const magic = [0x41, 0x50, 0x4b, 0x20, 0x53, 0x69, 0x67, 0x20, 0x42, 0x6c, 0x6f, 0x63, 0x6b, 0x20, 0x34, 0x32];
/** The size of the block, repeated, and the magic. */
const footerLength = 8 + magic.length;
const pairHeaderLength = 8 + 4;

/**
 * The signing block before the central directory, or null when there is none (or no archive).
 * @param where path of the archive inside the input, for messages
 */
export async function readSigningBlock(
  source: ByteSource,
  where: string,
  limits: Limits,
  report: Report,
): Promise<SigningBlock | null> {
  const end = await findEndRecord(source);
  const directoryStart = end && (await locateDirectory(source, end));
  if (end === undefined || directoryStart === undefined || directoryStart < footerLength) return null;
  const footer = await source.read(directoryStart - footerLength, footerLength);
  if (!magic.every((byte, i) => footer[8 + i] === byte)) return null;

  const damage = (message: string) => report({ code: 'signing/bad-block', where: archivePlace(where), message });
  // The size counts all but its first copy.
  const size = u64(footer);
  const start = directoryStart - size - 8;
  if (size < footerLength || start < 0) {
    damage(`Expected the size of the signing block that ends at ${directoryStart}; it says ${size} bytes.`);
    return null;
  }
  const header = u64(await source.read(start, 8));
  if (header !== size) damage(`Expected the signing block to begin with its size, ${size}; it says ${header}.`);

  const sections = { entriesEnd: start, directoryStart, endRecord: end.offset };
  return { sections, ...(await walkPairs(source, sections, where, limits, report)) };
}

/** Goes over the pairs, keeps the values of those that say who signed, and lists them. */
async function walkPairs(
  source: ByteSource,
  { entriesEnd, directoryStart }: ApkSections,
  where: string,
  { maxSigningPairs, maxSigningPairBytes }: Limits,
  report: Report,
): Promise<Pick<SigningBlock, 'pairs' | 'values'>> {
  const pairs: SigningBlockPair[] = [];
  const values = new Map<PairName, Uint8Array>();
  const seen = new Set<PairName>();
  const repeated = new Set<PairName>();
  const note = (code: Code, message: string) => report({ code, where: archivePlace(where), message });
  const near = windowed(source);
  const end = directoryStart - footerLength;
  let at = entriesEnd + 8;
  for (let count = 0; at < end; count++) {
    if (count === maxSigningPairs) {
      note('limit/items', `Expected at most ${count} pairs in the signing block; the rest were not looked at.`);
      break;
    }
    const head = await near.read(at, Math.min(pairHeaderLength, end - at));
    const length = u64(head);
    if (head.length < pairHeaderLength || length < 4 || length > end - at - 8) {
      const found = `its length says ${length}, with ${end - at} bytes left`;
      note('signing/bad-block', `Expected a pair of the signing block at ${at}; ${found}.`);
      break;
    }
    const id = u32(head, 8);
    const name = names[id] ?? null;
    const bytes = length - 4;
    const first = name !== null && !seen.has(name);
    if (first || pairs.length < listedPairs) pairs.push({ id: pairId(id), name, bytes });
    if (first && signing.has(name)) {
      if (bytes > maxSigningPairBytes) {
        const expected = `Expected at most ${maxSigningPairBytes} bytes in the pair ${name}`;
        note('limit/items', `${expected}; it has ${bytes}, of which the first were read.`);
      }
      // A copy, since a source may use its memory again, and so that a certificate does not keep the whole file alive.
      values.set(name, (await source.read(at + pairHeaderLength, Math.min(bytes, maxSigningPairBytes))).slice());
    }
    if (name !== null && !first && signing.has(name) && !repeated.has(name)) {
      repeated.add(name);
      note('signing/bad-block', `Expected one pair ${name}; there is another at ${at}, which Android ignores.`);
    }
    if (name !== null) seen.add(name);
    at += 8 + length;
  }
  return { pairs, values };
}

function pairId(id: number): string {
  return `0x${id.toString(16).padStart(8, '0')}`;
}
