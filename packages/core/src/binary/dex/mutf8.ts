/** Modified UTF-8, the text encoding of DEX (dex-format, "MUTF-8 (Modified UTF-8) Encoding"). */

const replacement = 0xfffd;
const unitsPerCall = 4096;

/**
 * Decodes the bytes from `start` to `end` (exclusive), at most `maxUnits` UTF-16 units of them. Surrogates are encoded
 * one by one and come out as they are; `C0 80` is U+0000. A byte that fits no pattern becomes U+FFFD.
 */
export function decodeMutf8(bytes: Uint8Array, start: number, end: number, maxUnits: number): string {
  const units = new Uint16Array(Math.min(end - start, maxUnits));
  let count = 0;
  for (let at = start; at < end && count < units.length; count++) {
    const first = bytes[at++] as number;
    if (first < 0x80) {
      units[count] = first;
      continue;
    }
    const second = at < end ? (bytes[at] as number) : 0;
    const third = at + 1 < end ? (bytes[at + 1] as number) : 0;
    if ((first & 0xe0) === 0xc0 && isContinuation(second)) {
      units[count] = ((first & 0x1f) << 6) | (second & 0x3f);
      at += 1;
    } else if ((first & 0xf0) === 0xe0 && isContinuation(second) && isContinuation(third)) {
      units[count] = ((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f);
      at += 2;
    } else units[count] = replacement;
  }
  let text = '';
  for (let at = 0; at < count; at += unitsPerCall) {
    text += String.fromCharCode(...units.subarray(at, Math.min(at + unitsPerCall, count)));
  }
  return text;
}

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;
