/** The string pool of a DEX as a table of byte ranges (dex-format, "string_id_item", "string_data_item"). */
import type { TextTable } from '../../extractors/sink.js';
import type { Limits } from '../../limits.js';
import type { DamageLog } from './damage-log.js';
import type { DexTable } from './header.js';
import { decodeMutf8 } from './mutf8.js';
import { NulFinder } from './nul-finder.js';

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
): TextTable {
  const count = takeItems(table, budget, 'string_ids', damage);
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  const length = bytes.length;
  let ordered = true;
  let lastEnd = 0;
  for (let i = 0, id = table.offset; i < count; i++, id += 4) {
    const data = (bytes[id]! | (bytes[id + 1]! << 8) | (bytes[id + 2]! << 16) | (bytes[id + 3]! << 24)) >>> 0;
    if (data >= length) {
      damage.note('dex/bad-offset', 'string_ids', id, () => `offset ${data} lies outside the ${length} bytes`);
      ordered = false;
      continue;
    }
    let at = data;
    let byte = bytes[at++]!;
    let units = byte & 0x7f;
    for (let shift = 7; byte >= 0x80 && shift < 35 && at < length; shift += 7) {
      byte = bytes[at++]!;
      units += (byte & 0x7f) * 2 ** shift;
    }
    const end = bytes[at + units] === 0 ? at + units : budget.nuls.after(at);
    const size = end - at;
    if (end === length)
      damage.note('dex/bad-string', 'string without end', data, () => 'expected a NUL before the end');
    if (units > size || size > units * 3) {
      damage.note('dex/bad-string', 'string length', data, () => `${units} UTF-16 units stated, ${size} bytes found`);
    }
    if (size > limits.maxStringUnits) {
      damage.note('limit/string-units', 'string', data, () => `${size} bytes, cut to ${limits.maxStringUnits} units`);
    }
    if (size > budget.textBytes) {
      damage.note('dex/overlap', 'string_ids', id, () => 'strings overlap too often; the rest are left empty');
      ordered = false;
      continue;
    }
    budget.textBytes -= size;
    starts[i] = at;
    ends[i] = end;
    ordered &&= at >= lastEnd;
    lastEnd = end;
  }
  const text = (i: number): string => decodeMutf8(bytes, starts[i] ?? 0, ends[i] ?? 0, limits.maxStringUnits);
  return { bytes, count, starts, ends, ordered, text };
}

/** Ends string `i` at its first NUL. One before the stated length is damage that could hide a name behind its beginning. */
export function endAtFirstNul(pool: TextTable, i: number, damage: DamageLog): void {
  const { bytes, starts, ends } = pool;
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
