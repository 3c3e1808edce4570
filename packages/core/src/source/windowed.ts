/** A ByteSource that reads a window ahead, so that neighbouring small reads cost one read of the file. */
import type { ByteSource } from './byte-source.js';

/** Bytes read ahead. Local headers of small entries lie this close; a large entry wastes one such read. */
const windowSize = 64 * 1024;

/**
 * Keeps the last window of `source` in memory; reads larger than a window pass through. The memory of a window is used again for the
 * next: what a read gave is good until the next read begins, and reads come one at a time.
 */
export function windowed(source: ByteSource): ByteSource {
  if (source.inMemory) return source;
  const { size, readNow } = source;
  const memory = new Uint8Array(Math.min(windowSize, size));
  let start = 0;
  let window: Uint8Array | Promise<Uint8Array> | undefined;
  const passes = (offset: number, length: number): boolean => length > windowSize || offset < 0;
  const move = (offset: number, length: number): boolean => {
    if (window !== undefined && offset >= start && offset + length <= start + windowSize) return false;
    start = offset;
    return true;
  };
  return {
    size,
    async read(offset, length) {
      if (passes(offset, length)) return source.read(offset, length);
      if (move(offset, length)) window = source.read(offset, windowSize, memory);
      const from = offset - start;
      return (await window!).subarray(from, from + length);
    },
    ...(readNow && {
      readNow(offset, length) {
        if (passes(offset, length)) return readNow(offset, length);
        if (move(offset, length)) window = readNow(offset, windowSize, memory);
        return (window as Uint8Array).subarray(offset - start, offset - start + length);
      },
    }),
  };
}
