/** All strings of a ResStringPool at once, as byte ranges: UTF-8 where it lies, UTF-16 rewritten as UTF-8. */
import type { TextTable } from '../extractors/sink.js';
import { u32 } from './little-endian.js';
import { locateUtf8, locateUtf16, type PoolLayout, type TextPlace } from './pool-layout.js';
import { areOrdered, textTable } from './utf8-texts.js';
import { utf8Length, writeUtf8 } from './utf16-to-utf8.js';

/** The strings of a pool, and how many of those it states are not among them. */
export interface PoolTexts {
  readonly texts: TextTable;
  /** Strings that do not lie inside the pool; they are empty. */
  readonly outside: number;
  /** Strings behind the limit, or that lie over others too often; the latter are empty. */
  readonly leftOut: number;
}

/** How many times the bytes of a pool its strings may have: compilers let none overlap. */
const sharingFactor = 2;

/** Reads the first `most` strings. Offsets are those of the text in `bytes`, its length not counted. */
export function readPoolTexts(bytes: Uint8Array, layout: PoolLayout, most: number): PoolTexts {
  const count = Math.min(layout.count, most);
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  const { outside, tooOften } = locateAll(bytes, layout, starts, ends);
  const leftOut = layout.count - count + tooOften;
  if (!layout.utf8) return { texts: rewrite(bytes, starts, ends), outside, leftOut };
  return { texts: textTable(bytes, starts, ends, areOrdered(starts, ends)), outside, leftOut };
}

const place: TextPlace = new Uint32Array(2);

/** Finds the strings. One that is not found begins and ends where the one before it ends, which leaves the order as it is. */
function locateAll(
  bytes: Uint8Array,
  { table, strings, end, utf8 }: PoolLayout,
  starts: Uint32Array,
  ends: Uint32Array,
): { readonly outside: number; readonly tooOften: number } {
  let left = (end - table) * sharingFactor;
  let outside = 0;
  let tooOften = 0;
  for (let i = 0; i < starts.length; i++) {
    const start = strings + u32(bytes, table + i * 4);
    const found = utf8 ? locateUtf8(bytes, start, end, place) : locateUtf16(bytes, start, end, place);
    const size = found ? place[1]! - place[0]! : 0;
    if (found && size <= left) {
      starts[i] = place[0]!;
      ends[i] = place[1]!;
      left -= size;
      continue;
    }
    if (found) tooOften++;
    else outside++;
    starts[i] = i === 0 ? table : ends[i - 1]!;
    ends[i] = starts[i]!;
  }
  return { outside, tooOften };
}

function rewrite(bytes: Uint8Array, starts: Uint32Array, ends: Uint32Array): TextTable {
  let size = 0;
  for (let i = 0; i < starts.length; i++) size += utf8Length(bytes, starts[i]!, ends[i]!);
  const copy = new Uint8Array(size);
  const copyStarts = new Uint32Array(starts.length);
  const copyEnds = new Uint32Array(starts.length);
  let to = 0;
  for (let i = 0; i < starts.length; i++) {
    copyStarts[i] = to;
    to = writeUtf8(bytes, starts[i]!, ends[i]!, copy, to);
    copyEnds[i] = to;
  }
  return textTable(copy, copyStarts, copyEnds, true, starts);
}
