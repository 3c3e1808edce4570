/** Finds the central directory of a ZIP that was cut inside it, where no end record says (rightly) where it began. */
import type { ByteSource } from '../source/byte-source.js';
import { recordLength, recordSignature } from './directory-record.js';

// A record takes at most 196,651 bytes, so a chain crosses from one block to the next and never over one.
const blockLength = 1024 * 1024;
/** Bytes that the three end records take, all but their last: so much may follow the last record of a cut directory. */
const endRecordsLength = 56 + 20 + 22 - 1;

/**
 * Where the directory begins: the longest chain of records, each ending where the next begins, whose last one
 * reaches `stop`, the end of the source or its end record. Undefined when the archive was cut before its directory.
 *
 * Reads the source once, from the start; nested archives have such chains too, but theirs do not reach the end.
 */
export async function findCutDirectory(source: ByteSource, stop: number): Promise<number | undefined> {
  /** For the position after a record: where the chain that ends there began. */
  const chains = new Map<number, number>();
  let last: { readonly start: number; readonly end: number } | undefined;
  for (let base = 0; base < stop; base += blockLength) {
    const block = await source.read(base, Math.min(blockLength + recordLength, stop - base));
    const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
    const scanned = Math.min(blockLength, block.length - 3);
    for (let at = block.indexOf(0x50); at >= 0 && at < scanned; at = block.indexOf(0x50, at + 1)) {
      if (view.getUint32(at, true) !== recordSignature) continue;
      const here = base + at;
      const start = chains.get(here) ?? here;
      chains.delete(here);
      if (at + recordLength > block.length) {
        last = { start, end: stop };
        continue;
      }
      const variable = view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
      const end = here + recordLength + variable;
      if (end <= stop) chains.set(end, start);
      last = { start, end };
    }
    forgetBefore(chains, base + scanned);
  }
  return last !== undefined && last.end >= stop - endRecordsLength ? last.start : undefined;
}

/** Bounds the table on a file full of signatures: no record reaches further than one block. */
function forgetBefore(chains: Map<number, number>, position: number): void {
  for (const end of chains.keys()) {
    if (end < position) chains.delete(end);
  }
}
