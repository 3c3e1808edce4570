/** The string pool of a DEX as a table of byte ranges (dex-format, "string_id_item", "string_data_item"). */
import type { TextTable } from '../../extractors/sink.js';
import type { Limits } from '../../limits.js';
import { u32Table } from '../little-endian.js';
import type { DamageLog } from './damage-log.js';
import type { DexTable } from './header.js';
import { decodeMutf8 } from './mutf8.js';
import { NulFinder } from './nul-finder.js';

/** The string pool of a DEX. */
export interface DexStrings extends TextTable {
  /** String `i`, decoded. */
  text(i: number): string;
}

/** Work that all tables of one entry may cost together. */
export interface Budget {
  /** Items of tables still to be read. */
  items: number;
  /** Bytes of text still to be given out; overlapping strings would give out the same byte again and again. */
  textBytes: number;
  readonly nuls: NulFinder;
}

/** Files of a container share their string data, so a byte may be given out a few times; twice is not enough, eight is. */
const sharingFactor = 8;

/** The budget for reading `bytes`. */
export function budgetFor(bytes: Uint8Array, limits: Limits): Budget {
  return { items: limits.maxTableItems, textBytes: bytes.length * sharingFactor, nuls: new NulFinder(bytes) };
}

/**
 * Reads where each string begins and ends; decodes none. A string ends at its NUL. In ASCII that is where the stored number
 * of UTF-16 units says, and where there is a NUL at that place no other is looked for: {@link endAtFirstNul} does so for the
 * strings that name a type. A string that cannot be reached is empty.
 */
export function readStringTable(
  bytes: Uint8Array,
  table: DexTable,
  budget: Budget,
  limits: Limits,
  damage: DamageLog,
): DexStrings {
  const count = takeItems(table, budget, 'string_ids', damage);
  const ids = u32Table(bytes, table.offset, count);
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  let ordered = true;
  let lastEnd = 0;
  for (let i = 0; i < count; ) {
    const from = i;
    if (budget.textBytes >= bytes.length) {
      i = readPlainStrings(bytes, ids, i, starts, ends, lastEnd, limits.maxStringUnits);
      if (i > from) {
        lastEnd = ends[i - 1]!;
        budget.textBytes -= lastEnd - starts[from]!;
      }
      if (i === count) break;
    }
    const read = readOddString(bytes, ids[i]!, table.offset + 4 * i, budget, limits, damage);
    if (read === null) ordered = false;
    else {
      starts[i] = read.start;
      ends[i] = read.end;
      ordered &&= read.start >= lastEnd;
      lastEnd = read.end;
    }
    i++;
  }
  const text = (i: number): string => decodeMutf8(bytes, starts[i] ?? 0, ends[i] ?? 0, limits.maxStringUnits);
  return { bytes, count, starts, ends, offsets: starts, ordered, text };
}

/**
 * Reads strings from the `from`th on for as long as they are what nearly all are: each behind the one before, its length in one
 * or two bytes, and a NUL where that says or, when not all is ASCII, soon after. Returns the index of the first that is not.
 */
function readPlainStrings(
  bytes: Uint8Array,
  ids: Uint32Array,
  from: number,
  starts: Uint32Array,
  ends: Uint32Array,
  lastEnd: number,
  maxUnits: number,
): number {
  const last = bytes.length - 2;
  const count = ids.length;
  let before = lastEnd;
  for (let i = from; i < count; i++) {
    let start = ids[i]!;
    if (start < before || start >= last) return i;
    let units = bytes[start++]!;
    if (units >= 0x80) {
      const second = bytes[start++]!;
      if (second >= 0x80) return i;
      units = (units & 0x7f) | (second << 7);
    }
    let end = start + units;
    if (bytes[end] !== 0) {
      // In MUTF-8 a unit takes up to three bytes.
      const most = Math.min(end + 2 * units, i + 1 < count ? ids[i + 1]! : last);
      while (end < most && bytes[end] !== 0) end++;
    }
    if (bytes[end] !== 0 || units > maxUnits || end - start > maxUnits) return i;
    starts[i] = start;
    ends[i] = end;
    before = end;
  }
  return count;
}

/** Reads one string with all that can be odd about it; null when it cannot be given out. */
function readOddString(
  bytes: Uint8Array,
  data: number,
  id: number,
  budget: Budget,
  limits: Limits,
  damage: DamageLog,
): { start: number; end: number } | null {
  const { length } = bytes;
  if (data >= length) {
    damage.note('dex/bad-offset', 'string_ids', id, () => `offset ${data} lies outside the ${length} bytes`);
    return null;
  }
  let start = data;
  let byte = bytes[start++]!;
  let units = byte & 0x7f;
  for (let shift = 7; byte >= 0x80 && shift < 35 && start < length; shift += 7) {
    byte = bytes[start++]!;
    units += (byte & 0x7f) * 2 ** shift;
  }
  const end = bytes[start + units] === 0 ? start + units : budget.nuls.after(start);
  const size = end - start;
  if (end === length) damage.note('dex/bad-string', 'string without end', data, () => 'expected a NUL before the end');
  if (units > size || size > units * 3) {
    damage.note('dex/bad-string', 'string length', data, () => `${units} UTF-16 units stated, ${size} bytes found`);
  }
  if (size > limits.maxStringUnits) {
    damage.note('limit/string-units', 'string', data, () => `${size} bytes, cut to ${limits.maxStringUnits} units`);
  }
  if (size > budget.textBytes) {
    damage.note('dex/overlap', 'string_ids', id, () => 'strings overlap too often; the rest are left empty');
    return null;
  }
  budget.textBytes -= size;
  return { start, end };
}

/** Ends string `i` at its first NUL. One before the stated length is damage that could hide a name behind its beginning. */
export function endAtFirstNul({ bytes, starts, ends }: TextTable, i: number, damage: DamageLog): void {
  const first = bytes.indexOf(0, starts[i]);
  if (first === -1 || first >= ends[i]!) return;
  damage.note('dex/bad-string', 'string length', first, () => 'expected no NUL inside a string');
  ends[i] = first;
}

/** How many items of `table` may be read; takes them from the budget. */
export function takeItems(table: DexTable, budget: Budget, part: string, damage: DamageLog): number {
  const count = Math.min(table.count, budget.items);
  if (count < table.count) {
    damage.note('limit/items', part, table.offset, () => `found ${table.count} items, reading ${count}`);
  }
  budget.items -= count;
  return count;
}
