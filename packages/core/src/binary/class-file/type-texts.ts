/** Which texts of a constant pool name types: those of classes, and descriptors (JVMS §4.4.1, §4.4.6, §4.4.9, §4.5, §4.6). */
import { type ConstantPool, isText, tags, textEnd, textStart } from './constant-pool.js';
import type { Workspace } from './workspace.js';

/** A text is the name of a class (`com/vendor/Type`), a descriptor (`[Lcom/vendor/Type;`, `(I)V`), or both. */
export const typeTexts = { className: 1, descriptor: 2 } as const;

/** Indices that should point at a text and do not. */
export interface BadIndexes {
  count: number;
  /** Offset of the first item with one. */
  at: number;
}

/** Marks the texts that constants use as names and descriptors. */
export function findTypeTexts(bytes: Uint8Array, room: Workspace, pool: ConstantPool, bad: BadIndexes): void {
  const { places } = room;
  for (let i = 1; i < pool.count; i++) {
    const at = places[i]!;
    if (at === 0) continue;
    const tag = bytes[at]!;
    if (tag === tags.class) mark(bytes, room, pool, bad, at, at + 1, typeTexts.className);
    else if (tag === tags.nameAndType) mark(bytes, room, pool, bad, at, at + 3, typeTexts.descriptor);
    else if (tag === tags.methodType) mark(bytes, room, pool, bad, at, at + 1, typeTexts.descriptor);
  }
}

/**
 * Marks the descriptors of the fields and methods that the class declares; `at` is where `fields_count` stands. A class may name
 * a type nowhere else: a field that only others read. Returns the offset behind the class's own attributes, where the
 * file ends, or the complement (`~`) of the offset where it is cut.
 */
export function findDeclaredTypes(
  bytes: Uint8Array,
  room: Workspace,
  pool: ConstantPool,
  bad: BadIndexes,
  at: number,
): number {
  const { length } = bytes;
  let next = at;
  for (let table = 0; table < 2; table++) {
    if (next + 2 > length) return ~next;
    const count = (bytes[next]! << 8) | bytes[next + 1]!;
    next += 2;
    for (let i = 0; i < count; i++) {
      if (next + 8 > length) return ~next;
      mark(bytes, room, pool, bad, next, next + 4, typeTexts.descriptor);
      next = attributesEnd(bytes, next + 6);
      if (next < 0) return next;
    }
  }
  return attributesEnd(bytes, next);
}

/** Where the attributes end whose number stands at `at`, or the complement of where they leave the bytes (JVMS §4.7). */
function attributesEnd(bytes: Uint8Array, at: number): number {
  const { length } = bytes;
  if (at + 2 > length) return ~at;
  const count = (bytes[at]! << 8) | bytes[at + 1]!;
  let next = at + 2;
  for (let i = 0; i < count; i++) {
    if (next + 6 > length) return ~next;
    const size =
      ((bytes[next + 2]! << 24) | (bytes[next + 3]! << 16) | (bytes[next + 4]! << 8) | bytes[next + 5]!) >>> 0;
    if (size > length - next - 6) return ~next;
    next += 6 + size;
  }
  return next;
}

/** Marks the text whose index stands at `indexAt`, in the item at `user`. */
function mark(
  bytes: Uint8Array,
  { places, uses, users }: Workspace,
  { count }: ConstantPool,
  bad: BadIndexes,
  user: number,
  indexAt: number,
  use: number,
): void {
  const index = (bytes[indexAt]! << 8) | bytes[indexAt + 1]!;
  const place = index < count ? places[index]! : 0;
  if (!isText(bytes, place)) {
    if (bad.count++ === 0) bad.at = user;
    return;
  }
  const start = textStart(place);
  // The class of an array has a descriptor for its name (JVMS §4.4.1).
  const isArray = bytes[start] === 0x5b && start < textEnd(bytes, place);
  if (uses[index] === 0) users[index] = user;
  uses[index]! |= isArray ? typeTexts.descriptor : use;
}
