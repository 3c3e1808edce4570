/** A file that is no archive, as an archive with one entry. */

import { ScanError } from '../errors.js';
import type { ByteSource } from '../source/byte-source.js';
import { type Archive, type ArchiveEntry, pieceBytes } from './archive.js';
import { rangesOf, regroup } from './pieces.js';

/** An archive whose only entry has this name and all bytes of `source`. */
export function singleEntryArchive(source: ByteSource, name: string): Archive {
  const { size } = source;
  const entry: ArchiveEntry = { name, size, compressedSize: size, method: 'stored' };
  const expectRoom = (maxBytes: number): void => {
    if (size <= maxBytes) return;
    const message = `Expected at most ${maxBytes} bytes; there are ${size}.`;
    const advice = 'Raise the limit maxEntryBytes if the file is meant to be this large.';
    throw new ScanError('limit/entry-bytes', message, { where: [{ entry: name }], advice });
  };
  return {
    entries: [entry],
    diagnostics: [],
    head: async (_, length) => (await source.read(0, length)).slice(),
    async read(_, maxBytes) {
      expectRoom(maxBytes);
      return { bytes: await source.read(0, size), diagnostics: [], verified: false };
    },
    async *pieces(_, maxBytes) {
      expectRoom(maxBytes);
      yield* regroup(rangesOf(source, 0, size), pieceBytes);
    },
    slice: async () => source,
  };
}
