/** Reading ahead: entries inflate side by side, on other threads where the platform has them, while one is being looked at. */
import type { Archive, ArchiveEntry, EntryBytes } from './archive/archive.js';

/** Bytes that entries read ahead may promise together; a larger entry is read when it is taken, so that two never meet. */
const bytesAhead = 16 * 1024 * 1024;

/** Entries of one archive, offered and taken in the same order. */
export interface ReadAhead {
  /** Says that this entry will be taken; it is read as soon as there is room. */
  offer(entry: ArchiveEntry, adler32?: number): void;
  /** The bytes of the entry that was offered first of those not yet taken; as `Archive.read`. */
  take(entry: ArchiveEntry, maxBytes: number): Promise<EntryBytes>;
}

/**
 * Starts reading ahead in an archive. An entry is read ahead up to the size that the directory promises, so that sizes that lie
 * cost no memory; what goes past it, or fails, is read again when it is taken. What is read never depends on timing.
 */
export function startReadingAhead(archive: Archive): ReadAhead {
  const queue: { readonly entry: ArchiveEntry; readonly adler32: number | undefined }[] = [];
  const reading = new Map<ArchiveEntry, Promise<EntryBytes | null>>();
  let promised = 0;

  const readMore = (): void => {
    for (let next = queue[0]; next; next = queue[0]) {
      const { entry, adler32 } = next;
      if (promised + entry.size > bytesAhead) return;
      queue.shift();
      promised += entry.size;
      reading.set(
        entry,
        archive.read(entry, entry.size, adler32).catch(() => null),
      );
    }
  };

  return {
    offer(entry, adler32) {
      queue.push({ entry, adler32 });
      readMore();
    },
    async take(entry, maxBytes) {
      const ahead = reading.get(entry);
      if (!ahead) {
        queue.shift();
        return archive.read(entry, maxBytes).finally(readMore);
      }
      const read = await ahead;
      reading.delete(entry);
      promised -= entry.size;
      readMore();
      return read && read.bytes.length <= maxBytes ? read : archive.read(entry, maxBytes);
    },
  };
}
