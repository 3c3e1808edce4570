/** Standard input as bytes, up to a bound. */
import { isScanError, ScanError } from '@trackerscope/core';
import type { Io } from './io.js';

/** Standard input is held in memory, unlike a file. The largest app that a store accepts is far below this. */
const maxStdinBytes = 1024 ** 3;

/**
 * Reads standard input to its end.
 * @throws ScanError `input/unreadable` past the bound, in bytes, or when it cannot be read (it may be a folder)
 */
export async function readStdin({ stdin }: Pick<Io, 'stdin'>, bound = maxStdinBytes): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stdin) {
      length += chunk.length;
      if (length > bound) {
        throw new ScanError('input/unreadable', `Standard input holds more than ${bound} bytes.`, {
          advice: 'Save it to a file and name the file: files are not held in memory.',
        });
      }
      chunks.push(chunk);
    }
  } catch (cause) {
    if (isScanError(cause)) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ScanError('input/unreadable', `Standard input could not be read: ${why}.`, { cause });
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
