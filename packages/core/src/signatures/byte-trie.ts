/** A trie over bytes in flat typed arrays: looking up costs the length of the text, whatever the number of patterns. */

/** A finished trie. Node 0 is the root. */
export interface ByteTrie {
  /** The node after `byte`, or -1. */
  next(node: number, byte: number): number;
  /** Numbers of the patterns that end at `node`; empty for most nodes. */
  values(node: number): readonly number[];
}

const none: readonly number[] = [];

/**
 * Builds a trie from patterns; pattern `i` is reported as `i`.
 *
 * Edges lie in one open-addressing hash table keyed by node and byte: eight bytes an edge, where one row of 256 children
 * a node would take a kilobyte.
 */
export function buildByteTrie(patterns: readonly Uint8Array[]): ByteTrie {
  const edgesAtMost = patterns.reduce((sum, pattern) => sum + pattern.length, 0);
  const bits = Math.max(4, Math.ceil(Math.log2(edgesAtMost * 2 + 1)));
  const keys = new Int32Array(2 ** bits).fill(-1);
  const targets = new Int32Array(2 ** bits);
  const mask = keys.length - 1;
  const shift = 32 - bits;

  // Fibonacci hashing: the multiplier spreads neighbouring keys, the high bits are the well-mixed ones.
  const slotOf = (key: number): number => {
    let slot = Math.imul(key, 0x9e3779b1) >>> shift;
    while (keys[slot] !== -1 && keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  };

  const ends = new Map<number, number[]>();
  let nodes = 1;
  for (const [value, pattern] of patterns.entries()) {
    let node = 0;
    for (const byte of pattern) {
      const key = node * 256 + byte;
      const slot = slotOf(key);
      if (keys[slot] === -1) {
        keys[slot] = key;
        targets[slot] = nodes++;
      }
      node = targets[slot]!;
    }
    const here = ends.get(node);
    if (here) here.push(value);
    else ends.set(node, [value]);
  }

  return {
    next(node, byte) {
      const slot = slotOf(node * 256 + byte);
      return keys[slot] === -1 ? -1 : targets[slot]!;
    },
    values: (node) => ends.get(node) ?? none,
  };
}
