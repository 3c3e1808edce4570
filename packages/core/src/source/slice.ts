/** A ByteSource over a part of another one. */
import type { ByteSource } from './byte-source.js';

/** The bytes of `source` from `start` on, `size` of them or as many as there are. */
export function sliceOf(source: ByteSource, start: number, size: number): ByteSource {
  const length = Math.max(0, Math.min(size, source.size - start));
  const inside = (offset: number, wanted: number): [number, number] => {
    if (offset < 0 || offset > length) return [start, 0];
    return [start + offset, Math.min(Math.max(0, wanted), length - offset)];
  };
  const { readNow } = source;
  return {
    size: length,
    read: (offset, wanted, into) => source.read(...inside(offset, wanted), into),
    ...(readNow && { readNow: (offset, wanted, into) => readNow(...inside(offset, wanted), into) }),
    ...(source.inMemory && { inMemory: true }),
  };
}
