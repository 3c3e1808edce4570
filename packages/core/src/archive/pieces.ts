/** Large entries piece by piece: reading them so, and cutting what comes to one length. */
import type { ByteSource } from '../source/byte-source.js';

/** Bytes read from the source at once. */
const rangeBytes = 256 * 1024;

/** The `length` bytes of `source` from `start` on, a range at a time. */
export async function* rangesOf(source: ByteSource, start: number, length: number): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < length; ) {
    const range = await source.read(start + done, Math.min(rangeBytes, length - done));
    if (range.length === 0) return;
    done += range.length;
    // Inflaters may keep or transfer what they are given.
    yield range.slice();
  }
}

/**
 * The same bytes in pieces of `length`, the last one shorter: what is made of a piece must not depend on who inflated it. What
 * came before an error is given before it is thrown.
 */
export async function* regroup(chunks: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Uint8Array> {
  let piece = new Uint8Array(length);
  let filled = 0;
  const iterator = chunks[Symbol.asyncIterator]();
  let failure: { readonly error: unknown } | null = null;
  try {
    while (failure === null) {
      const next = await iterator.next().catch((error: unknown) => {
        failure = { error };
      });
      if (!next || next.done) break;
      for (let at = 0; at < next.value.length; ) {
        const part = next.value.subarray(at, at + length - filled);
        piece.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled < length) continue;
        yield piece;
        piece = new Uint8Array(length);
        filled = 0;
      }
    }
    if (filled > 0) yield piece.subarray(0, filled);
    if (failure !== null) throw (failure as { readonly error: unknown }).error;
  } finally {
    await iterator.return?.();
  }
}
