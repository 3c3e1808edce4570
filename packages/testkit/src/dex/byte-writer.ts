/** ByteWriter: a growing buffer for the number formats of DEX. */

/** Appends little-endian integers, LEB128 numbers and MUTF-8 text. */
export class ByteWriter {
  #bytes = Buffer.alloc(1 << 16);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  u8(value: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = value;
  }

  u16(value: number): void {
    this.#room(2);
    this.#length = this.#bytes.writeUInt16LE(value, this.#length);
  }

  u32(value: number): void {
    this.#room(4);
    this.#length = this.#bytes.writeUInt32LE(value >>> 0, this.#length);
  }

  /** Unsigned LEB128 (dex-format, "LEB128"). */
  uleb(value: number): void {
    let rest = value >>> 0;
    for (; rest > 0x7f; rest >>>= 7) this.u8((rest & 0x7f) | 0x80);
    this.u8(rest);
  }

  /** Signed LEB128, for the small numbers of this builder. */
  sleb(value: number): void {
    let rest = value;
    for (; rest < -64 || rest > 63; rest >>= 7) this.u8((rest & 0x7f) | 0x80);
    this.u8(rest & 0x7f);
  }

  /** A string_data_item: length in UTF-16 units, MUTF-8, NUL (dex-format, "MUTF-8"). */
  stringData(text: string): void {
    this.uleb(text.length);
    this.#room(text.length * 3 + 1);
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 0 && unit < 0x80) this.#bytes[this.#length++] = unit;
      else if (unit < 0x800)
        this.#length = this.#bytes.writeUInt16BE(0xc080 | ((unit >> 6) << 8) | (unit & 0x3f), this.#length);
      else {
        this.#bytes[this.#length++] = 0xe0 | (unit >> 12);
        this.#bytes[this.#length++] = 0x80 | ((unit >> 6) & 0x3f);
        this.#bytes[this.#length++] = 0x80 | (unit & 0x3f);
      }
    }
    this.#bytes[this.#length++] = 0;
  }

  /** Zeros until the length is a multiple of `unit`. */
  align(unit: number): void {
    while (this.#length % unit !== 0) this.u8(0);
  }

  /** Writes over four bytes that are already there. */
  patch32(offset: number, value: number): void {
    this.#bytes.writeUInt32LE(value >>> 0, offset);
  }

  finish(): Uint8Array {
    return new Uint8Array(this.#bytes.subarray(0, this.#length));
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = Buffer.alloc(Math.max(this.#bytes.length * 2, this.#length + more));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
