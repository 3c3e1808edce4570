/** A ByteSource that reads a window ahead, so that neighbouring small reads cost one read of the file. */
import type { ByteSource } from './byte-source.js';

/** Bytes read ahead. Local headers of small entries lie this close; a large entry wastes one such read. */
const windowSize = 64 * 1024;

/**
 * Keeps the last window of `source` in memory; reads larger than a window pass through. The memory of a window is used again for the
 * next: what a read gave is good until the next read begins, and reads come one at a time.
 */
export function windowed(source: ByteSource): ByteSource {
  if (source.readNow) return source;
  let start = 0;
  let window: Promise<Uint8Array> | undefined;
  const memory = new Uint8Array(Math.min(windowSize, source.size));
  return {
    size: source.size,
    async read(offset, length) {
      if (length > windowSize || offset < 0) return source.read(offset, length);
      if (window === undefined || offset < start || offset + length > start + windowSize) {
        start = offset;
        window = source.read(offset, windowSize, memory);
      }
      const from = offset - start;
      return (await window).subarray(from, from + length);
    },
  };
}
