/** The digests of an APK that schemes v2 and later sign (source.android.com, "APK Signature Scheme v2", Integrity-protected contents). */
import type { DigestAlgorithm, Platform } from '../../platform.js';
import type { ByteSource } from '../../source/byte-source.js';
import type { ApkSections } from '../signing-block.js';

/** Content digests by the ids of signature algorithms. Those for fs-verity, 0x0421 and up, are trees of another kind, not made here. */
const contentDigests: { readonly [algorithm: number]: DigestAlgorithm | undefined } = {
  257: 'SHA-256',
  258: 'SHA-512',
  259: 'SHA-256',
  260: 'SHA-512',
  513: 'SHA-256',
  514: 'SHA-512',
  769: 'SHA-256',
};

/** The digest that goes with a signature algorithm, or undefined. */
export function contentDigestOf(algorithm: number): DigestAlgorithm | undefined {
  return contentDigests[algorithm];
}

const chunkLength = 1024 * 1024;
/** Before each chunk: a byte, and its length in 32 bits; before the digests of all chunks: a byte, and their count. */
const headerLength = 5;
const chunkMark = 0xa5;
const topMark = 0x5a;
/** In the end record (APPNOTE 4.3.16), where the offset of the directory stands. */
const directoryOffsetField = 16;

/**
 * The digests of a signed APK: of its entries, its directory and its end record in chunks of 1 MiB, and of those digests together.
 * In the end record the signing block counts as the beginning of the directory, since that is where it would be without.
 * Memory does not grow with the APK, but for 96 bytes a chunk.
 */
export async function digestContents(
  source: ByteSource,
  { entriesEnd, directoryStart, endRecord }: ApkSections,
  algorithms: readonly DigestAlgorithm[],
  { digest }: Pick<Platform, 'digest'>,
): Promise<ReadonlyMap<DigestAlgorithm, Uint8Array>> {
  const chunk = new Uint8Array(headerLength + chunkLength);
  const digests = new Map<DigestAlgorithm, Uint8Array[]>(algorithms.map((algorithm) => [algorithm, []]));
  const sections = [
    [0, entriesEnd],
    [directoryStart, endRecord],
    [endRecord, source.size],
  ] as const;
  for (const [start, end] of sections) {
    for (let at = start; at < end; at += chunkLength) {
      const length = Math.min(chunkLength, end - at);
      const bytes = await source.read(at, length, chunk.subarray(headerLength));
      // A source that need not copy does not.
      if (bytes.buffer !== chunk.buffer) chunk.set(bytes, headerLength);
      if (at === endRecord) writeU32(chunk, headerLength + directoryOffsetField, entriesEnd);
      writeHeader(chunk, chunkMark, length);
      for (const [algorithm, list] of digests)
        list.push(await digest(algorithm, chunk.subarray(0, headerLength + length)));
    }
  }
  const whole = new Map<DigestAlgorithm, Uint8Array>();
  for (const [algorithm, list] of digests) whole.set(algorithm, await digest(algorithm, joined(list)));
  return whole;
}

function joined(digests: readonly Uint8Array[]): Uint8Array {
  const width = digests[0]?.length ?? 0;
  const bytes = new Uint8Array(headerLength + digests.length * width);
  writeHeader(bytes, topMark, digests.length);
  for (const [i, one] of digests.entries()) bytes.set(one, headerLength + i * width);
  return bytes;
}

function writeHeader(bytes: Uint8Array, mark: number, value: number): void {
  bytes[0] = mark;
  writeU32(bytes, 1, value);
}

function writeU32(bytes: Uint8Array, offset: number, value: number): void {
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(offset, value, true);
}
