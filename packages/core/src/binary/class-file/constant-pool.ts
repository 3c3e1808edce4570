/** The constant pool of a class file: where each constant lies, found in one walk (JVMS §4.4). */
import type { Workspace } from './workspace.js';

/** Tags of constants that are looked into (JVMS table 4.4-B). */
export const tags = { utf8: 1, long: 5, double: 6, class: 7, nameAndType: 12, methodType: 16 } as const;

/** Where `constant_pool_count` stands, and where the first constant begins (JVMS §4.1). */
const countOffset = 8;
const poolOffset = 10;

/**
 * Bytes of a constant by its tag, the tag counted; 0 where there is no such tag. In the order of the tags: Utf8 (3 and its text),
 * Integer, Float, Long, Double, Class, String, Fieldref, Methodref, InterfaceMethodref, NameAndType, MethodHandle,
 * MethodType, Dynamic, InvokeDynamic, Module, Package.
 */
const sizes = new Uint8Array(256);
sizes.set([0, 3, 0, 5, 5, 9, 9, 3, 3, 5, 5, 5, 5, 0, 0, 4, 3, 5, 5, 3, 3]);

/** What a walk through the constants found; their places are in the workspace. */
export interface ConstantPool {
  /** One more than the highest index (`constant_pool_count`). */
  readonly count: number;
  /** How many constants are texts (`CONSTANT_Utf8`). */
  readonly texts: number;
  /** Where the walk ended. */
  readonly end: number;
  /** Whether that is behind the last constant. */
  readonly whole: boolean;
}

/** The number of constants that the file states, plus one; 0 when it is cut before. */
export function constantCount(bytes: Uint8Array): number {
  return bytes.length < poolOffset ? 0 : (bytes[countOffset]! << 8) | bytes[countOffset + 1]!;
}

/** Walks the pool up to the first constant that has an unknown tag or does not lie inside the bytes: none behind it can be found. */
export function readConstantPool(bytes: Uint8Array, room: Workspace): ConstantPool {
  const { places, textStarts, textEnds } = room;
  const { length } = bytes;
  const count = constantCount(bytes);
  let texts = 0;
  let at = poolOffset;
  let i = 1;
  for (; i < count && at + 3 <= length; i++) {
    const tag = bytes[at]!;
    let size = sizes[tag]!;
    if (tag === tags.utf8) {
      size += (bytes[at + 1]! << 8) | bytes[at + 2]!;
      textStarts[texts] = at + 3;
      textEnds[texts] = at + size;
    }
    if (size === 0 || at + size > length) break;
    if (tag === tags.utf8) texts++;
    places[i] = at;
    at += size;
    // Eight-byte constants take two indices (JVMS §4.4.5).
    if (tag === tags.long || tag === tags.double) i++;
  }
  return { count, texts, end: Math.min(at, length), whole: i >= count && count > 0 };
}

/** Whether there are constants with this tag. */
export function isTag(tag: number): boolean {
  return sizes[tag] !== 0;
}

/** Whether the constant at `place` is a text; a place of 0 is none. */
export function isText(bytes: Uint8Array, place: number): boolean {
  return place !== 0 && bytes[place] === tags.utf8;
}

/** Where the text of the `CONSTANT_Utf8` at `place` begins, and where it ends (JVMS §4.4.7). */
export function textStart(place: number): number {
  return place + 3;
}

export function textEnd(bytes: Uint8Array, place: number): number {
  return place + 3 + ((bytes[place + 1]! << 8) | bytes[place + 2]!);
}
