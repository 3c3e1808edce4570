/** EndianWriter: numbers in the byte order and width of one ELF, at given places or in a row. */

/** Writes into a buffer of a fixed size, forward from `at`. */
export class EndianWriter {
  readonly bytes: Uint8Array;
  at = 0;
  readonly #view: DataView;
  readonly #little: boolean;
  readonly #wide: boolean;

  constructor(size: number, little: boolean, wide: boolean) {
    this.bytes = new Uint8Array(size);
    this.#view = new DataView(this.bytes.buffer);
    this.#little = little;
    this.#wide = wide;
  }

  seek(offset: number): this {
    this.at = offset;
    return this;
  }

  u8(...values: readonly number[]): this {
    for (const value of values) this.bytes[this.at++] = value;
    return this;
  }

  u16(...values: readonly number[]): this {
    for (const value of values) {
      this.#view.setUint16(this.at, value, this.#little);
      this.at += 2;
    }
    return this;
  }

  u32(...values: readonly number[]): this {
    return this.u32s(values);
  }

  u32s(values: readonly number[]): this {
    for (const value of values) {
      this.#view.setUint32(this.at, value >>> 0, this.#little);
      this.at += 4;
    }
    return this;
  }

  /** Addresses, offsets and sizes: 32 or 64 bits by class. */
  word(...values: readonly number[]): this {
    for (const value of values) {
      if (!this.#wide) this.u32(value);
      else {
        this.#view.setBigUint64(this.at, BigInt(value), this.#little);
        this.at += 8;
      }
    }
    return this;
  }

  text(ascii: string): this {
    return this.raw(Buffer.from(ascii, 'latin1'));
  }

  raw(bytes: Uint8Array): this {
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
    return this;
  }
}
