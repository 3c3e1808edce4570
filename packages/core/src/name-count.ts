/** Counting distinct names by the hash of their bytes: no text is built, and nothing is left for the garbage collector. */

/** Names told apart by 64 bits of hash; two names that share them all count as one. */
export interface NameCount {
  /** Counts the class in `bytes[start, end)` as defined; whether it was not yet. */
  define(bytes: Uint8Array, start: number, end: number): boolean;
  /** Counts it as named, unless it is defined before or later. */
  name(bytes: Uint8Array, start: number, end: number): void;
  defined(): number;
  onlyNamed(): number;
}

const empty = 0;
const named = 1;
const defined = 2;

/** Starts counting: open addressing over pairs of 32-bit hashes, doubled when half full. */
export function startNameCount(): NameCount {
  let hashes = new Int32Array(2 * 16_384);
  let states = new Uint8Array(16_384);
  const counts = [0, 0, 0];
  let low = 0;
  let high = 0;

  /** The slot of the pair `low`, `high`: its own, or the empty one where it would go. */
  const findSlot = (): number => {
    const mask = states.length - 1;
    let slot = low & mask;
    while (states[slot] !== empty && (hashes[2 * slot] !== low || hashes[2 * slot + 1] !== high))
      slot = (slot + 1) & mask;
    return slot;
  };

  const put = (slot: number, state: number): void => {
    hashes[2 * slot] = low;
    hashes[2 * slot + 1] = high;
    states[slot] = state;
  };

  const grow = (): void => {
    const [oldHashes, oldStates] = [hashes, states];
    hashes = new Int32Array(oldHashes.length * 2);
    states = new Uint8Array(oldStates.length * 2);
    for (let i = 0; i < oldStates.length; i++) {
      if (oldStates[i] === empty) continue;
      low = oldHashes[2 * i]!;
      high = oldHashes[2 * i + 1]!;
      put(findSlot(), oldStates[i]!);
    }
  };

  /** Raises a name to a state; whether it was below. */
  const raise = (bytes: Uint8Array, start: number, end: number, state: number): boolean => {
    // Two multiplicative hashes (FNV-1a, and Murmur's multiplier with a shift) in one pass.
    low = 0x811c9dc5 | 0;
    high = 0x1b873593;
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!;
      low = Math.imul(low ^ byte, 0x01000193);
      high = Math.imul(high + byte, 0x5bd1e995) ^ (high >>> 13);
    }
    const slot = findSlot();
    const before = states[slot]!;
    if (before >= state) return false;
    put(slot, state);
    counts[before]!--;
    counts[state]!++;
    if (2 * (counts[named]! + counts[defined]!) > states.length) grow();
    return true;
  };

  return {
    define: (bytes, start, end) => raise(bytes, start, end, defined),
    name: (bytes, start, end) => void raise(bytes, start, end, named),
    defined: () => counts[defined]!,
    onlyNamed: () => counts[named]!,
  };
}
