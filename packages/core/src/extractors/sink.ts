/** The narrow waist: what extractors offer, and what the matcher and the recorder take. */
import type { Manifest } from '../manifest/manifest.js';

/**
 * Texts as they lie in a file: a byte range each, decoded only when somebody asks. DEX string pools are such tables;
 * no JavaScript string is built for a name that no rule touches.
 */
export interface TextTable {
  readonly bytes: Uint8Array;
  readonly count: number;
  /** Where text `i` begins in `bytes`, and where it ends (exclusive). An unreadable text is empty. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Where text `i` begins in its entry; `starts` itself when `bytes` is the entry. */
  readonly offsets: Uint32Array;
  /** The texts lie one behind the other in `bytes`, so that a place in it belongs to at most one of them. */
  readonly ordered: boolean;
}

/** Class names as they lie in a file: `com/vendor/Outer$Inner`, without the descriptor around them. */
export interface ClassTable {
  readonly bytes: Uint8Array;
  readonly count: number;
  /** So many of the names, the first ones, are of classes that this file defines; the others it only refers to. */
  readonly defined: number;
  /** Where name `i` begins in `bytes`, and where it ends (exclusive). */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Offset in `bytes` of the item that defines the class, or refers to it. */
  readonly offsets: Uint32Array;
  /** Name `i` as a string. */
  text(i: number): string;
}

/** Takes what extractors offer. */
export interface Sink {
  classes(table: ClassTable, entry: string): void;
  /** Texts in which hosts may stand. */
  strings(table: TextTable, entry: string): void;
  /** A parsed manifest; `depth` 0 is the app's own. */
  manifest(manifest: Manifest, entry: string, depth: number): void;
  /** Names as exodus-core sees them in dexdump's listing; offered in match mode `exodus` only. */
  listedNames(names: ReadonlySet<string>, entry: string): void;
  /** Called once, after the last offer. */
  end(): void;
}
