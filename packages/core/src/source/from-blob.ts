/** A ByteSource over a Blob or File, as a page gets it from a file input or a drop. */
import { ScanError } from '../errors.js';
import type { ByteSource } from './byte-source.js';

/**
 * Reads ranges of `blob` when they are asked for; nothing is loaded before.
 * @throws ScanError `input/unreadable` (from `read`) when the file behind the Blob has changed or gone.
 */
export function fromBlob(blob: Blob): ByteSource {
  return {
    size: blob.size,
    async read(offset, length) {
      // A place before the beginning would count from the end.
      if (offset < 0 || length <= 0) return new Uint8Array();
      try {
        // Blob.slice clamps the end to the size, and the start to the end.
        return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
      } catch (cause) {
        throw new ScanError(
          'input/unreadable',
          `Expected to read ${length} bytes at ${offset}, but the file gave none.`,
          {
            advice: 'Choose the file again: it may have been changed or moved since.',
            cause,
          },
        );
      }
    },
  };
}
