/** Tables of UTF-8 texts by byte range. */
import type { TextTable } from '../extractors/sink.js';

/**
 * A table of texts; `ends` is exclusive and never below `starts`.
 *
 * @param offsets where each text begins in its entry, when `bytes` are a copy that was rewritten
 */
export function textTable(
  bytes: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
  ordered: boolean,
  offsets = starts,
): TextTable {
  return { bytes, count: starts.length, starts, ends, offsets, ordered };
}

/** Text `i` of a table of UTF-8, cut to `maxUnits` UTF-16 units; bytes that are no UTF-8 become U+FFFD. */
export function utf8Text({ bytes, starts, ends }: TextTable, i: number, maxUnits: number): string {
  const start = starts[i] ?? 0;
  // No UTF-16 unit takes more than three bytes, so that nothing behind the cut is decoded.
  const text = utf8.decode(bytes.subarray(start, Math.min(ends[i] ?? 0, start + maxUnits * 3)));
  return text.length > maxUnits ? text.slice(0, maxUnits) : text;
}

/** Whether each text begins at or behind the end of the one before. */
export function areOrdered(starts: Uint32Array, ends: Uint32Array): boolean {
  for (let i = 1; i < starts.length; i++) if (starts[i]! < ends[i - 1]!) return false;
  return true;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
