/** Little-endian numbers by position, and a cursor for LEB128 that stops at the end of the bytes or of its fuel. */

/** The unsigned 16-bit number at `offset`; 0 outside the bytes. */
export function u16(bytes: Uint8Array, offset: number): number {
  return (bytes[offset] ?? 0) | ((bytes[offset + 1] ?? 0) << 8);
}

/** The unsigned 32-bit number at `offset`; bytes outside count as 0. */
export function u32(bytes: Uint8Array, offset: number): number {
  return (u16(bytes, offset) | (u16(bytes, offset + 2) << 16)) >>> 0;
}

const littleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** The `count` little-endian 32-bit numbers from `offset` on: a view where they are aligned, or else a copy. They must lie inside. */
export function u32Table(bytes: Uint8Array, offset: number, count: number): Uint32Array {
  const at = bytes.byteOffset + offset;
  if (littleEndian && at % 4 === 0) return new Uint32Array(bytes.buffer, at, count);
  return Uint32Array.from({ length: count }, (_, i) => u32(bytes, offset + 4 * i));
}

/** Bytes that cursors may still read together. Items may overlap in a hostile file; work must stay linear all the same. */
export interface Fuel {
  left: number;
}

/**
 * Reads forward without ever throwing: past the end, or out of fuel, every read gives 0 and `ok` turns false. Loops over
 * counts from the file end as soon as `ok` is false, so a count of 2^32 costs no more than the bytes that are there.
 */
export class ByteCursor {
  readonly bytes: Uint8Array;
  at = 0;
  ok = true;
  readonly #fuel: Fuel;

  constructor(bytes: Uint8Array, fuel: Fuel) {
    this.bytes = bytes;
    this.#fuel = fuel;
  }

  /** Moves to `offset` and is `ok` again if there is something to read. */
  seek(offset: number): this {
    this.at = offset;
    this.ok = offset < this.bytes.length && this.#fuel.left > 0;
    return this;
  }

  /** Burns fuel for `amount` bytes that are read without moving the cursor. */
  spend(amount: number): void {
    this.#fuel.left -= amount;
    if (this.#fuel.left <= 0) this.ok = false;
  }

  u8(): number {
    if (!this.ok || this.at >= this.bytes.length || --this.#fuel.left < 0) {
      this.ok = false;
      return 0;
    }
    return this.bytes[this.at++] ?? 0;
  }

  /** Unsigned LEB128 of at most five bytes (dex-format, "LEB128"); bits past the 32nd are dropped, as Android does. */
  uleb(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return value >>> 0;
  }

  /** Signed LEB128. */
  sleb(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        const unused = 25 - shift;
        return unused > 0 ? (value << unused) >> unused : value;
      }
    }
    return value;
  }

  /** LEB128 plus one: an index where -1 stands for none (dex-format, "uleb128p1"). */
  ulebp1(): number {
    return this.uleb() - 1;
  }

  /** An unsigned little-endian number of `size` bytes; only the low 32 bits are kept. */
  bytesLe(size: number): number {
    let value = 0;
    for (let i = 0; i < size; i++) {
      const byte = this.u8();
      if (i < 4) value |= byte << (i * 8);
    }
    return value >>> 0;
  }
}
