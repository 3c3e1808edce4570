/** UnpackBudget: what may still be unpacked, by whoever finds compressed parts inside an entry. */

/** One for a whole app: compressed parts in compressed entries multiply. */
export interface UnpackBudget {
  /** Bytes; who unpacks takes off what it unpacks. */
  bytesLeft: number;
}
