/** Rewrites little-endian UTF-16 as UTF-8, without building strings. */

/** Bytes that the UTF-16 units from `start` to `end` (exclusive) take as UTF-8; an odd byte at the end is no unit. */
export function utf8Length(bytes: Uint8Array, start: number, end: number): number {
  let length = 0;
  for (let at = start; at + 1 < end; at += 2) {
    const unit = bytes[at]! | (bytes[at + 1]! << 8);
    if (unit < 0x80) length += 1;
    else if (unit < 0x800) length += 2;
    else if (isPair(bytes, at, unit, end)) {
      length += 4;
      at += 2;
    } else length += 3;
  }
  return length;
}

/** Writes the same units to `copy` from `to` on and returns where the text ends. Half a surrogate pair becomes U+FFFD. */
export function writeUtf8(bytes: Uint8Array, start: number, end: number, copy: Uint8Array, to: number): number {
  let next = to;
  for (let at = start; at + 1 < end; at += 2) {
    const unit = bytes[at]! | (bytes[at + 1]! << 8);
    if (unit < 0x80) copy[next++] = unit;
    else if (unit < 0x800) {
      copy[next++] = 0xc0 | (unit >> 6);
      copy[next++] = 0x80 | (unit & 0x3f);
    } else if (isPair(bytes, at, unit, end)) {
      const low = bytes[at + 2]! | (bytes[at + 3]! << 8);
      const point = 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff);
      copy[next++] = 0xf0 | (point >> 18);
      copy[next++] = 0x80 | ((point >> 12) & 0x3f);
      copy[next++] = 0x80 | ((point >> 6) & 0x3f);
      copy[next++] = 0x80 | (point & 0x3f);
      at += 2;
    } else {
      const point = (unit & 0xf800) === 0xd800 ? 0xfffd : unit;
      copy[next++] = 0xe0 | (point >> 12);
      copy[next++] = 0x80 | ((point >> 6) & 0x3f);
      copy[next++] = 0x80 | (point & 0x3f);
    }
  }
  return next;
}

/** Whether the unit at `at` is the first and the next one the second half of a surrogate pair. */
function isPair(bytes: Uint8Array, at: number, unit: number, end: number): boolean {
  return (unit & 0xfc00) === 0xd800 && at + 3 < end && (bytes[at + 3]! & 0xfc) === 0xdc;
}
