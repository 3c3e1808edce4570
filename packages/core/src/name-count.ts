/** Counting distinct names by the hash of their bytes: no text is built, and nothing is left for the garbage collector. */

/**
 * Names told apart by 64 bits of hash; two names that share them all count as one. Open addressing over pairs of 32-bit
 * hashes: the names that are only mentioned and those that are defined, in one table.
 */
export interface NameCount {
  hashes: Int32Array;
  states: Uint8Array;
  /** Names that are defined. */
  defined: number;
  /** Names that are mentioned and nowhere defined. */
  onlyMentioned: number;
}

const empty = 0;
const mentioned = 1;
const defined = 2;

/** Room at first; doubled whenever it is half full. */
const firstSlots = 16_384;

/** Starts counting. */
export function startNameCount(): NameCount {
  return {
    hashes: new Int32Array(2 * firstSlots),
    states: new Uint8Array(firstSlots),
    defined: 0,
    onlyMentioned: 0,
  };
}

/** Counts the name in `bytes[start, end)` as defined; whether it was not yet. */
export function defineName(names: NameCount, bytes: Uint8Array, start: number, end: number): boolean {
  const before = raise(names.hashes, names.states, bytes, start, end, defined);
  if (before === defined) return false;
  names.defined++;
  if (before === mentioned) names.onlyMentioned--;
  else growIfHalfFull(names);
  return true;
}

/** Counts it as mentioned, unless it is defined before or later. */
export function mentionName(names: NameCount, bytes: Uint8Array, start: number, end: number): void {
  if (raise(names.hashes, names.states, bytes, start, end, mentioned) !== empty) return;
  names.onlyMentioned++;
  growIfHalfFull(names);
}

/** Raises a name to at least a state; returns the one it had before. */
function raise(
  hashes: Int32Array,
  states: Uint8Array,
  bytes: Uint8Array,
  start: number,
  end: number,
  state: number,
): number {
  // Two multiplicative hashes (FNV-1a, and Murmur's multiplier with a shift) in one pass.
  let low = 0x811c9dc5 | 0;
  let high = 0x1b873593;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    low = Math.imul(low ^ byte, 0x01000193);
    high = Math.imul(high + byte, 0x5bd1e995) ^ (high >>> 13);
  }
  const slot = findSlot(hashes, states, low, high);
  const before = states[slot]!;
  if (before < state) put(hashes, states, slot, low, high, state);
  return before;
}

/** The slot of the pair `low`, `high`: its own, or the empty one where it would go. */
function findSlot(hashes: Int32Array, states: Uint8Array, low: number, high: number): number {
  const mask = states.length - 1;
  let slot = low & mask;
  while (states[slot] !== empty && (hashes[2 * slot] !== low || hashes[2 * slot + 1] !== high))
    slot = (slot + 1) & mask;
  return slot;
}

function put(hashes: Int32Array, states: Uint8Array, slot: number, low: number, high: number, state: number): void {
  hashes[2 * slot] = low;
  hashes[2 * slot + 1] = high;
  states[slot] = state;
}

function growIfHalfFull(names: NameCount): void {
  if (2 * (names.defined + names.onlyMentioned) <= names.states.length) return;
  const { hashes, states } = names;
  names.hashes = new Int32Array(hashes.length * 2);
  names.states = new Uint8Array(states.length * 2);
  for (let i = 0; i < states.length; i++) {
    if (states[i] === empty) continue;
    const [low, high] = [hashes[2 * i]!, hashes[2 * i + 1]!];
    put(names.hashes, names.states, findSlot(names.hashes, names.states, low, high), low, high, states[i]!);
  }
}
