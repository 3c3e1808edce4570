/** Reads an archive with jszip, after making sure that it is one that jszip reads whole and in linear time. */
import { ScanError } from '../errors.js';
import type { Limits } from '../limits.js';
import type { ByteSource } from '../source/byte-source.js';
import type { Archive, ArchiveEntry, Inflater } from './archive.js';
import type { Directory } from './directory.js';
import { type JszipFile, openJszip } from './jszip/open-jszip.js';
import { archivePlace } from './place.js';
import { isDirectory, tolerantArchive } from './tolerant-archive.js';
import { whyNotJszip } from './why-not-jszip.js';

/**
 * Opens the archive with jszip. Names, sizes and order come from `directory`, which jszip does not show; so do heads,
 * which it cannot inflate alone. An entry whose bytes are not as many as promised is read again by the tolerant reader,
 * and so is one that promises none: jszip then looks no further, and data that is there all the same would stay hidden.
 * @throws ScanError `zip/jszip-refused` when jszip gives up on the archive, would not list every entry, or would run away.
 */
export async function openJszipArchive(
  source: ByteSource,
  where: string,
  limits: Limits,
  directory: Directory,
  inflater: Inflater,
): Promise<Archive> {
  const tolerant = tolerantArchive(source, where, directory, inflater);
  const files = await filesByEntry(source, where, limits, directory);
  return {
    entries: tolerant.entries,
    diagnostics: directory.diagnostics,
    head: (entry, length) => tolerant.head(entry, length),
    pieces: (entry, maxBytes, report) => tolerant.pieces(entry, maxBytes, report),
    slice: (entry) => tolerant.slice(entry),
    async read(entry, maxBytes) {
      const bytes = entry.size === 0 ? undefined : await files.get(entry)?.read(maxBytes);
      return bytes?.length === entry.size
        ? { bytes, diagnostics: [], verified: false }
        : tolerant.read(entry, maxBytes);
    },
  };
}

async function filesByEntry(
  source: ByteSource,
  where: string,
  limits: Limits,
  directory: Directory,
): Promise<ReadonlyMap<ArchiveEntry, JszipFile>> {
  const refuse = (reason: string, cause?: unknown) =>
    new ScanError('zip/jszip-refused', `Expected an archive that jszip reads; ${reason}.`, {
      where: archivePlace(where),
      cause,
    });
  if (source.size > limits.maxWholeArchiveBytes) {
    throw refuse(`its ${source.size} bytes are more than the ${limits.maxWholeArchiveBytes} that are loaded at once`);
  }
  const bytes = await source.read(0, source.size);
  const reason = whyNotJszip(bytes, directory);
  if (reason !== undefined) throw refuse(reason);
  const files = await openJszip(bytes).catch((cause: unknown) => {
    throw refuse(`it says: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  });
  const byName = new Map(files.map((file) => [file.name, file]));
  const byEntry = new Map<ArchiveEntry, JszipFile>();
  for (const record of directory.records) {
    if (isDirectory(record)) continue;
    const file = byName.get(record.name);
    if (file === undefined) throw refuse(`it loses the entry ${JSON.stringify(record.name)}`);
    byName.delete(record.name);
    byEntry.set(record, file);
  }
  return byEntry;
}
