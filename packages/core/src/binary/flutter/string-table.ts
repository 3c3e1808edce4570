/** A string table of Dart kernel: where each string ends, then all strings (dart-lang/sdk, pkg/kernel/binary.md, `StringTable`). */
import type { ByteRange } from '../heap-texts.js';

export interface KernelStrings {
  /** As many as the table states. */
  readonly count: number;
  /** Ranges of those that were read. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** The table has strings, none ends before it begins, and the last one ends inside. */
  readonly sound: boolean;
}

/** Reads the table that begins at the start of `range`. Strings from the first on that cannot be right are left out. */
export function readStringTable(bytes: Uint8Array, range: ByteRange, maxCount: number): KernelStrings {
  const { start, end } = range;
  const count = start < end ? uint(bytes, start) : 0;
  const offsets = start + uintBytes(bytes[start] ?? 0);
  // Each string costs a byte for its end at least, so that a count cannot ask for more memory than there are bytes.
  const room = Math.max(0, Math.min(count, end - offsets));
  const texts = skipUints(bytes, offsets, room, end);
  const ends = new Uint32Array(Math.min(room, maxCount));
  const { read, last } = readEnds(bytes, offsets, texts, end, room, ends);
  const starts = new Uint32Array(Math.min(read, ends.length));
  for (let i = 0; i < starts.length; i++) starts[i] = i === 0 ? texts : ends[i - 1]!;
  return { count, starts, ends: ends.slice(0, starts.length), sound: count > 0 && read === count && last <= end };
}

/** Where `count` numbers from `at` on end; `end` when they would reach past it. */
function skipUints(bytes: Uint8Array, from: number, count: number, end: number): number {
  let at = from;
  for (let i = 0; i < count && at < end; i++) at += uintBytes(bytes[at]!);
  return Math.min(at, end);
}

/** Reads end offsets, which count from `texts`, until one goes back or leaves the range; says how many there are. */
function readEnds(
  bytes: Uint8Array,
  from: number,
  texts: number,
  end: number,
  count: number,
  ends: Uint32Array,
): { readonly read: number; readonly last: number } {
  let at = from;
  let last = texts;
  for (let i = 0; i < count; i++) {
    const next = texts + uint(bytes, at);
    at += uintBytes(bytes[at] ?? 0);
    if (at > texts || next < last || next > end) return { read: i, last };
    if (i < ends.length) ends[i] = next;
    last = next;
  }
  return { read: count, last };
}

/** Bytes of a `UInt`, by its first one: 0…, 10… and 11…. */
function uintBytes(first: number): number {
  return first < 0x80 ? 1 : first < 0xc0 ? 2 : 4;
}

function uint(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  if (first < 0x80) return first;
  if (first < 0xc0) return ((first & 0x3f) << 8) | second;
  return ((first & 0x3f) << 24) | (second << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
}
