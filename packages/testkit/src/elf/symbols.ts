/** The dynamic symbols of a library to be built, in the order that a GNU hash table wants, and both tables to find them. */
import type { ElfSpec } from './spec.js';

export interface SymbolSpec {
  readonly name: string;
  readonly exported: boolean;
  /** What stands at the symbol's address; undefined for a function. */
  readonly bytes?: Uint8Array;
}

/** How many lists the symbols of the GNU table are spread over. */
export const bucketCount = 2;

const encoder = new TextEncoder();

/** The symbols behind the empty one: the imported ones, then the exported ones bucket by bucket. */
export function orderSymbols(spec: ElfSpec): SymbolSpec[] {
  const imported = (spec.imports ?? []).map((name) => ({ name, exported: false }));
  const exported = (spec.exports ?? []).map((it) => ({
    ...(typeof it === 'string' ? { name: it } : it),
    exported: true,
  }));
  return [...imported, ...exported.sort((a, b) => bucketOf(a.name) - bucketOf(b.name))];
}

/** DT_HASH as 32-bit numbers: one list of all symbols (gABI, "Hash Table"). */
export function sysvHash(symbols: readonly SymbolSpec[]): number[] {
  const chain = [0, ...symbols.map((_, i) => (i + 2) % (symbols.length + 1))];
  return [1, chain.length, symbols.length === 0 ? 0 : 1, ...chain];
}

/** DT_GNU_HASH behind its Bloom filter: buckets, and for each exported symbol its hash; the last of a bucket is odd. */
export function gnuHash(symbols: readonly SymbolSpec[]): { symbolOffset: number; buckets: number[]; chains: number[] } {
  const exported = symbols.filter(({ exported }) => exported);
  const symbolOffset = symbols.length - exported.length + 1;
  const inBucket = exported.map(({ name }) => bucketOf(name));
  const buckets = Array.from({ length: bucketCount }, (_, bucket) => {
    const first = inBucket.indexOf(bucket);
    return first < 0 ? 0 : symbolOffset + first;
  });
  const chains = exported.map(({ name }, i) => {
    const last = inBucket[i + 1] !== inBucket[i];
    return last ? (hash(name) | 1) >>> 0 : (hash(name) & ~1) >>> 0;
  });
  return { symbolOffset, buckets, chains };
}

const bucketOf = (name: string): number => hash(name) % bucketCount;

/** Bernstein's hash, as GNU's tables use it. */
function hash(name: string): number {
  let value = 5381;
  for (const byte of encoder.encode(name)) value = (Math.imul(value, 33) + byte) >>> 0;
  return value;
}
