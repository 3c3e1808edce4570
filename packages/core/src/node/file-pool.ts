/** Files that are opened when they are read and closed when others are: a set may have a thousand, and a process may not open as many. */
import { closeSync, openSync } from 'node:fs';
import type { ByteSource } from '../source/byte-source.js';
import { fileAt, readFile, trying } from './from-file.js';

/** Files that are open at once, most of which wait to be read again. */
const mostOpen = 16;

/** A pool of open files. */
export interface FilePool {
  /**
   * The file at `path` as a source.
   * @throws ScanError `input/not-found`, `input/is-directory` or `input/unreadable` (also from reads, when the disk fails)
   */
  source(path: string): ByteSource;
  /** Closes what is open; sources open it again when they are read. */
  close(): void;
}

/** Starts a pool. */
export function startFilePool(): FilePool {
  const open = new Map<string, number>();
  const use = (path: string): number => {
    const known = open.get(path);
    const file = known ?? trying(path, () => openSync(path, 'r'));
    // Set again, it is the last of the map; the first one has not been read for the longest time.
    open.delete(path);
    open.set(path, file);
    const [oldest] = open;
    if (open.size > mostOpen && oldest) {
      open.delete(oldest[0]);
      closeSync(oldest[1]);
    }
    return file;
  };
  return {
    source(path) {
      const { size } = fileAt(path);
      use(path);
      const readNow: NonNullable<ByteSource['readNow']> = (offset, length, into) =>
        readFile(path, use(path), size, offset, length, into);
      return { size, readNow, read: async (offset, length, into) => readNow(offset, length, into) };
    },
    close() {
      for (const file of open.values()) closeSync(file);
      open.clear();
    },
  };
}
