/** Adler-32, the checksum of the DEX header (RFC 1950, section 8.2). */

/**
 * Bytes between two remainders. RFC 1950's sample takes 5552, the most for which the sums fit 32 unsigned bits; fewer,
 * so that they fit 31 bits, let a JavaScript engine stay with machine integers, which is a quarter faster.
 */
const bytesPerRemainder = 3800;

/** Adler-32 of the bytes from `start` to `end` (exclusive). */
export function adler32(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let a = 1;
  let b = 0;
  let at = start;
  while (at < end) {
    const stop = Math.min(at + bytesPerRemainder, end);
    // Four bytes at a time: b grows by a after each of them, so the first counts four times, the last once.
    for (; at + 4 <= stop; at += 4) {
      const c0 = bytes[at] as number;
      const c1 = bytes[at + 1] as number;
      const c2 = bytes[at + 2] as number;
      const c3 = bytes[at + 3] as number;
      b = (b + 4 * a + 4 * c0 + 3 * c1 + 2 * c2 + c3) | 0;
      a = (a + c0 + c1 + c2 + c3) | 0;
    }
    for (; at < stop; at++) {
      a = (a + (bytes[at] as number)) | 0;
      b = (b + a) | 0;
    }
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}

/** Adler-32 of two runs of bytes in a row, from that of each and the length of the second (zlib, `adler32_combine`). */
export function combineAdler32(first: number, second: number, secondLength: number): number {
  const [a1, b1] = [first & 0xffff, first >>> 16];
  const [a2, b2] = [second & 0xffff, second >>> 16];
  const a = (a1 + a2 + 65520) % 65521;
  // Each byte of the second run adds what the first run left in `a`, less the 1 that every run begins with.
  const b = (b1 + b2 + ((a1 + 65520) % 65521) * (secondLength % 65521)) % 65521;
  return ((b << 16) | a) >>> 0;
}
