/** Reads the nested, length-prefixed values of APK signature schemes forward, without ever throwing. */
import { u32 } from '../binary/little-endian.js';

/**
 * Reads little-endian numbers and length-prefixed values. What reaches past the end is cut there, reads as 0 or empty, and turns
 * `whole` false: a value whose length lies may still hold a certificate.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  at = 0;
  whole = true;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** An unsigned 32-bit number. */
  u32(): number {
    const value = u32(this.take(4), 0);
    return this.whole ? value : 0;
  }

  /** A value that its length, 32 bits, stands before. */
  prefixed(): Uint8Array {
    return this.take(this.u32());
  }

  /** The next bytes, fewer at the end. */
  take(length: number): Uint8Array {
    if (length > this.left) this.whole = false;
    const taken = this.bytes.subarray(this.at, this.at + length);
    this.at += taken.length;
    return taken;
  }
}

/** Length-prefixed values in a row. */
export interface PrefixedItems {
  readonly items: Uint8Array[];
  /** What is there of a last value that reaches past the end; null where all is well. */
  readonly cut: Uint8Array | null;
  /** Whether the values fill the bytes, and there were not too many. */
  readonly whole: boolean;
}

/** Reads up to `atMost` values. */
export function prefixedItems(bytes: Uint8Array, atMost: number): PrefixedItems {
  const reader = new ByteReader(bytes);
  const items: Uint8Array[] = [];
  while (reader.left > 0 && items.length < atMost) {
    const item = reader.prefixed();
    if (!reader.whole) return { items, cut: item, whole: false };
    items.push(item);
  }
  return { items, cut: null, whole: reader.left === 0 };
}

/** The little-endian unsigned 64-bit number that the bytes begin with; past 2^53 it is no longer exact, and larger than any file. */
export function u64(bytes: Uint8Array): number {
  return u32(bytes, 0) + u32(bytes, 4) * 2 ** 32;
}

/** Lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** Whether both hold the same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
