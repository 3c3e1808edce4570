/** Inflater by node:zlib, on libuv's threads. */
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { constants, createInflateRaw, inflate, inflateRaw, inflateRawSync, type ZlibOptions } from 'node:zlib';
import { type Inflater, type InflateWhole, pieceBytes } from '../archive/archive.js';
import { salvage } from '../archive/salvage.js';

/** No DEFLATE stream inflates to more than 1,032 times its length: 258 bytes for two bits (zlib's technical notes). */
const maxRatio = 1032;
/** Smallest buffer. A directory that states a size far too small must not make a million buffers. */
const minBuffer = 16 * 1024;
/** Room beyond the expected size: a buffer that is exactly full makes zlib ask for a second one. */
const slack = 64;
/** Compressed bytes below which a thread costs more than it saves: 30,000 small entries took three times as long. */
const threadThreshold = 8 * 1024;

const inflateThreaded = promisify<Uint8Array, ZlibOptions, Buffer>(inflateRaw);
const inflateChecked = promisify<Uint8Array, ZlibOptions, Buffer>(inflate);

/** Inflates into one buffer of the expected size, several entries side by side when several are asked for. */
const whole: InflateWhole = async (compressed, { expectedSize, maxBytes, adler32, roomAround = false }) => {
  const possible = Math.min(maxBytes, compressed.length * maxRatio);
  const chunkSize = Math.min(Math.max(expectedSize, minBuffer), possible) + slack;
  const options = { chunkSize, maxOutputLength: Math.max(1, maxBytes) };
  if (adler32 !== undefined && compressed.length > threadThreshold) {
    const bytes = await inflateChecked(withZlibFrame(compressed, adler32, roomAround), options).catch(() => null);
    if (bytes) return { bytes: ownBytes(bytes), end: 'done', verified: true };
  }
  const outcome = await inflateAtOnce(compressed, options);
  if (outcome === 'too-large') return { bytes: new Uint8Array(), end: 'limit' };
  if (outcome !== 'damaged') return { bytes: outcome, end: 'done' };
  // zlib drops the buffer in which the error came up: inflate again into small ones, of which only the last is lost.
  const smaller = Math.min(Math.max(Math.ceil(chunkSize / 4096), slack), minBuffer);
  return salvage(compressed, await inflatePieces(compressed, smaller, maxBytes), { expectedSize, maxBytes });
};

/**
 * Raw DEFLATE data in a zlib frame (RFC 1950): two bytes before it, and behind it the checksum, which zlib then compares on
 * its own thread while it inflates.
 */
function withZlibFrame(compressed: Uint8Array, adler32: number, roomAround: boolean): Uint8Array {
  const { length } = compressed;
  const framed = roomAround
    ? new Uint8Array(compressed.buffer, compressed.byteOffset - 2, length + 6)
    : new Uint8Array(Buffer.allocUnsafeSlow(length + 6).buffer);
  if (!roomAround) framed.set(compressed, 2);
  framed.set([0x78, 0x01]);
  new DataView(framed.buffer, framed.byteOffset).setUint32(length + 2, adler32);
  return framed;
}

async function* pieces(compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const inflating = createInflateRaw({ chunkSize: pieceBytes });
  const input = Readable.from(compressed).on('error', (error) => inflating.destroy(error));
  try {
    yield* input.pipe(inflating) as AsyncIterable<Uint8Array>;
  } finally {
    input.destroy();
  }
}

/** Inflates natively. */
export const nodeInflater: Inflater = { whole, pieces };

type Outcome = Uint8Array | 'too-large' | 'damaged';

async function inflateAtOnce(compressed: Uint8Array, options: ZlibOptions): Promise<Outcome> {
  try {
    const threaded = compressed.length > threadThreshold;
    return ownBytes(threaded ? await inflateThreaded(compressed, options) : inflateRawSync(compressed, options));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'damaged';
  }
}

/** What inflates before the damage; an early end of the input is none here, so that nothing before it is lost. */
function inflatePieces(compressed: Uint8Array, chunkSize: number, maxBytes: number): Promise<Uint8Array> {
  const stream = createInflateRaw({ chunkSize, finishFlush: constants.Z_SYNC_FLUSH });
  const pieces: Uint8Array[] = [];
  let size = 0;
  return new Promise((resolve) => {
    const finish = () => resolve(ownBytes(Buffer.concat(pieces)));
    stream.on('data', (piece: Uint8Array) => {
      size += piece.length;
      if (size <= maxBytes) pieces.push(piece);
      else stream.destroy();
    });
    stream.on('error', finish).on('close', finish).end(compressed);
  });
}

/** A plain Uint8Array instead of a Buffer; a copy where the result would keep a far larger buffer alive. */
function ownBytes(result: Buffer): Uint8Array {
  const bytes = new Uint8Array(result.buffer, result.byteOffset, result.byteLength);
  return bytes.length < result.buffer.byteLength / 2 ? bytes.slice() : bytes;
}
