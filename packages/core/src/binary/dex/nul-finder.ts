/** Finds where NUL-terminated text ends, in linear time over all questions together. */

const blockBytes = 256;

/**
 * Answers "where is the next NUL". In a well-formed DEX each string is asked about once and the ranges are disjoint, so
 * plain scanning is fastest. Once the questions have scanned twice as many bytes as there are, they must overlap (hostile
 * input: a million strings that all begin in one long run), and an index by blocks takes over.
 */
export class NulFinder {
  readonly #bytes: Uint8Array;
  #fuel: number;
  /** For each block the first NUL at or after its start; built when first needed. */
  #firstNul: Uint32Array | null = null;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#fuel = bytes.length * 2;
  }

  /** Offset of the first NUL at or after `from`; the length of the bytes when there is none. */
  after(from: number): number {
    const bytes = this.#bytes;
    const stop = Math.min(bytes.length, from + this.#fuel);
    const found = bytes.subarray(from, stop).indexOf(0);
    const at = found === -1 ? Math.max(from, stop) : from + found;
    this.#fuel -= at - from;
    return found !== -1 || stop === bytes.length ? at : this.#byIndex(at);
  }

  #byIndex(from: number): number {
    this.#firstNul ??= indexBlocks(this.#bytes);
    const block = Math.floor(from / blockBytes);
    const stop = Math.min((block + 1) * blockBytes, this.#bytes.length);
    for (let at = from; at < stop; at++) if (this.#bytes[at] === 0) return at;
    return this.#firstNul[block + 1] ?? this.#bytes.length;
  }
}

function indexBlocks(bytes: Uint8Array): Uint32Array {
  const firstNul = new Uint32Array(Math.ceil(bytes.length / blockBytes) + 1).fill(bytes.length);
  for (let block = firstNul.length - 2; block >= 0; block--) {
    const inBlock = bytes.subarray(block * blockBytes, (block + 1) * blockBytes).indexOf(0);
    firstNul[block] = inBlock < 0 ? firstNul[block + 1]! : block * blockBytes + inBlock;
  }
  return firstNul;
}
