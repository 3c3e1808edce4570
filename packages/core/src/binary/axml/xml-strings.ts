/** The strings of one binary XML file, each decoded once and all together within a bound. */
import { emptyStringPool, type StringPool } from '../string-pool.js';

/** Strings by index; entries may overlap, so a small pool could decode to far more text than the file has bytes. */
export interface XmlStrings {
  readonly pool: StringPool;
  readonly decoded: Map<number, string | null>;
  /** UTF-16 units that may still be decoded; below zero once the bound was passed, and then new strings read as missing. */
  unitsLeft: number;
}

/** No strings yet, or those of `pool`. */
export function xmlStrings(pool: StringPool = emptyStringPool, maxUnits = 0): XmlStrings {
  return { pool, decoded: new Map(), unitsLeft: maxUnits };
}

/** String `index`; null when there is none, as for the index 0xffffffff. */
export function stringAt(strings: XmlStrings, index: number): string | null {
  const known = strings.decoded.get(index);
  if (known !== undefined) return known;
  if (index >= strings.pool.count || strings.unitsLeft < 0) return null;
  const text = strings.pool.text(index);
  if (text !== null) strings.unitsLeft -= text.length;
  const kept = strings.unitsLeft < 0 ? null : text;
  strings.decoded.set(index, kept);
  return kept;
}
