/** type_ids and class_defs of a DEX as indices into its string pool (dex-format, "type_id_item", "class_def_item"). */
import type { ClassTable, TextTable } from '../../extractors/sink.js';
import type { Limits } from '../../limits.js';
import { u32Table } from '../little-endian.js';
import type { DamageLog } from './damage-log.js';
import type { DexHeader } from './header.js';
import { decodeMutf8 } from './mutf8.js';
import { type Budget, endAtFirstNul, takeItems } from './string-table.js';

/** Stands for "no index" (dex-format, "NO_INDEX"), and for an index that points past its table. */
export const noIndex = 0xffffffff;

const typeIdBytes = 4;
/** Bytes of a `class_def_item`. */
export const classDefBytes = 32;

/** For each type_id the index of its descriptor in the string pool, or {@link noIndex}. */
export function readTypeStrings(
  bytes: Uint8Array,
  header: DexHeader,
  pool: TextTable,
  budget: Budget,
  damage: DamageLog,
): Uint32Array {
  const count = takeItems(header.types, budget, 'type_ids', damage);
  // A copy: what points past the table is marked in it.
  const typeStrings = u32Table(bytes, header.types.offset, count).slice();
  for (let i = 0; i < count; i++) {
    const string = typeStrings[i]!;
    if (string < pool.count) continue;
    typeStrings[i] = noIndex;
    noteIndex(damage, 'type_ids', header.types.offset + i * typeIdBytes, string, pool.count);
  }
  return typeStrings;
}

/**
 * The classes that a DEX defines and those that it only names. Types and classes are unique (dex-format, "type_ids", "class_defs"),
 * and each costs its readers its name: a repeated one is left out, and what a file's names may cost together is bounded. Left
 * out, too, are items with an index past its table and types that are no classes.
 */
export function readClassTable(
  bytes: Uint8Array,
  header: DexHeader,
  pool: TextTable,
  typeStrings: Uint32Array,
  budget: Budget,
  limits: Limits,
  damage: DamageLog,
): ClassTable {
  const definitions = takeItems(header.classes, budget, 'class_defs', damage);
  const names = new Uint32Array(definitions + typeStrings.length);
  const offsets = new Uint32Array(definitions + typeStrings.length);
  const seen = new Uint8Array(pool.count);
  let count = 0;
  for (let i = 0, at = header.classes.offset; i < definitions; i++, at += classDefBytes) {
    // class_idx is written as 32 bits, but Android reads the low 16 and takes the rest for padding.
    const type = bytes[at]! | (bytes[at + 1]! << 8);
    const name = type < typeStrings.length ? typeStrings[type]! : noIndex;
    if (name === noIndex) noteIndex(damage, 'class_defs', at, type, typeStrings.length);
    else if (seen[name] === 1 || !spend(budget, pool, name)) noteOverlap(damage, 'class_defs', at);
    else {
      seen[name] = 1;
      names[count] = name;
      offsets[count++] = at;
    }
  }
  const defined = count;
  for (let i = 0, at = header.types.offset; i < typeStrings.length; i++, at += typeIdBytes) {
    const name = typeStrings[i]!;
    if (name === noIndex) continue;
    if (seen[name]! >= 2 || !spend(budget, pool, name)) noteOverlap(damage, 'type_ids', at);
    else {
      if (seen[name] === 0) {
        names[count] = name;
        offsets[count++] = at;
      }
      seen[name] = 2;
    }
  }
  for (let i = 0; i < count; i++) endAtFirstNul(pool, names[i]!, damage);
  return tableOf(pool, names.subarray(0, count), offsets, defined, limits.maxStringUnits);
}

/** Whether the name can still be afforded, which is then paid. */
function spend(budget: Budget, { starts, ends }: TextTable, string: number): boolean {
  const size = ends[string]! - starts[string]!;
  if (size > budget.textBytes) return false;
  budget.textBytes -= size;
  return true;
}

/** Unwraps the descriptors: `[[Lcom/vendor/Type;` gives `com/vendor/Type`; primitives and what is no descriptor give nothing. */
function tableOf(
  { bytes, starts, ends }: TextTable,
  names: Uint32Array,
  offsets: Uint32Array,
  namesDefined: number,
  maxUnits: number,
): ClassTable {
  const nameStarts = new Uint32Array(names.length);
  const nameEnds = new Uint32Array(names.length);
  let defined = 0;
  let count = 0;
  for (let i = 0; i < names.length; i++) {
    let start = starts[names[i]!]!;
    const end = ends[names[i]!]!;
    while (start < end && bytes[start] === 0x5b) start++;
    if (end - start < 3 || bytes[start] !== 0x4c || bytes[end - 1] !== 0x3b) continue;
    nameStarts[count] = start + 1;
    nameEnds[count] = end - 1;
    offsets[count++] = offsets[i]!;
    if (i < namesDefined) defined = count;
  }
  const text = (i: number): string => decodeMutf8(bytes, nameStarts[i] ?? 0, nameEnds[i] ?? 0, maxUnits);
  return { format: 'dex', bytes, count, defined, starts: nameStarts, ends: nameEnds, offsets, text };
}

function noteIndex(damage: DamageLog, part: string, offset: number, index: number, count: number): void {
  damage.note('dex/bad-index', part, offset, () => `index ${index} points past a usable item of a table of ${count}`);
}

function noteOverlap(damage: DamageLog, part: string, offset: number): void {
  damage.note('dex/overlap', part, offset, () => 'names are repeated or overlap too often; left out');
}
