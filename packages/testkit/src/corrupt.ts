/** Generic corrupters: small, named ways to break any file. All return a new array and leave the input alone. */

/** The first `length` bytes: a download that stopped. */
export function truncate(bytes: Uint8Array, length: number): Uint8Array {
  return bytes.slice(0, Math.max(0, length));
}

/** The same bytes with a little-endian 16-bit number written at `offset`. */
export function overwriteU16(bytes: Uint8Array, offset: number, value: number): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint16(offset, value, true);
  return copy;
}

/** The same bytes with a little-endian 32-bit number written at `offset`. */
export function overwriteU32(bytes: Uint8Array, offset: number, value: number): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint32(offset, value >>> 0, true);
  return copy;
}

/** The same bytes with the bits of `mask` (all eight by default) flipped in the byte at `offset`. */
export function flipByte(bytes: Uint8Array, offset: number, mask = 0xff): Uint8Array {
  const copy = bytes.slice();
  copy[offset] = (copy[offset] ?? 0) ^ mask;
  return copy;
}

/** The same bytes with `count` of them removed at `offset`. */
export function cut(bytes: Uint8Array, offset: number, count: number): Uint8Array {
  return concatBytes([bytes.subarray(0, offset), bytes.subarray(offset + count)]);
}

/** The same bytes with `inserted` put in at `offset`. */
export function insert(bytes: Uint8Array, offset: number, inserted: Uint8Array): Uint8Array {
  return concatBytes([bytes.subarray(0, offset), inserted, bytes.subarray(offset)]);
}

/** All parts in a row, in one new array. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Where `needle` first stands in `bytes` at or after `from`, or -1: finds the field that a test wants to break. */
export function indexOfBytes(bytes: Uint8Array, needle: Uint8Array, from = 0): number {
  for (let at = from; at + needle.length <= bytes.length; at++) {
    if (needle.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}
