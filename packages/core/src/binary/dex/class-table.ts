/** type_ids and class_defs of a DEX as indices into its string pool (dex-format, "type_id_item", "class_def_item"). */
import type { ClassTable, TextTable } from '../../extractors/sink.js';
import { u16, u32 } from './byte-cursor.js';
import type { DamageLog } from './damage-log.js';
import type { DexHeader } from './header.js';
import { type Budget, endAtFirstNul, takeItems } from './string-table.js';

/** Stands for "no index" (dex-format, "NO_INDEX"), and for an index that points past its table. */
export const noIndex = 0xffffffff;

const typeIdBytes = 4;
const classDefBytes = 32;

/** For each type_id the index of its descriptor in the string pool, or {@link noIndex}. */
export function readTypeStrings(
  bytes: Uint8Array,
  header: DexHeader,
  pool: TextTable,
  budget: Budget,
  damage: DamageLog,
): Uint32Array {
  const typeStrings = new Uint32Array(takeItems(header.types, budget, 'type_ids', damage));
  for (let i = 0, at = header.types.offset; i < typeStrings.length; i++, at += typeIdBytes) {
    const string = u32(bytes, at);
    typeStrings[i] = string < pool.count ? string : noIndex;
    if (string >= pool.count) noteIndex(damage, 'type_ids', at, string, pool.count);
  }
  return typeStrings;
}

/** The classes that a DEX defines and the types it names; items with an index past its table are left out. */
export function readClassTable(
  bytes: Uint8Array,
  header: DexHeader,
  pool: TextTable,
  typeStrings: Uint32Array,
  budget: Budget,
  damage: DamageLog,
): ClassTable {
  const types = new Rows('type_ids', typeStrings.length, pool, budget, damage);
  for (const [i, string] of typeStrings.entries()) {
    if (string !== noIndex) types.add(string, header.types.offset + i * typeIdBytes);
  }
  const count = takeItems(header.classes, budget, 'class_defs', damage);
  const defined = new Rows('class_defs', count, pool, budget, damage);
  for (let i = 0, at = header.classes.offset; i < count; i++, at += classDefBytes) {
    // class_idx is written as 32 bits, but Android reads the low 16 and takes the rest for padding.
    const type = u16(bytes, at);
    const string = typeStrings[type] ?? noIndex;
    if (string !== noIndex) defined.add(string, at);
    else noteIndex(damage, 'class_defs', at, type, typeStrings.length);
  }
  return {
    pool,
    defined: defined.strings(),
    definedOffsets: defined.offsets(),
    types: types.strings(),
    typeOffsets: types.offsets(),
  };
}

/**
 * String indices with the place each was read from. Types and classes are unique (dex-format, "type_ids", "class_defs"), and
 * each costs its readers its name: a repeated one is left out, and what a file's names may cost together is bounded.
 */
class Rows {
  readonly #part: string;
  readonly #pool: TextTable;
  readonly #budget: Budget;
  readonly #damage: DamageLog;
  readonly #seen: Uint8Array;
  readonly #strings: Uint32Array;
  readonly #offsets: Uint32Array;
  #count = 0;

  constructor(part: string, capacity: number, pool: TextTable, budget: Budget, damage: DamageLog) {
    this.#part = part;
    this.#pool = pool;
    this.#budget = budget;
    this.#damage = damage;
    this.#seen = new Uint8Array(pool.count);
    this.#strings = new Uint32Array(capacity);
    this.#offsets = new Uint32Array(capacity);
  }

  add(string: number, offset: number): void {
    const size = this.#pool.ends[string]! - this.#pool.starts[string]!;
    if (this.#seen[string] === 1 || size > this.#budget.textBytes) {
      this.#damage.note('dex/overlap', this.#part, offset, () => 'names are repeated or overlap too often; left out');
      return;
    }
    endAtFirstNul(this.#pool, string, this.#damage);
    this.#seen[string] = 1;
    this.#budget.textBytes -= size;
    this.#strings[this.#count] = string;
    this.#offsets[this.#count++] = offset;
  }

  strings(): Uint32Array {
    return this.#strings.subarray(0, this.#count);
  }

  offsets(): Uint32Array {
    return this.#offsets.subarray(0, this.#count);
  }
}

function noteIndex(damage: DamageLog, part: string, offset: number, index: number, count: number): void {
  damage.note('dex/bad-index', part, offset, () => `index ${index} points past a usable item of a table of ${count}`);
}
