/** Opening: what a container works with, and what it may cost to find out what an input is. */
import type { Archive, ArchiveEntry } from '../archive/archive.js';
import type { Report } from '../errors.js';
import { isScanError } from '../errors.js';
import type { Limits } from '../limits.js';
import { beginsWith } from '../magic.js';
import type { Platform } from '../platform.js';
import type { ByteSource } from '../source/byte-source.js';

export interface Opening {
  readonly platform: Platform;
  readonly limits: Limits;
  readonly report: Report;
}

/**
 * Opens a file as a ZIP; null when it is none.
 * @throws ScanError `zip/no-end-record` for what begins like a ZIP and has no end
 */
export async function openZip(
  source: ByteSource,
  head: Uint8Array,
  { platform, limits }: Pick<Opening, 'platform' | 'limits'>,
): Promise<Archive | null> {
  try {
    return await platform.openArchive(source, '', limits);
  } catch (error) {
    if (isScanError(error) && error.code === 'zip/no-end-record' && !beginsWith(head, 'zip')) return null;
    throw error;
  }
}

/** The first bytes of an entry; none where it cannot be read, which reading the app will tell. */
export async function headOf(archive: Archive, entry: ArchiveEntry, length: number): Promise<Uint8Array> {
  try {
    return await archive.head(entry, length);
  } catch (error) {
    if (!isScanError(error)) throw error;
    return new Uint8Array();
  }
}
