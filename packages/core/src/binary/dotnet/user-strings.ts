/** The `#US` heap: the string literals of the code, UTF-16 behind a length (ECMA-335 II.24.2.4). */
import type { TextTable } from '../../extractors/sink.js';
import type { DamageLog } from '../dex/damage-log.js';
import type { ByteRange } from '../heap-texts.js';
import { textTable } from '../utf8-texts.js';
import { utf8Length, writeUtf8 } from '../utf16-to-utf8.js';

/**
 * Reads the literals one behind the other and rewrites them as UTF-8; half a surrogate pair becomes U+FFFD. Empty ones, and the
 * padding at the end of the heap, are left out. A literal that reaches past the heap ends there. Offsets are those of the UTF-16
 * text, behind its length.
 */
export function readUserStrings(bytes: Uint8Array, heap: ByteRange, maxCount: number, damage: DamageLog): TextTable {
  const found = measureLiterals(bytes, heap, maxCount);
  if (found.cut !== -1) {
    damage.note('dotnet/truncated', '#US', found.cut, () => 'expected a whole string before the end of the heap');
  }
  if (found.end < heap.end) {
    damage.note('limit/items', '#US', found.end, () => `found more than ${maxCount} strings; the rest are not read`);
  }
  const copy = new Uint8Array(found.bytes);
  const starts = new Uint32Array(found.count);
  const ends = new Uint32Array(found.count);
  const offsets = new Uint32Array(found.count);
  copyLiterals(bytes, heap, copy, starts, ends, offsets);
  return textTable(copy, starts, ends, true, offsets);
}

interface Measure {
  readonly count: number;
  /** Bytes that the literals take as UTF-8. */
  readonly bytes: number;
  /** Where the literal stands that reaches past the heap; -1 where none does. */
  readonly cut: number;
  /** Where reading ended: at the end of the heap, or behind the last literal of the limit. */
  readonly end: number;
}

function measureLiterals(bytes: Uint8Array, heap: ByteRange, maxCount: number): Measure {
  let count = 0;
  let size = 0;
  let at = heap.start;
  while (at < heap.end && count < maxCount) {
    const text = at + lengthBytes(bytes[at]!);
    const stated = text + blobLength(bytes, at);
    const end = Math.min(stated, heap.end);
    // One literal has a byte behind its units, which says whether some of them need care: a length of one is no text.
    if (end - text > 1) {
      count++;
      size += utf8Length(bytes, text, end);
    }
    if (stated > heap.end) return { count, bytes: size, cut: at, end: heap.end };
    at = end;
  }
  return { count, bytes: size, cut: -1, end: at };
}

function copyLiterals(
  bytes: Uint8Array,
  heap: ByteRange,
  copy: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
  offsets: Uint32Array,
): void {
  let to = 0;
  let at = heap.start;
  for (let i = 0; i < starts.length; ) {
    const text = at + lengthBytes(bytes[at]!);
    const end = Math.min(text + blobLength(bytes, at), heap.end);
    if (end - text > 1) {
      starts[i] = to;
      offsets[i] = text;
      to = writeUtf8(bytes, text, end, copy, to);
      ends[i++] = to;
    }
    at = end;
  }
}

/** Bytes of a compressed length, by the first of them (ECMA-335 II.23.2). `111…` begins none; it is skipped like padding. */
function lengthBytes(first: number): number {
  return first < 0x80 || first >= 0xe0 ? 1 : first < 0xc0 ? 2 : 4;
}

function blobLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return first;
  const second = bytes[at + 1] ?? 0;
  if (first < 0xc0) return ((first & 0x3f) << 8) | second;
  if (first >= 0xe0) return 0;
  return ((first & 0x1f) << 24) | (second << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
}
