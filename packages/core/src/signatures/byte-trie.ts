/** A trie over bytes in flat typed arrays: looking up costs the length of the text, whatever the number of patterns. */

/**
 * A finished trie; plain arrays, so that it can be written to a file or shared between threads. Node 0 is the root; the nodes are
 * numbered in breadth-first order, so that the children of a node stand side by side.
 */
export interface ByteTrie {
  /** The children of `node` are `firstChild[node]` to `firstChild[node + 1]`, by rising byte. */
  readonly firstChild: Uint32Array;
  /** The byte that leads to each node. */
  readonly labels: Uint8Array;
  /** Of `values`, those from `firstValue[node]` to `firstValue[node + 1]` are the patterns that end at `node`. */
  readonly firstValue: Uint32Array;
  /** Numbers of patterns. */
  readonly values: Uint32Array;
}

/** Builds a trie from patterns; pattern `i` is reported as `i`. */
export function buildByteTrie(patterns: readonly Uint8Array[]): ByteTrie {
  const sorted = patterns.map((bytes, value) => ({ bytes, value })).sort((a, b) => compareBytes(a.bytes, b.bytes));
  const firstChild: number[] = [];
  const labels = [0];
  const firstValue: number[] = [];
  const values: number[] = [];
  /** For each node the patterns that pass through it, as a range of `sorted`, and how many bytes it lies deep. */
  const ranges = [{ from: 0, to: sorted.length, depth: 0 }];
  for (const { from, to, depth } of ranges) {
    firstChild.push(ranges.length);
    firstValue.push(values.length);
    let at = from;
    while (at < to && sorted[at]!.bytes.length === depth) values.push(sorted[at++]!.value);
    while (at < to) {
      const label = sorted[at]!.bytes[depth]!;
      const start = at;
      while (at < to && sorted[at]!.bytes[depth] === label) at++;
      labels.push(label);
      ranges.push({ from: start, to: at, depth: depth + 1 });
    }
  }
  firstChild.push(ranges.length);
  firstValue.push(values.length);
  return {
    firstChild: Uint32Array.from(firstChild),
    labels: Uint8Array.from(labels),
    firstValue: Uint32Array.from(firstValue),
    values: Uint32Array.from(values),
  };
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

/** The node after `byte`, or -1. */
export function nextNode(firstChild: Uint32Array, labels: Uint8Array, node: number, byte: number): number {
  const last = firstChild[node + 1]!;
  for (let child = firstChild[node]!; child < last; child++) {
    const label = labels[child]!;
    if (label >= byte) return label === byte ? child : -1;
  }
  return -1;
}

/** The patterns that end at `node`; empty for most nodes. */
export function valuesAt({ firstValue, values }: ByteTrie, node: number): Uint32Array {
  return values.subarray(firstValue[node], firstValue[node + 1]);
}
