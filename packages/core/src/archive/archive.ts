/** Archive and ArchiveEntry: a ZIP in our words, whichever reader opened it. */
import type { Diagnostic, Report } from '../errors.js';
import type { ByteSource } from '../source/byte-source.js';

/** One file of an archive. Names are untrusted text: they are shown and compared, never used as a path. */
export interface ArchiveEntry {
  /** The name as the directory states it, decoded as UTF-8 and otherwise untouched. */
  readonly name: string;
  /** Where it lies in its archive, when that is not its name: modules of bundles are shown by the names that they get on a device. */
  readonly path?: string;
  /** Bytes the entry takes in the archive. */
  readonly compressedSize: number;
  /** Bytes the directory promises after inflating; may lie. */
  readonly size: number;
  readonly method: 'stored' | 'deflated';
}

/**
 * An opened archive: its entries in directory order, duplicates included. Directories (names ending in `/`, without
 * bytes) are left out.
 */
export interface Archive {
  readonly entries: readonly ArchiveEntry[];
  /** What was odd about the directory; problems of single entries are thrown by `read`. */
  readonly diagnostics: readonly Diagnostic[];
  /**
   * The first `length` bytes of an entry, fewer if it is shorter or damaged. Cheap: inflates no more than it must, and gives
   * them at once where the archive is in memory.
   * @throws ScanError `zip/bad-entry` when its place is outside the archive.
   */
  head(entry: ArchiveEntry, length: number): Uint8Array | Promise<Uint8Array>;
  /**
   * All bytes of an entry.
   * @throws ScanError `limit/entry-bytes` when it inflates past `maxBytes`, `zip/bad-data` when it cannot be inflated
   *   at all, `zip/bad-entry` when its place is outside the archive, `limit/total-bytes` when entries share their data
   *   so often that reading them all would never end.
   * @param adler32 the Adler-32 that the bytes should have, where somebody knows it: see {@link EntryBytes.verified}
   */
  read(entry: ArchiveEntry, maxBytes: number, adler32?: number): Promise<EntryBytes>;
  /**
   * The bytes of an entry in pieces of {@link pieceBytes}, so that its size costs no memory. What is wrong with it is reported at
   * the end; a damaged entry may still give a usable beginning.
   * @throws ScanError as `read`
   */
  pieces(entry: ArchiveEntry, maxBytes: number, report: Report): AsyncIterable<Uint8Array>;
  /** The entry as a source of its own, where it lies in the archive as it is; null for one that must be inflated first. */
  slice(entry: ArchiveEntry): Promise<ByteSource | null>;
}

/** Bytes of each piece that `pieces` gives, the last one excepted. */
export const pieceBytes = 1024 * 1024;

/** What reading an entry gave. A damaged entry may still give a usable beginning. */
export interface EntryBytes {
  readonly bytes: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
  /** The bytes have the Adler-32 that was asked about. False also where nobody asked, or nobody looked. */
  readonly verified: boolean;
}

/** Inflating raw DEFLATE data; injected, because Node and browsers do it differently. */
export interface Inflater {
  readonly whole: InflateWhole;
  /** Gives what comes out as it comes, in pieces of any length; throws where the data is damaged. */
  pieces(compressed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}

/** Bytes that a frame takes before compressed data, and behind it. */
export const frameRoom = 4;

/** Inflates all of an entry at once. */
export type InflateWhole = (
  compressed: Uint8Array,
  options: {
    /** Bytes the result is expected to have, to size buffers; may lie. */
    readonly expectedSize: number;
    /** Stop after this many bytes of output. */
    readonly maxBytes: number;
    /** The Adler-32 that the result should have; checked where that costs nothing. */
    readonly adler32?: number | undefined;
    /** {@link frameRoom} bytes on either side of `compressed` are nobody else's, and may be written to. */
    readonly roomAround?: boolean;
  },
) => Promise<InflateResult>;

/**
 * How inflating went: `done` (stream ended), `limit` (maxBytes reached first; there may be no bytes then), `damaged`
 * (error; bytes up to about there).
 */
export interface InflateResult {
  readonly bytes: Uint8Array;
  readonly end: 'done' | 'limit' | 'damaged';
  /** The result has the Adler-32 that was asked about. */
  readonly verified?: boolean;
}
