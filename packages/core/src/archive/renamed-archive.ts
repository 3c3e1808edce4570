/** A part of an archive under other names, as if it were an archive of its own. */
import type { Archive, ArchiveEntry } from './archive.js';

/** An entry to show, and the name to show it by. */
export interface Renamed {
  readonly entry: ArchiveEntry;
  readonly name: string;
}

/** The entries under the names that go with them; their paths stay what they are. What was odd about the directory is not told again. */
export function renamedArchive(archive: Archive, renamed: readonly Renamed[]): Archive {
  const originals = new Map<ArchiveEntry, ArchiveEntry>();
  for (const { entry, name } of renamed) originals.set({ ...shown(entry), name, path: entry.name }, entry);
  const original = (entry: ArchiveEntry): ArchiveEntry => originals.get(entry) ?? entry;
  return {
    entries: [...originals.keys()],
    diagnostics: [],
    head: (entry, length) => archive.head(original(entry), length),
    read: (entry, maxBytes, adler32) => archive.read(original(entry), maxBytes, adler32),
    pieces: (entry, maxBytes, report) => archive.pieces(original(entry), maxBytes, report),
    slice: (entry) => archive.slice(original(entry)),
  };
}

function shown({ compressedSize, size, method }: ArchiveEntry): Omit<ArchiveEntry, 'name'> {
  return { compressedSize, size, method };
}
