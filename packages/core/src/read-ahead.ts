/** Reading ahead: entries inflate side by side, on other threads where the platform has them, while one is being looked at. */
import type { Archive, ArchiveEntry, EntryBytes } from './archive/archive.js';

/** Bytes that entries read ahead may promise together: two of the largest DEX that compilers write, and the manifest. */
const bytesAhead = 32 * 1024 * 1024;

/** Entries of one archive, started in the order in which they are offered, as far as there is room. */
export interface ReadAhead {
  /** Says that this entry will be taken; it is read as soon as there is room. */
  offer(entry: ArchiveEntry, adler32?: number): void;
  /** Whether an entry that was offered is being read, or was. */
  isStarted(entry: ArchiveEntry): boolean;
  /** The bytes of an entry that was offered, once; as `Archive.read`. */
  take(entry: ArchiveEntry, maxBytes: number): Promise<EntryBytes>;
}

/**
 * Starts reading ahead in an archive. An entry is read ahead up to the size that the directory promises, so that sizes that lie
 * cost no memory; what goes past it, or fails, is read again when it is taken. What is read never depends on timing.
 */
export function startReadingAhead(archive: Archive): ReadAhead {
  const waiting = new Map<ArchiveEntry, number | undefined>();
  const reading = new Map<ArchiveEntry, Promise<EntryBytes | null>>();
  let promised = 0;

  const readMore = (): void => {
    for (const [entry, adler32] of waiting) {
      if (promised + entry.size > bytesAhead) return;
      waiting.delete(entry);
      promised += entry.size;
      reading.set(
        entry,
        archive.read(entry, entry.size, adler32).catch(() => null),
      );
    }
  };

  return {
    offer(entry, adler32) {
      // One that has no room at all is read when it is taken, and the others do not wait for it.
      if (entry.size > bytesAhead) return;
      waiting.set(entry, adler32);
      readMore();
    },
    isStarted: (entry) => reading.has(entry),
    async take(entry, maxBytes) {
      const ahead = reading.get(entry);
      if (!ahead) {
        waiting.delete(entry);
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
