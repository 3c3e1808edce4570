/** Numbers of an ELF by position, in the byte order that its header states. Bytes outside count as 0. */

/** The unsigned 16-bit number at `at`. */
export function u16(bytes: Uint8Array, at: number, little: boolean): number {
  const first = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  return little ? first | (second << 8) : (first << 8) | second;
}

/** The unsigned 32-bit number at `at`. */
export function u32(bytes: Uint8Array, at: number, little: boolean): number {
  const first = u16(bytes, at, little);
  const second = u16(bytes, at + 2, little);
  return (little ? first | (second << 16) : (first << 16) | second) >>> 0;
}

/** The unsigned 64-bit number at `at`. One past 2^53 is rounded, which is far outside of any file all the same. */
function u64(bytes: Uint8Array, at: number, little: boolean): number {
  const first = u32(bytes, at, little);
  const second = u32(bytes, at + 4, little);
  return little ? second * 0x1_0000_0000 + first : first * 0x1_0000_0000 + second;
}

/** An address, offset or size: 32 bits in an ELF of class 32, 64 in one of class 64 (gABI, "Data Representation"). */
export function word(bytes: Uint8Array, at: number, little: boolean, wide: boolean): number {
  return wide ? u64(bytes, at, little) : u32(bytes, at, little);
}
