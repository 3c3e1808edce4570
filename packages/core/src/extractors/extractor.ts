/** The contract of a place we look: one cheap question by name and first bytes, one expensive answer in bytes. */
import type { UnpackBudget } from '../binary/unpack-budget.js';
import type { Report } from '../errors.js';
import type { Limits } from '../limits.js';
import type { Depth, InputKind, MatchMode } from '../report.js';
import type { Sink } from './sink.js';

/** An entry before it is read. */
export interface EntryView {
  /** Name inside its own archive. */
  readonly name: string;
  /** Path inside the input: archives and entry joined by ` > `. */
  readonly path: string;
  /** Archives around it, not counting those that are the app: 0 for an entry of the app itself. */
  readonly depth: number;
  /** What holds the entry: a container of the app, or an archive that merely lies in it. */
  readonly container: InputKind | 'archive';
  /** Bytes the directory promises; may lie. */
  readonly size: number;
  /** The first bytes, at most {@link headLength}. */
  readonly head: Uint8Array;
}

/** Bytes of every entry that `wants` may look at. */
export const headLength = 16;

/** What an extractor is given besides the bytes. */
export interface ExtractContext {
  readonly report: Report;
  readonly limits: Limits;
  /** The bytes have the Adler-32 that `expectedAdler32` told. */
  readonly verified: boolean;
  /** What may still be unpacked, of the app's own entries and of what is compressed inside them. */
  readonly budget: UnpackBudget;
}

/** A place we look. The engine opens, limits, times and catches; an extractor only reads. */
export interface Extractor {
  /** Equals the file name; named in diagnostics and in the docs. */
  readonly id: string;
  /** The match modes it serves. */
  readonly modes: readonly MatchMode[];
  /** The least depth of a scan at which it is asked. */
  readonly depth: Depth;
  /** Whether an entry of this name is probably wanted; such entries are unpacked first. Only a hint: `wants` decides. */
  likely(name: string): boolean;
  wants(entry: EntryView): boolean;
  /** The Adler-32 that all bytes of the entry should have, where its first bytes tell; checked on the way where that is free. */
  expectedAdler32?(entry: EntryView): number | undefined;
  /** Offers what it sees to the sink. Damaged parts go to `report`, and the rest is still read. */
  extract(bytes: Uint8Array, entry: EntryView, sink: Sink, context: ExtractContext): void;
  /**
   * Reads an entry that is too large to be held in memory; left out where there is no way but to have all of it. Only asked of
   * entries larger than {@link wholeEntryBytes}.
   */
  extractPieces?(entry: EntryView, sink: Sink, context: ExtractContext): PieceReader;
}

/** Takes the pieces of an entry, in order. */
export interface PieceReader {
  /** The next piece; `offset` is where it begins in the entry. The memory is the reader's to keep. */
  take(piece: Uint8Array, offset: number): void;
  end(): void;
}

/** Bytes up to which an entry is given whole. Of tested apps' native libraries and bundles all but a few are smaller. */
export const wholeEntryBytes = 16 * 1024 * 1024;
