/** Inflater by the platform's DecompressionStream, where there is no zlib. */
import type { Inflater, InflateWhole } from './archive.js';
import { salvage } from './salvage.js';

/** Compressed bytes given at once: some engines inflate a whole chunk before anyone can stop them, at up to 1,032 to 1. */
const chunkLength = 16 * 1024;

/** Bytes below which a stream costs more than inflating by hand: 60,000 small entries took 40 s. */
const small = 4 * 1024;
const smallResult = 64 * 1024;

/** Inflates chunk by chunk and stops at the limit. What came out before damage is kept. */
const whole: InflateWhole = async (compressed, { expectedSize, maxBytes }) => {
  if (compressed.length <= small && expectedSize <= smallResult) {
    const limit = Math.min(maxBytes, smallResult);
    const result = salvage(compressed, new Uint8Array(), { expectedSize, maxBytes: limit });
    if (result.end === 'done') return result;
  }
  const reader = streamOf(chunksOf(compressed)).pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.length;
      if (size > maxBytes) {
        await reader.cancel().catch(() => undefined);
        return { bytes: new Uint8Array(), end: 'limit' };
      }
      chunks.push(next.value);
    }
    return { bytes: join(chunks, size), end: 'done' };
  } catch {
    // Bytes after the end of the data are an error here, too, and none to zlib or Android.
    return salvage(compressed, join(chunks, size), { expectedSize, maxBytes });
  }
};

async function* pieces(compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = streamOf(compressed).pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Inflates anywhere. */
export const streamInflater: Inflater = { whole, pieces };

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkLength) yield bytes.slice(at, at + chunkLength);
}

function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value as Uint8Array<ArrayBuffer>);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
