/** What can be saved of a raw DEFLATE stream at which an inflater gave up: to the byte, and the same on every platform. */
import type { InflateResult } from './archive.js';
import { inflateHead } from './inflate-head.js';

/** Bytes of output up to which our own decoder, which is slow, is worth its time; most manifests and DEX are smaller. */
const most = 1024 * 1024;

/**
 * Inflates `compressed` again as far as it goes. Inflaters drop what they hold when the damage comes up: up to 64 KiB, and in
 * some browsers everything. Beyond a mebibyte, `saved` (what the inflater gave) stays.
 */
export function salvage(
  compressed: Uint8Array,
  saved: Uint8Array,
  { expectedSize, maxBytes }: { readonly expectedSize: number; readonly maxBytes: number },
): InflateResult {
  if (saved.length >= most) return { bytes: saved, end: saved.length === expectedSize ? 'done' : 'damaged' };
  const length = Math.min(most, maxBytes + 1);
  const { bytes, end } = inflateHead(compressed, length);
  if (bytes.length > maxBytes) return { bytes: new Uint8Array(), end: 'limit' };
  // A stream that ends before its bytes do is whole: what follows is junk, which zlib and Android pass over.
  return { bytes: bytes.slice(), end: end === 'done' && bytes.length < length ? 'done' : 'damaged' };
}
