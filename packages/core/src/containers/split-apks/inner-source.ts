/** The bytes of a file inside an archive as a source of their own, in bounded memory. */
import type { Archive, ArchiveEntry } from '../../archive/archive.js';
import { entryPath } from '../../archive/place.js';
import { isScanError, ScanError } from '../../errors.js';
import type { ByteSource } from '../../source/byte-source.js';
import { fromBytes } from '../../source/from-bytes.js';
import type { Opening } from '../opening.js';

/** What opening the files inside an archive may still cost; shared by all of them. */
export interface Budget {
  /** Bytes that they may inflate to. */
  inflated: number;
  /** Bytes of inflated files that are kept: a split set that compresses its APKs, which most do not, is mostly smaller. */
  kept: number;
  /** Bytes of files that lie in the archive as they are. Honest ones do not share their bytes. */
  stored: number;
  /** Entries of archives that may be opened. */
  entries: number;
  /** The file that was inflated last, of those that are not kept. */
  last: { readonly owner: object; readonly bytes: Promise<Uint8Array> } | null;
}

const keptBytes = 128 * 1024 * 1024;

/** The budget of a set that lies in an archive of `size` bytes. Half of what may be inflated is left for what is in its files. */
export function startBudget({ limits }: Pick<Opening, 'limits'>, size: number): Budget {
  const { maxTotalBytes, maxTotalEntries } = limits;
  return {
    inflated: Math.floor(maxTotalBytes / 2),
    kept: keptBytes,
    stored: size,
    entries: maxTotalEntries,
    last: null,
  };
}

/**
 * The entry as a source. One that is stored is read where it lies; others are inflated, and inflated again when they are asked for
 * and were let go, so that a set of any size costs no more memory than the largest of its files.
 * @throws ScanError as `Archive.read`, and `limit/total-bytes` when the budget is used up
 */
export async function innerSource(
  archive: Archive,
  entry: ArchiveEntry,
  where: string,
  { limits, report }: Pick<Opening, 'limits' | 'report'>,
  budget: Budget,
): Promise<ByteSource> {
  const path = entryPath(where, entry.name);
  const stored = await archive.slice(entry);
  if (stored !== null) {
    budget.stored -= stored.size;
    if (budget.stored < 0) throw pastBudget(path, 'they share their bytes');
    return stored;
  }
  const maxBytes = Math.min(limits.maxEntryBytes, budget.inflated);
  if (maxBytes <= 0) throw pastBudget(path, 'they inflate to more than the limit');
  const { bytes, diagnostics } = await archive.read(entry, maxBytes).catch((error: unknown) => {
    if (!isScanError(error) || error.code !== 'limit/entry-bytes') throw error;
    // It is charged for what it cost to find out.
    budget.inflated -= maxBytes;
    throw maxBytes < limits.maxEntryBytes ? pastBudget(path, 'they inflate to more than the limit') : error;
  });
  budget.inflated -= bytes.length;
  for (const diagnostic of diagnostics) report({ ...diagnostic, where: [{ entry: path }] });
  if (bytes.length <= budget.kept) {
    budget.kept -= bytes.length;
    return fromBytes(bytes);
  }
  return inflatedAgain(bytes, async () => (await archive.read(entry, maxBytes)).bytes, budget);
}

/** A source that holds its bytes only until another one of the budget is read. */
function inflatedAgain(bytes: Uint8Array, inflate: () => Promise<Uint8Array>, budget: Budget): ByteSource {
  const { length } = bytes;
  const owner = {};
  budget.last = { owner, bytes: Promise.resolve(bytes) };
  return {
    size: length,
    async read(offset, wanted) {
      if (budget.last?.owner !== owner) budget.last = { owner, bytes: inflate() };
      return fromBytes(await budget.last.bytes).read(offset, wanted);
    },
  };
}

function pastBudget(path: string, found: string): ScanError {
  return new ScanError('limit/total-bytes', `Expected the files of a set to have bytes of their own; ${found}.`, {
    where: [{ entry: path }],
  });
}
