/** ResStringPool: the shared strings of binary XML and resources.arsc, decoded one at a time. */
import { u32 } from './little-endian.js';
import { locateUtf8, locateUtf16, readPoolLayout, type TextPlace } from './pool-layout.js';
import type { Chunk } from './resource-chunk.js';

/** Strings by index. */
export interface StringPool {
  /** How many strings the chunk has room for; never more than it states. */
  readonly count: number;
  /** The number of strings that the chunk states, true or not. */
  readonly statedCount: number;
  /** String `index`; null when there is none or it does not lie inside the chunk. */
  text(index: number): string | null;
}

/** The pool that stands in for one that is missing. */
export const emptyStringPool: StringPool = { count: 0, statedCount: 0, text: () => null };

/**
 * Reads the string pool chunk (`ResStringPool_header`), up to `end` should its size reach past it. A string longer than `maxUnits`
 * UTF-16 units is cut.
 */
export function readStringPool(bytes: Uint8Array, chunk: Chunk, end: number, maxUnits: number): StringPool {
  const layout = readPoolLayout(bytes, chunk, end);
  if (layout === null) return emptyStringPool;
  const { count, statedCount, table, strings, utf8 } = layout;
  const decode = utf8 ? decodeUtf8 : decodeUtf16;
  return {
    count,
    statedCount,
    text(index) {
      if (index < 0 || index >= count) return null;
      const start = strings + u32(bytes, table + index * 4);
      return start < layout.end ? decode(bytes, start, layout.end, maxUnits) : null;
    },
  };
}

const place: TextPlace = new Uint32Array(2);

function decodeUtf16(bytes: Uint8Array, start: number, end: number, maxUnits: number): string | null {
  if (!locateUtf16(bytes, start, end, place)) return null;
  const from = place[0]!;
  return utf16.decode(bytes.subarray(from, Math.min(place[1]!, from + maxUnits * 2)));
}

function decodeUtf8(bytes: Uint8Array, start: number, end: number, maxUnits: number): string | null {
  if (!locateUtf8(bytes, start, end, place)) return null;
  const from = place[0]!;
  const text = utf8.decode(bytes.subarray(from, Math.min(place[1]!, from + maxUnits * 3)));
  return text.length > maxUnits ? text.slice(0, maxUnits) : text;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true });
