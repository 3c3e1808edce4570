/** Reads a Java class file (JVMS chapter 4): the class it defines, the classes it refers to, and all its texts. */
import type { Code, Report } from '../../errors.js';
import type { ClassTable, TextTable } from '../../extractors/sink.js';
import type { Limits } from '../../limits.js';
import { decodeMutf8 } from '../dex/mutf8.js';
import { addName, addNames } from './class-names.js';
import {
  type ConstantPool,
  constantCount,
  isTag,
  isText,
  readConstantPool,
  tags,
  textEnd,
  textStart,
} from './constant-pool.js';
import { isClassFile } from './is-class-file.js';
import { type BadIndexes, findDeclaredTypes, findTypeTexts } from './type-texts.js';
import { type Workspace, workspaceFor } from './workspace.js';

/** What a class file says, as far as it is read. */
export interface ClassFile {
  /** 52 for Java 8, 61 for Java 17. */
  readonly majorVersion: number;
  /** `module-info` defines no class, and `package-info` one without content that only carries annotations (JVMS §4.1). */
  readonly kind: 'class' | 'module-info' | 'package-info';
  /**
   * The class that the file defines, then those it refers to, each once: named by a `CONSTANT_Class`, or in the descriptor of a
   * field or method that it declares or uses. Arrays are unwrapped, primitives left out. Offsets are those of `this_class`, and
   * of the constant, field or method that names the class.
   */
  readonly classes: ClassTable;
  /** Every `CONSTANT_Utf8` in file order, in modified UTF-8: names, descriptors, signatures, literals, annotations. */
  readonly strings: TextTable;
}

const accModule = 0x8000;

/**
 * Reads the class file in these bytes; null when they are none. Nothing is decoded, no attribute is looked into: code, debug
 * information and annotations add no class that must be there for the file to work.
 *
 * Reports `class/bad-magic`, `class/truncated`, `class/bad-constant` and `limit/items` (`maxTableItems`), each once at most.
 */
export function readClassFile(bytes: Uint8Array, where: string, report: Report, limits: Limits): ClassFile | null {
  const note: Note = (code, offset, message) => report({ code, where: [{ entry: where, offset }], message });
  if (!isClassFile(bytes)) {
    note('class/bad-magic', 0, 'expected CA FE BA BE and a version from 45 to 80');
    return null;
  }
  const room = workspaceFor(constantCount(bytes));
  const pool = readConstantPool(bytes, room);
  const bad: BadIndexes = { count: 0, at: 0 };
  findTypeTexts(bytes, room, pool, bad);
  const end = pool.whole ? findDeclaredTypes(bytes, room, pool, bad, membersOffset(bytes, pool)) : ~pool.end;
  const ownName = pool.whole ? thisClass(bytes, room, pool) : 0;
  const isModule = pool.whole && (bytes[pool.end]! & (accModule >>> 8)) !== 0;

  if (ownName > 0 && !isModule) addName(bytes, room, textStart(ownName), textEnd(bytes, ownName), pool.end + 2);
  const defined = room.names;
  addNames(bytes, room, pool, limits.maxTableItems);

  noteDamage(bytes, pool, ownName, bad, end, note);
  const count = Math.min(room.names, limits.maxTableItems);
  if (count < room.names) note('limit/items', 0, `names more than ${count} classes; the rest are left out`);
  return {
    majorVersion: (bytes[6]! << 8) | bytes[7]!,
    kind: isModule ? 'module-info' : isPackageInfo(bytes, ownName) ? 'package-info' : 'class',
    classes: classTable(bytes, room, count, Math.min(defined, count), limits.maxStringUnits),
    strings: textTable(bytes, room, pool.texts),
  };
}

type Note = (code: Code, offset: number, message: string) => void;

/** Tells what is wrong; `end` is where the file ends, or the complement of where it is cut. */
function noteDamage(
  bytes: Uint8Array,
  pool: ConstantPool,
  ownName: number,
  bad: BadIndexes,
  end: number,
  note: Note,
): void {
  if (!pool.whole && pool.end < bytes.length && !isTag(bytes[pool.end]!)) {
    note('class/bad-constant', pool.end, `constant with the unknown tag ${bytes[pool.end]}; what follows is not read`);
  } else if (end < 0) {
    note('class/truncated', ~end, `${bytes.length} bytes end inside the ${pool.whole ? 'class' : 'constant pool'}`);
  }
  // In a pool that is cut, constants may point at what is missing.
  if (!pool.whole) return;
  if (ownName === 0 && pool.end + 4 <= bytes.length) {
    note('class/bad-constant', pool.end + 2, 'this_class points at no class with a name');
  } else if (bad.count > 0) {
    note('class/bad-constant', bad.at, `${bad.count} indexes point at no text, this is the first`);
  }
}

/** The place of the text that names the class defined here (`this_class`, JVMS §4.1); 0 when there is none. */
function thisClass(bytes: Uint8Array, { places }: Workspace, { count, end }: ConstantPool): number {
  if (end + 4 > bytes.length) return 0;
  const index = (bytes[end + 2]! << 8) | bytes[end + 3]!;
  const place = index < count ? places[index]! : 0;
  if (place === 0 || bytes[place] !== tags.class) return 0;
  const nameIndex = (bytes[place + 1]! << 8) | bytes[place + 2]!;
  const name = nameIndex < count ? places[nameIndex]! : 0;
  return isText(bytes, name) ? name : 0;
}

/** Where `fields_count` stands: behind the flags, this class, its superclass and its interfaces. Past the bytes when they are cut. */
function membersOffset(bytes: Uint8Array, { end }: ConstantPool): number {
  if (end + 8 > bytes.length) return bytes.length;
  return end + 8 + 2 * ((bytes[end + 6]! << 8) | bytes[end + 7]!);
}

const packageInfo = new TextEncoder().encode('package-info');

function isPackageInfo(bytes: Uint8Array, place: number): boolean {
  if (place === 0) return false;
  const start = textEnd(bytes, place) - packageInfo.length;
  if (start < textStart(place) || (start > textStart(place) && bytes[start - 1] !== 0x2f)) return false;
  return packageInfo.every((byte, i) => bytes[start + i] === byte);
}

function classTable(
  bytes: Uint8Array,
  { nameStarts, nameEnds, nameOffsets }: Workspace,
  count: number,
  defined: number,
  maxUnits: number,
): ClassTable {
  const starts = copyOf(nameStarts, count);
  const ends = copyOf(nameEnds, count);
  const text = (i: number): string => decodeMutf8(bytes, starts[i] ?? 0, ends[i] ?? 0, maxUnits);
  return { format: 'class-file', bytes, count, defined, starts, ends, offsets: copyOf(nameOffsets, count), text };
}

function textTable(bytes: Uint8Array, { textStarts, textEnds }: Workspace, count: number): TextTable {
  const starts = copyOf(textStarts, count);
  return { bytes, count, starts, ends: copyOf(textEnds, count), offsets: starts, ordered: true };
}

/** The first numbers of a table. For the few hundred of a class file this is faster than `slice`. */
function copyOf(table: Uint32Array, count: number): Uint32Array {
  const copy = new Uint32Array(count);
  for (let i = 0; i < count; i++) copy[i] = table[i]!;
  return copy;
}
