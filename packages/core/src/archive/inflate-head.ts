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

// The state of the one head that is being inflated: it is done before anybody else can ask, and thousands of decoders would be
// thousands of objects.
let input: Uint8Array = new Uint8Array();
let output = new Uint8Array();
let at = 0;
let written = 0;
let bits = 0;
let bitCount = 0;

/** The first `length` bytes that `compressed` inflates to, fewer when it ends or breaks before. Work is linear in both. */
export function inflateHead(compressed: Uint8Array, length: number): Head {
  input = compressed;
  output = new Uint8Array(length);
  at = 0;
  written = 0;
  bits = 0;
  bitCount = 0;
  let end: Head['end'] = 'done';
  try {
    readBlocks();
  } catch (reason) {
    if (reason !== outOfInput && reason !== damage) throw reason;
    end = reason === outOfInput ? 'needs-input' : 'damaged';
  }
  return { bytes: written === length ? output : output.subarray(0, written), end };
}

/** Block after block (3.2.3) until the output is full or the last block ends. */
function readBlocks(): void {
  for (let last = false; !last && written < output.length; ) {
    last = take(1) === 1;
    const type = take(2);
    if (type === 0) readStored();
    else if (type === 1) readCompressed(fixedLiterals, fixedDistances, 0, 0);
    else if (type === 2) readDynamic();
    else throw damage;
  }
}

function take(count: number): number {
  while (bitCount < count) {
    if (at >= input.length) throw outOfInput;
    bits |= input[at++]! << bitCount;
    bitCount += 8;
  }
  const value = bits & ((1 << count) - 1);
  bits >>>= count;
  bitCount -= count;
  return value;
}

/** 3.2.4: no compression. */
function readStored(): void {
  // The rest of this byte is padding; whole bytes read too far go back.
  at -= bitCount >>> 3;
  bits = 0;
  bitCount = 0;
  const length = take(16);
  if ((length ^ take(16)) !== 0xffff) throw damage;
  const wanted = Math.min(length, output.length - written);
  const there = input.subarray(at, at + wanted);
  output.set(there, written);
  written += there.length;
  at += wanted;
  if (there.length < wanted) throw outOfInput;
}

/** 3.2.7: the code lengths come first, themselves compressed. */
function readDynamic(): void {
  const literals = take(5) + 257;
  const distances = take(5) + 1;
  lengthsOfLengths.fill(0);
  for (let i = 0, count = take(4) + 4; i < count; i++) lengthsOfLengths[codeLengthOrder[i]!] = take(3);
  buildCode(lengthsOfLengths, 0, 19, lengthCode);
  const count = literals + distances;
  for (let i = 0; i < count; ) {
    const symbol = readSymbol(lengthCode.counts, lengthCode.symbols);
    if (symbol < 16) {
      allLengths[i++] = symbol;
      continue;
    }
    if (symbol === 16 && i === 0) throw damage;
    const value = symbol === 16 ? allLengths[i - 1]! : 0;
    const repeat = symbol === 16 ? 3 + take(2) : symbol === 17 ? 3 + take(3) : 11 + take(7);
    if (i + repeat > count) throw damage;
    for (const end = i + repeat; i < end; i++) allLengths[i] = value;
  }
  buildCode(allLengths, 0, literals, literalCode);
  readCompressed(literalCode, distanceCode, literals, count);
}

/**
 * 3.2.5: literals, and copies of what was written before. The distance code is built from `allLengths[from, to)` when the first
 * copy comes, which in most heads is never; an empty range says that it is built.
 */
function readCompressed(literals: Code, distances: Code, from: number, to: number): void {
  let built = from === to;
  while (written < output.length) {
    const symbol = readSymbol(literals.counts, literals.symbols);
    if (symbol === 256) return;
    if (symbol < 256) {
      output[written++] = symbol;
      continue;
    }
    if (symbol - 257 >= lengthBase.length) throw damage;
    const length = lengthBase[symbol - 257]! + take(lengthBits[symbol - 257]!);
    if (!built) buildCode(allLengths, from, to, distances);
    built = true;
    const distanceSymbol = readSymbol(distances.counts, distances.symbols);
    if (distanceSymbol >= distanceBase.length) throw damage;
    const distance = distanceBase[distanceSymbol]! + take(Math.max(0, (distanceSymbol >> 1) - 1));
    if (distance > written) throw damage;
    const end = Math.min(written + length, output.length);
    for (; written < end; written++) output[written] = output[written - distance]!;
  }
}

/** Reads a code bit by bit: with counts for each length, a code is complete when it falls among those of its length. */
function readSymbol(counts: Uint16Array, symbols: Uint16Array): number {
  // As many whole bytes as fit: a code has up to fifteen bits, and the end of the input may hold fewer.
  if (bitCount < maxBits) {
    while (bitCount <= 16 && at < input.length) {
      bits |= input[at++]! << bitCount;
      bitCount += 8;
    }
  }
  const waiting = bits;
  let value = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length <= maxBits; length++) {
    value |= (waiting >>> (length - 1)) & 1;
    const count = counts[length]!;
    if (value - first < count) {
      if (length > bitCount) throw outOfInput;
      bits = waiting >>> length;
      bitCount -= length;
      return symbols[index + value - first]!;
    }
    index += count;
    first = (first + count) << 1;
    value <<= 1;
  }
  throw bitCount < maxBits ? outOfInput : damage;
}

/** Room for a code of that many symbols, used again for each head. */
function roomFor(symbols: number): Code {
  return { counts: new Uint16Array(maxBits + 1), symbols: new Uint16Array(symbols) };
}

const lengthsOfLengths = new Uint8Array(19);
const allLengths = new Uint8Array(286 + 32 + 2);
const lengthCode = roomFor(19);
const literalCode = roomFor(288);
const distanceCode = roomFor(32);
const next = new Uint16Array(maxBits + 2);

/** 3.2.2: builds the code of the symbols with `lengths[from, to)`. More codes than the lengths have room for cannot be read. */
function buildCode(lengths: Uint8Array, from: number, to: number, { counts, symbols }: Code): void {
  counts.fill(0);
  for (let i = from; i < to; i++) counts[lengths[i]!]!++;
  counts[0] = 0;
  next.fill(0);
  let free = 1;
  for (let length = 1; length <= maxBits; length++) {
    free = free * 2 - counts[length]!;
    if (free < 0) throw damage;
    next[length + 1] = next[length]! + counts[length]!;
  }
  for (let i = from; i < to; i++) {
    const length = lengths[i]!;
    if (length !== 0) symbols[next[length]!++] = i - from;
  }
}

/** 3.2.6. */
const fixedLiterals = roomFor(288);
const fixedDistances = roomFor(30);
buildCode(
  Uint8Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)),
  0,
  288,
  fixedLiterals,
);
buildCode(new Uint8Array(30).fill(5), 0, 30, fixedDistances);
