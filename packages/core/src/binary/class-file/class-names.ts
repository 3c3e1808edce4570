/** The names of classes in a class file, each once, as byte ranges in its constant pool. */
import { type ConstantPool, textEnd, textStart } from './constant-pool.js';
import { typeTexts } from './type-texts.js';
import { growNames, type Workspace } from './workspace.js';

/** Slots that are looked at for one name. More collide only in a file made for it; a name may be listed twice there. */
const probes = 16;

/** Adds every class that the texts name, in the order of the constant pool, until there are more than `most`. */
export function addNames(bytes: Uint8Array, room: Workspace, { count }: ConstantPool, most: number): void {
  const { places, uses, users } = room;
  for (let i = 1; i < count; i++) {
    const use = uses[i]!;
    if (use === 0) continue;
    const start = textStart(places[i]!);
    const end = textEnd(bytes, places[i]!);
    const user = users[i]!;
    if ((use & typeTexts.className) !== 0) addName(bytes, room, start, end, user);
    if ((use & typeTexts.descriptor) !== 0) addDescriptor(bytes, room, start, end, user, most);
    if (room.names > most) return;
  }
}

/** Adds the classes of a descriptor (JVMS §4.3): what stands between `L` and `;`. The rest is one letter or mark each. */
function addDescriptor(
  bytes: Uint8Array,
  room: Workspace,
  start: number,
  end: number,
  offset: number,
  most: number,
): void {
  for (let at = start; at < end && room.names <= most; at++) {
    if (bytes[at] !== 0x4c) continue;
    const name = ++at;
    while (at < end && bytes[at] !== 0x3b) at++;
    if (at < end) addName(bytes, room, name, at, offset);
  }
}

/** Adds one name, unless it is empty or known. */
export function addName(bytes: Uint8Array, room: Workspace, start: number, end: number, offset: number): void {
  if (start >= end) return;
  const { slots, slotMask, nameStarts, nameEnds, names } = room;
  let slot = hashOf(bytes, start, end) & slotMask;
  for (let probe = 0; probe < probes && slots[slot] !== 0; probe++) {
    const known = slots[slot]! - 1;
    if (isSame(bytes, nameStarts[known]!, nameEnds[known]!, start, end)) return;
    slot = (slot + 1) & slotMask;
  }
  if (slots[slot] === 0) slots[slot] = names + 1;
  if (names === nameStarts.length) growNames(room);
  room.nameStarts[names] = start;
  room.nameEnds[names] = end;
  room.nameOffsets[names] = offset;
  room.names = names + 1;
}

/** Of the length and the last twelve bytes: names of one class file mostly begin alike. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let at = Math.max(start, end - 12); at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return hash ^ (hash >>> 15);
}

function isSame(bytes: Uint8Array, start: number, end: number, other: number, otherEnd: number): boolean {
  if (end - start !== otherEnd - other) return false;
  for (let i = end - start - 1; i >= 0; i--) if (bytes[start + i] !== bytes[other + i]) return false;
  return true;
}
