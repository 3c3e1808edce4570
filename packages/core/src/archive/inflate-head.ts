/** Inflates the first few bytes of a raw DEFLATE stream (RFC 1951) without starting an inflater: 30,000 heads in a blink. */

/** The bytes so far, and whether more input could give more of them. */
export interface Head {
  readonly bytes: Uint8Array;
  readonly end: 'done' | 'damaged' | 'needs-input';
}

/** A canonical Huffman code (3.2.2): how many codes each length has, and the symbols in code order. */
interface Code {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

const maxBits = 15;
const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Thrown inside this file only, to leave the decoder from any depth. */
const outOfInput = Symbol('out of input');
const damage = Symbol('damage');

/** The first `length` bytes that `compressed` inflates to, fewer when it ends or breaks before. Work is linear in both. */
export function inflateHead(compressed: Uint8Array, length: number): Head {
  const decoder = new HeadDecoder(compressed, length);
  try {
    decoder.run();
    return { bytes: decoder.bytes(), end: 'done' };
  } catch (reason) {
    if (reason === outOfInput) return { bytes: decoder.bytes(), end: 'needs-input' };
    if (reason === damage) return { bytes: decoder.bytes(), end: 'damaged' };
    throw reason;
  }
}

class HeadDecoder {
  readonly #input: Uint8Array;
  readonly #output: Uint8Array;
  #at = 0;
  #written = 0;
  #bits = 0;
  #bitCount = 0;

  constructor(input: Uint8Array, length: number) {
    this.#input = input;
    this.#output = new Uint8Array(length);
  }

  bytes(): Uint8Array {
    return this.#output.subarray(0, this.#written);
  }

  /** Block after block (3.2.3) until the output is full or the last block ends. */
  run(): void {
    for (let last = false; !last && this.#written < this.#output.length; ) {
      last = this.#take(1) === 1;
      const type = this.#take(2);
      if (type === 0) this.#stored();
      else if (type === 1) this.#compressed(fixedLiterals, () => fixedDistances);
      else if (type === 2) this.#dynamic();
      else throw damage;
    }
  }

  #take(count: number): number {
    while (this.#bitCount < count) {
      const byte = this.#input[this.#at++];
      if (byte === undefined) throw outOfInput;
      this.#bits |= byte << this.#bitCount;
      this.#bitCount += 8;
    }
    const value = this.#bits & ((1 << count) - 1);
    this.#bits >>>= count;
    this.#bitCount -= count;
    return value;
  }

  /** 3.2.4: no compression. */
  #stored(): void {
    // The rest of this byte is padding; whole bytes read too far go back.
    this.#at -= this.#bitCount >>> 3;
    this.#bits = 0;
    this.#bitCount = 0;
    const length = this.#take(16);
    if ((length ^ this.#take(16)) !== 0xffff) throw damage;
    const wanted = Math.min(length, this.#output.length - this.#written);
    const there = this.#input.subarray(this.#at, this.#at + wanted);
    this.#output.set(there, this.#written);
    this.#written += there.length;
    this.#at += wanted;
    if (there.length < wanted) throw outOfInput;
  }

  /** 3.2.7: the code lengths come first, themselves compressed. */
  #dynamic(): void {
    const literals = this.#take(5) + 257;
    const distances = this.#take(5) + 1;
    const lengths = lengthsOfLengths.fill(0);
    for (let i = 0, count = this.#take(4) + 4; i < count; i++) lengths[codeLengthOrder[i] ?? 0] = this.#take(3);
    const lengthCode = codeOf(lengths, lengthCodeRoom);
    const all = allLengths.subarray(0, literals + distances);
    for (let i = 0; i < all.length; ) {
      const symbol = this.#symbol(lengthCode);
      if (symbol < 16) {
        all[i++] = symbol;
        continue;
      }
      if (symbol === 16 && i === 0) throw damage;
      const value = symbol === 16 ? (all[i - 1] ?? 0) : 0;
      const repeat = symbol === 16 ? 3 + this.#take(2) : symbol === 17 ? 3 + this.#take(3) : 11 + this.#take(7);
      if (i + repeat > all.length) throw damage;
      all.fill(value, i, i + repeat);
      i += repeat;
    }
    // Distances are read when the first copy comes, which in most heads is never.
    this.#compressed(codeOf(all.subarray(0, literals), literalRoom), () =>
      codeOf(all.subarray(literals), distanceRoom),
    );
  }

  /** 3.2.5: literals, and copies of what was written before. */
  #compressed(literals: Code, distancesOf: () => Code): void {
    let distances: Code | undefined;
    while (this.#written < this.#output.length) {
      const symbol = this.#symbol(literals);
      if (symbol === 256) return;
      if (symbol < 256) {
        this.#output[this.#written++] = symbol;
        continue;
      }
      const length = (lengthBase[symbol - 257] ?? fail()) + this.#take(lengthBits[symbol - 257] ?? 0);
      distances ??= distancesOf();
      const distanceSymbol = this.#symbol(distances);
      const extra = Math.max(0, (distanceSymbol >> 1) - 1);
      const distance = (distanceBase[distanceSymbol] ?? fail()) + this.#take(extra);
      if (distance > this.#written) throw damage;
      const end = Math.min(this.#written + length, this.#output.length);
      for (; this.#written < end; this.#written++) {
        this.#output[this.#written] = this.#output[this.#written - distance] ?? 0;
      }
    }
  }

  /** Reads a code bit by bit: with counts for each length, a code is complete when it falls among those of its length. */
  #symbol({ counts, symbols }: Code): number {
    if (this.#bitCount < maxBits) this.#refill();
    const bits = this.#bits;
    let value = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= maxBits; length++) {
      value |= (bits >>> (length - 1)) & 1;
      const count = counts[length]!;
      if (value - first < count) {
        if (length > this.#bitCount) throw outOfInput;
        this.#bits = bits >>> length;
        this.#bitCount -= length;
        return symbols[index + value - first]!;
      }
      index += count;
      first = (first + count) << 1;
      value <<= 1;
    }
    throw this.#bitCount < maxBits ? outOfInput : damage;
  }

  /** As many whole bytes as fit: a code has up to fifteen bits, and the end of the input may hold fewer. */
  #refill(): void {
    while (this.#bitCount <= 16) {
      const byte = this.#input[this.#at];
      if (byte === undefined) return;
      this.#at++;
      this.#bits |= byte << this.#bitCount;
      this.#bitCount += 8;
    }
  }
}

function fail(): never {
  throw damage;
}

/** Room for a code of that many symbols, used again for each head: thousands of heads would leave megabytes behind. */
function roomFor(symbols: number): Code {
  return { counts: new Uint16Array(maxBits + 1), symbols: new Uint16Array(symbols) };
}

const lengthsOfLengths = new Uint8Array(19);
const allLengths = new Uint8Array(286 + 32 + 2);
const lengthCodeRoom = roomFor(19);
const literalRoom = roomFor(288);
const distanceRoom = roomFor(32);
const next = new Uint16Array(maxBits + 2);

/** 3.2.2, written into `room`. More codes than the lengths have room for cannot be read. */
function codeOf(lengths: Uint8Array, room: Code): Code {
  const { counts, symbols } = room;
  counts.fill(0);
  for (let symbol = 0; symbol < lengths.length; symbol++) counts[lengths[symbol]!]!++;
  counts[0] = 0;
  next.fill(0);
  let free = 1;
  for (let length = 1; length <= maxBits; length++) {
    free = free * 2 - counts[length]!;
    if (free < 0) throw damage;
    next[length + 1] = next[length]! + counts[length]!;
  }
  symbols.fill(0);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!;
    if (length !== 0) symbols[next[length]!++] = symbol;
  }
  return room;
}

/** 3.2.6. */
const fixedLiterals = codeOf(
  Uint8Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)),
  roomFor(288),
);
const fixedDistances = codeOf(new Uint8Array(30).fill(5), roomFor(30));
