/** Classes of Java that a native library has methods of, by the names of the functions that it exports for them. */
import type { ClassTable } from '../../extractors/sink.js';
import { defineName, startNameCount } from '../../name-count.js';
import { decodeMutf8 } from '../dex/mutf8.js';
import { type DynamicSymbols, linkages } from './dynamic-symbols.js';

const prefix = [0x4a, 0x61, 0x76, 0x61, 0x5f] as const; // Java_
const underscore = 0x5f;
const slash = 0x2f;
/** `_0` and the four digits behind it. */
const escapeBytes = 6;

/**
 * Reads the class out of each exported name such as `Java_com_vendor_Type_method`, each class once, in the order of the symbol table;
 * its offset is where the first such name lies in the file. Names that are no encoded ones are left out, C++ ones among them.
 * (Java Native Interface Specification, chapter 2, "Resolving Native Method Names".)
 *
 * @param maxStringUnits UTF-16 units of a name at most where one is decoded
 */
export function jniClasses({ names, linkage }: DynamicSymbols, maxStringUnits: number): ClassTable {
  const seen = startNameCount();
  const starts: number[] = [];
  const ends: number[] = [];
  const offsets: number[] = [];
  let room = new Uint8Array(1024);
  let size = 0;
  for (let i = nextJniName(names.bytes, names.starts, names.ends, linkage, 0); i !== -1; ) {
    const start = names.starts[i]! + prefix.length;
    const length = names.ends[i]! - start;
    if (room.length - size < length) room = withRoom(room, size + length);
    const end = decodeClass(names.bytes, start, start + length, room, size);
    if (end > size && defineName(seen, room, size, end)) {
      starts.push(size);
      ends.push(end);
      offsets.push(names.starts[i]!);
      size = end;
    }
    i = nextJniName(names.bytes, names.starts, names.ends, linkage, i + 1);
  }
  const bytes = room.slice(0, size);
  return {
    format: 'symbols',
    bytes,
    count: starts.length,
    defined: 0,
    starts: Uint32Array.from(starts),
    ends: Uint32Array.from(ends),
    offsets: Uint32Array.from(offsets),
    text: (i) => decodeMutf8(bytes, starts[i]!, ends[i]!, maxStringUnits),
  };
}

/** The same bytes at the beginning of memory at least twice as large, and at least `size`. */
function withRoom(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(bytes.length * 2, size));
  larger.set(bytes);
  return larger;
}

/** The first exported symbol from `from` on whose name begins with `Java_`; -1 for none. */
function nextJniName(
  bytes: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
  linkage: Uint8Array,
  from: number,
): number {
  for (let i = from; i < linkage.length; i++) {
    const start = starts[i]!;
    if (bytes[start] !== prefix[0] || linkage[i] !== linkages.exported || ends[i]! - start < prefix.length) continue;
    let at = 1;
    while (at < prefix.length && bytes[start + at] === prefix[at]) at++;
    if (at === prefix.length) return i;
  }
  return -1;
}

/**
 * Decodes `bytes[start, end)` up to the name of the method, which is left out, and writes the class from `size` on as MUTF-8; never
 * more bytes than were read. Returns where the class ends, -1 when this is no encoded name.
 */
function decodeClass(bytes: Uint8Array, start: number, end: number, out: Uint8Array, size: number): number {
  let to = size;
  let lastSlash = -1;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte !== underscore) {
      if (!isLetterOrDigit(byte)) return -1;
      out[to++] = byte;
      continue;
    }
    const next = at + 1 < end ? bytes[at + 1]! : 0;
    if (next === 0x31) {
      out[to++] = underscore;
      at++;
    } else if (next === 0x30) {
      const unit = at + escapeBytes <= end ? hexadecimal(bytes, at + 2) : -1;
      if (unit < 0) return -1;
      to = writeUnit(unit, out, to);
      at += escapeBytes - 1;
    } else if (next === 0x32 || next === 0x33) {
      return -1; // `;` and `[` stand in signatures only
    } else if (next === underscore && !beginsEscape(bytes, at + 2, end)) {
      break; // the signature of an overloaded method
    } else {
      if (to === size || lastSlash === to - 1) return -1;
      lastSlash = to;
      out[to++] = slash;
    }
  }
  return lastSlash === to - 1 ? -1 : lastSlash;
}

/** Whether the underscore in front of `at` begins `_0` or `_1`, as no signature does. */
function beginsEscape(bytes: Uint8Array, at: number, end: number): boolean {
  return at < end && (bytes[at] === 0x30 || bytes[at] === 0x31);
}

function isLetterOrDigit(byte: number): boolean {
  const lower = byte | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (byte >= 0x30 && byte <= 0x39);
}

/** Four digits, of which the letters are small ones; -1 where there is another byte. */
function hexadecimal(bytes: Uint8Array, start: number): number {
  let value = 0;
  for (let at = start; at < start + 4; at++) {
    const byte = bytes[at]!;
    const digit = byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : byte >= 0x61 && byte <= 0x66 ? byte - 0x57 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/** A UTF-16 unit as MUTF-8, as names of classes are written in DEX. */
function writeUnit(unit: number, out: Uint8Array, at: number): number {
  if (unit > 0 && unit < 0x80) {
    out[at] = unit;
    return at + 1;
  }
  if (unit < 0x800) {
    out[at] = 0xc0 | (unit >> 6);
    out[at + 1] = 0x80 | (unit & 0x3f);
    return at + 2;
  }
  out[at] = 0xe0 | (unit >> 12);
  out[at + 1] = 0x80 | ((unit >> 6) & 0x3f);
  out[at + 2] = 0x80 | (unit & 0x3f);
  return at + 3;
}
