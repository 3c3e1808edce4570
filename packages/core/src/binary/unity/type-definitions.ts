/** The types of global-metadata.dat by name and namespace (`Il2CppTypeDefinition`). */

import type { DamageLog } from '../dex/damage-log.js';
import { type ByteRange, openHeap } from '../heap-texts.js';
import { u32 } from '../little-endian.js';
import { type NamespacedTypes, namespacedTypes } from '../namespaced-types.js';
import type { UnityHeader } from './header.js';

/**
 * Bytes of one definition in the versions up to 35. The stated version does not tell them apart (24 alone has three), so the size
 * is the one by which every name leads to the beginning of a text: the two names come first in all of them.
 */
const sizes = [88, 92, 100, 104, 84, 108, 112, 120] as const;
/** Name and namespace: offsets in the strings. */
const namesBytes = 8;

/** Reads the names of all types. None, and a note, where no size of a definition makes sense of the table. */
export function readTypeDefinitions(
  bytes: Uint8Array,
  header: UnityHeader,
  maxCount: number,
  damage: DamageLog,
): NamespacedTypes {
  const { typeDefinitions: table, strings } = header;
  const size = definitionBytes(bytes, header);
  if (size === null && table.end > table.start) {
    damage.note('unity/bad-item', 'typeDefinitions', table.start, () => 'its rows have no size that is known');
  }
  const found = size === null ? 0 : Math.floor((table.end - table.start) / size);
  const count = Math.min(found, maxCount);
  if (count < found) {
    damage.note('limit/items', 'typeDefinitions', table.start, () => `found ${found} types, reading ${count}`);
  }
  const names = new Uint32Array(count);
  const namespaces = new Uint32Array(count);
  const rows = new Uint32Array(count);
  for (let i = 0, at = table.start; i < count; i++, at += size ?? 0) {
    names[i] = u32(bytes, at);
    namespaces[i] = u32(bytes, at + 4);
    rows[i] = at;
  }
  return namespacedTypes(openHeap(bytes, strings, damage, 'unity/bad-item'), names, namespaces, count, rows);
}

function definitionBytes(
  bytes: Uint8Array,
  { typeDefinitions: table, strings, typeCount }: UnityHeader,
): number | null {
  const whole = table.end - table.start;
  if (typeCount !== null) {
    const size = typeCount === 0 ? 0 : whole / typeCount;
    return Number.isInteger(size) && size >= namesBytes && areNames(bytes, table, size, strings) ? size : null;
  }
  return sizes.find((size) => whole % size === 0 && areNames(bytes, table, size, strings)) ?? null;
}

/** Whether in every row of this size both names lead to the beginning of a text. */
function areNames(bytes: Uint8Array, table: ByteRange, size: number, strings: ByteRange): boolean {
  for (let at = table.start; at < table.end; at += size) {
    if (!beginsText(bytes, strings, u32(bytes, at)) || !beginsText(bytes, strings, u32(bytes, at + 4))) return false;
  }
  return true;
}

function beginsText(bytes: Uint8Array, strings: ByteRange, index: number): boolean {
  const at = strings.start + index;
  return at < strings.end && (index === 0 || bytes[at - 1] === 0);
}
