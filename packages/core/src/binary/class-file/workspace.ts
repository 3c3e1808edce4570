/** The tables that reading a class file fills, used again for the next: a library has thousands of classes, of 2 KB each. */
import { doubled } from '../doubled.js';

/** Tables by the index of a constant, by the number of a text, and by the number of a name. Only what was filled counts. */
export interface Workspace {
  /** Offset of each constant's tag; 0 where there is none: at index 0, behind a Long or Double, and where the walk did not get to. */
  places: Uint32Array;
  /** How a text is used to name types: bits of `typeTexts`. */
  uses: Uint8Array;
  /** Offset of the first item that uses it so. */
  users: Uint32Array;
  textStarts: Uint32Array;
  textEnds: Uint32Array;
  nameStarts: Uint32Array;
  nameEnds: Uint32Array;
  /** Offset of the item that gives the name. */
  nameOffsets: Uint32Array;
  /** Slots of an open hash table of names: a name's number plus one, or 0. */
  slots: Int32Array;
  /** So many slots are in use, a power of two, less one. */
  slotMask: number;
  /** Names found. */
  names: number;
}

const leastConstants = 2048;
/** Names for which there is room at first; what a file made for it needs beyond is not kept. */
const leastNames = 4096;

let workspace: Workspace | null = null;

/** The tables, empty, for a file of so many constants. What the file before left in them must be copied by then. */
export function workspaceFor(constants: number): Workspace {
  if (workspace === null || workspace.places.length < constants || workspace.nameStarts.length > leastNames) {
    workspace = createWorkspace(Math.max(constants, leastConstants));
  }
  let slots = 64;
  while (slots < 2 * constants) slots *= 2;
  workspace.slotMask = slots - 1;
  workspace.names = 0;
  workspace.slots.fill(0, 0, slots);
  workspace.places.fill(0, 0, constants);
  workspace.uses.fill(0, 0, constants);
  return workspace;
}

function createWorkspace(constants: number): Workspace {
  return {
    places: new Uint32Array(constants),
    uses: new Uint8Array(constants),
    users: new Uint32Array(constants),
    textStarts: new Uint32Array(constants),
    textEnds: new Uint32Array(constants),
    nameStarts: new Uint32Array(leastNames),
    nameEnds: new Uint32Array(leastNames),
    nameOffsets: new Uint32Array(leastNames),
    slots: new Int32Array(4 * constants),
    slotMask: 0,
    names: 0,
  };
}

/** Doubles the room for names. */
export function growNames(room: Workspace): void {
  room.nameStarts = doubled(room.nameStarts);
  room.nameEnds = doubled(room.nameEnds);
  room.nameOffsets = doubled(room.nameOffsets);
}
