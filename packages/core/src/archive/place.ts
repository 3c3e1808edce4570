/** How messages and diagnostics name an archive and its entries. */
import type { Location } from '../observation.js';
import type { ArchiveEntry } from './archive.js';

/** The path of an entry inside the input; `where` is the path of its archive, empty for the input itself. */
export function entryPath(where: string, name: string): string {
  return where === '' ? name : `${where} > ${name}`;
}

/** The path of an entry inside the input; `where` is that of its archive. */
export function placeOf({ name, path }: ArchiveEntry, where: string): string {
  return entryPath(where, path ?? name);
}

/** The archive as a whole, as a list of places: none when it is the input itself. */
export function archivePlace(where: string): readonly Location[] {
  return where === '' ? [] : [{ entry: where }];
}
