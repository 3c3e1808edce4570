/** A cursor for LEB128 that stops at the end of the bytes or of its fuel. */

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
