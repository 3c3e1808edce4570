/** Little-endian numbers by position. */

/** The unsigned 16-bit number at `offset`; 0 outside the bytes. */
export function u16(bytes: Uint8Array, offset: number): number {
  return (bytes[offset] ?? 0) | ((bytes[offset + 1] ?? 0) << 8);
}

/** The unsigned 32-bit number at `offset`; bytes outside count as 0. */
export function u32(bytes: Uint8Array, offset: number): number {
  return (u16(bytes, offset) | (u16(bytes, offset + 2) << 16)) >>> 0;
}

const littleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** The `count` little-endian 32-bit numbers from `offset` on: a view where they are aligned, or else a copy. They must lie inside. */
export function u32Table(bytes: Uint8Array, offset: number, count: number): Uint32Array {
  const at = bytes.byteOffset + offset;
  if (littleEndian && at % 4 === 0) return new Uint32Array(bytes.buffer, at, count);
  return Uint32Array.from({ length: count }, (_, i) => u32(bytes, offset + 4 * i));
}
