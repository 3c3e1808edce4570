/** Where the strings of a ResStringPool lie: its layout, and the place of one string. */
import { u16, u32 } from './little-endian.js';
import type { Chunk } from './resource-chunk.js';

/** What `ResStringPool_header` says, as far as it can be true. */
export interface PoolLayout {
  /** How many strings the chunk has room for; never more than it states. */
  readonly count: number;
  /** The number of strings that the chunk states, true or not. */
  readonly statedCount: number;
  /** Where the offsets of the strings stand, four bytes each. */
  readonly table: number;
  /** What these offsets count from (`stringsStart`), whatever the number of strings says: protected apps state too many of them. */
  readonly strings: number;
  /** Where the pool ends. */
  readonly end: number;
  readonly utf8: boolean;
}

const headerBytes = 28;
const utf8Flag = 0x100;

/** The layout of a string pool chunk, up to `end` should its size reach past it; null where it has no room for a header. */
export function readPoolLayout(bytes: Uint8Array, chunk: Chunk, end: number): PoolLayout | null {
  const { offset } = chunk;
  const poolEnd = Math.min(end, offset + chunk.size);
  if (poolEnd - offset < headerBytes) return null;
  const table = offset + Math.max(chunk.headerSize, headerBytes);
  const statedCount = u32(bytes, offset + 8);
  return {
    count: Math.max(0, Math.min(statedCount, Math.floor((poolEnd - table) / 4))),
    statedCount,
    table,
    strings: offset + u32(bytes, offset + 20),
    end: poolEnd,
    utf8: (u32(bytes, offset + 16) & utf8Flag) !== 0,
  };
}

/** Where a text begins and ends, in memory that is used again: pools have too many for an object each. */
export type TextPlace = Uint32Array;

/**
 * Puts the place of the UTF-8 text at `start` into `place`; false when it does not lie before `end`. In front of it stand its lengths in
 * UTF-16 units and in bytes, each in one byte, or in two with the top bit of the first set.
 */
export function locateUtf8(bytes: Uint8Array, start: number, end: number, place: TextPlace): boolean {
  let at = start;
  if (at >= end) return false;
  at += (bytes[at]! & 0x80) === 0 ? 1 : 2;
  if (at >= end) return false;
  let stated = bytes[at++]!;
  if ((stated & 0x80) !== 0) {
    if (at >= end) return false;
    stated = ((stated & 0x7f) << 8) | bytes[at++]!;
  }
  // Two bytes hold lengths up to 0x7fff only; Android finds the end of a longer string by its zero byte
  // (ResStringPool::decodeString8At).
  let size = stated;
  while (size + 0x8000 < end - at && bytes[at + size] !== 0) size += 0x8000;
  if (size >= end - at || bytes[at + size] !== 0) size = stated;
  if (size > end - at) return false;
  place[0] = at;
  place[1] = at + size;
  return true;
}

/**
 * The same for a text in UTF-16. In front of it stands its length in units, in one unit, or in two with the top bit of the first set.
 */
export function locateUtf16(bytes: Uint8Array, start: number, end: number, place: TextPlace): boolean {
  if (end - start < 2) return false;
  let at = start + 2;
  let units = u16(bytes, start);
  if ((units & 0x8000) !== 0) {
    if (end - at < 2) return false;
    units = (units & 0x7fff) * 0x10000 + u16(bytes, at);
    at += 2;
  }
  if (units > (end - at) / 2) return false;
  place[0] = at;
  place[1] = at + units * 2;
  return true;
}
