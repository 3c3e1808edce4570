/** The constant pool of a class file in the making (JVMS §4.4): every constant once, numbered in order of appearance. */
import { concatBytes } from '../corrupt.js';

/** A constant's tag, then its parts: indices of other constants, or bytes. */
type Constant = Uint8Array;

/** Numbers as big-endian bytes, the way class files hold all of them. */
export function u2(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [(value >>> 8) & 0xff, value & 0xff]));
}

export function u4(value: number): Uint8Array {
  return u2(value >>> 16, value & 0xffff);
}

/** Gives each constant its index. */
export class ConstantPoolBuilder {
  readonly #constants: Constant[] = [];
  readonly #indexes = new Map<string, number>();
  #next = 1;

  utf8(text: string): number {
    const bytes = modifiedUtf8(text);
    return this.#add(concatBytes([Uint8Array.of(1), u2(bytes.length), bytes]));
  }

  class(name: string): number {
    return this.#add(concatBytes([Uint8Array.of(7), u2(this.utf8(name))]));
  }

  string(text: string): number {
    return this.#add(concatBytes([Uint8Array.of(8), u2(this.utf8(text))]));
  }

  nameAndType(name: string, descriptor: string): number {
    return this.#add(concatBytes([Uint8Array.of(12), u2(this.utf8(name), this.utf8(descriptor))]));
  }

  methodType(descriptor: string): number {
    return this.#add(concatBytes([Uint8Array.of(16), u2(this.utf8(descriptor))]));
  }

  /** Any constant by its tag and the indices in it; `Methodref` and the like. */
  ofIndexes(tag: number, ...indexes: readonly number[]): number {
    return this.#add(concatBytes([Uint8Array.of(tag), u2(...indexes)]));
  }

  /** A `CONSTANT_MethodHandle`: a kind in one byte, and a member. */
  methodHandle(kind: number, member: number): number {
    return this.#add(concatBytes([Uint8Array.of(15, kind), u2(member)]));
  }

  /** An Integer (3) or a Float (4) by its bits. */
  number(tag: 3 | 4, bits: number): number {
    return this.#add(concatBytes([Uint8Array.of(tag), u4(bits)]));
  }

  /** A Long (5) or a Double (6) by its two halves; it takes two indices (JVMS §4.4.5). */
  wideNumber(tag: 5 | 6, high: number, low: number): number {
    return this.#add(concatBytes([Uint8Array.of(tag), u4(high), u4(low)]), 2);
  }

  /** `constant_pool_count`, then the constants. */
  finish(): Uint8Array {
    return concatBytes([u2(this.#next), ...this.#constants]);
  }

  #add(constant: Constant, indexes = 1): number {
    const key = constant.join();
    const known = this.#indexes.get(key);
    if (known !== undefined) return known;
    const index = this.#next;
    this.#next += indexes;
    this.#constants.push(constant);
    this.#indexes.set(key, index);
    return index;
  }
}

/** JVMS §4.4.7: U+0000 in two bytes, surrogates one by one. */
function modifiedUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0 && unit < 0x80) bytes.push(unit);
    else if (unit < 0x800) bytes.push(0xc0 | (unit >> 6), 0x80 | (unit & 0x3f));
    else bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f));
  }
  return Uint8Array.from(bytes);
}
