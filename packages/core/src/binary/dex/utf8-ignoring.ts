/** UTF-8 decoding that drops what is not UTF-8, as Python's `bytes.decode(errors='ignore')` does. */

/**
 * Decodes the bytes from `start` to `end` (exclusive). MUTF-8's own forms, `C0 80` and encoded surrogates, are not UTF-8
 * and vanish without a trace (Unicode 15, table 3-7 lists what is well-formed).
 */
export function decodeUtf8Ignoring(bytes: Uint8Array, start: number, end: number): string {
  const pieces: string[] = [];
  let points: number[] = [];
  for (let at = start; at < end; ) {
    const size = sequenceLength(bytes, at, end);
    if (size > 0) points.push(codePoint(bytes, at, size));
    // The continuation bytes of a broken sequence begin none themselves, so dropping one byte at a time drops all of it.
    at += Math.max(size, 1);
    if (points.length === 4096 || at >= end) {
      pieces.push(String.fromCodePoint(...points));
      points = [];
    }
  }
  return pieces.join('');
}

/** Bytes of the well-formed sequence at `at`; 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const size =
    first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (size === 0 || at + size > end) return 0;
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  const second = bytes[at + 1]!;
  if (second < lowest || second > highest) return 0;
  for (let i = 2; i < size; i++) if ((bytes[at + i]! & 0xc0) !== 0x80) return 0;
  return size;
}

function codePoint(bytes: Uint8Array, at: number, size: number): number {
  if (size === 1) return bytes[at]!;
  let point = bytes[at]! & (0x7f >> size);
  for (let i = 1; i < size; i++) point = (point << 6) | (bytes[at + i]! & 0x3f);
  return point;
}
