/** A set of names by the hash of their bytes: no text is built, and nothing is left for the garbage collector. */

/** Names told apart by 64 bits of hash; two names that share them all count as one. */
export interface NameSet {
  /** Adds the name in `bytes[start, end)`; whether it is new. */
  add(bytes: Uint8Array, start: number, end: number): boolean;
  size(): number;
  /** How many names of this set are not in `other`, a set that was made here too. */
  countNotIn(other: NameSet): number;
  has(low: number, high: number): boolean;
}

/** Starts an empty set: open addressing over pairs of 32-bit hashes, doubled when half full. */
export function startNameSet(): NameSet {
  let slots = new Int32Array(2 * 4096);
  let used = 0;

  /** Where the pair is, or where it would go. No name has the pair 0, 0: that is an empty slot. */
  const slotOf = (low: number, high: number): number => {
    const mask = slots.length - 1;
    let slot = (low << 1) & mask;
    while ((slots[slot] !== low || slots[slot + 1] !== high) && (slots[slot] !== 0 || slots[slot + 1] !== 0)) {
      slot = (slot + 2) & mask;
    }
    return slot;
  };
  const isEmpty = (slot: number): boolean => slots[slot] === 0 && slots[slot + 1] === 0;

  const grow = (): void => {
    const old = slots;
    slots = new Int32Array(old.length * 2);
    for (let i = 0; i < old.length; i += 2) {
      if (old[i] === 0 && old[i + 1] === 0) continue;
      const slot = slotOf(old[i]!, old[i + 1]!);
      slots[slot] = old[i]!;
      slots[slot + 1] = old[i + 1]!;
    }
  };

  return {
    add(bytes, start, end) {
      // Two multiplicative hashes (FNV-1a, and Murmur's multiplier with a shift) in one pass.
      let low = 0x811c9dc5 | 0;
      let high = 0x1b873593;
      for (let at = start; at < end; at++) {
        const byte = bytes[at]!;
        low = Math.imul(low ^ byte, 0x01000193);
        high = Math.imul(high + byte, 0x5bd1e995) ^ (high >>> 13);
      }
      if (low === 0 && high === 0) low = 1;
      const slot = slotOf(low, high);
      if (!isEmpty(slot)) return false;
      slots[slot] = low;
      slots[slot + 1] = high;
      used++;
      if (used * 4 > slots.length) grow();
      return true;
    },
    size: () => used,
    has: (low, high) => !isEmpty(slotOf(low, high)),
    countNotIn(other) {
      let count = 0;
      for (let i = 0; i < slots.length; i += 2) {
        const [low, high] = [slots[i]!, slots[i + 1]!];
        if ((low !== 0 || high !== 0) && !other.has(low, high)) count++;
      }
      return count;
    },
  };
}
