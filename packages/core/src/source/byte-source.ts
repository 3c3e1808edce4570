/** ByteSource: bytes that can be read by position, wherever they come from. */

/** Bytes with a known size, read a range at a time. */
export interface ByteSource {
  /** Bytes in all. */
  readonly size: number;
  /**
   * Reads `length` bytes from `offset`; fewer when the source ends before. Never throws for a range outside the source:
   * "not there" is an ordinary answer. The result must not be written to.
   *
   * @param into memory of `length` bytes or more that a source which has to copy may use again, instead of taking new memory
   */
  read(offset: number, length: number, into?: Uint8Array): Promise<Uint8Array>;
  /** The same at once, where nothing has to be waited for: thousands of small reads need not stand in line. */
  readNow?(offset: number, length: number, into?: Uint8Array): Uint8Array;
  /** All bytes are in memory: a read costs nothing, and gives a part of them. */
  readonly inMemory?: true;
}
