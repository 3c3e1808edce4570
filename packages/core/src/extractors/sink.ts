/** The narrow waist: what extractors offer, and what the matcher and the recorder take. */
import type { Manifest } from '../manifest/manifest.js';
import type { Location } from '../observation.js';

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
  /** What the names were read from; only of a `dex` there are files to be counted. */
  readonly format: 'dex' | 'class-file' | 'class-list' | 'symbols';
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

/** A native library, as the linker sees it. */
export interface NativeLibrary {
  /** File name without folders, `libvendor.so`. */
  readonly name: string;
  /** The name it gives itself (DT_SONAME), or null. */
  readonly soname: string | null;
  /** Libraries it is linked against (DT_NEEDED). */
  readonly needed: readonly string[];
}

/** A library and its version, as a file of the build says. */
export interface LibraryVersion {
  /** Maven coordinates without the version, `com.vendor:sdk`, or the name that it has for itself: `kotlinx_coroutines_core`. */
  readonly library: string;
  /** `19.0.1`: begins with a digit, 64 characters at most, letters, digits and `.+_-` only. */
  readonly version: string;
  readonly where: Location;
}

/** Takes what extractors offer. */
export interface Sink {
  classes(table: ClassTable, entry: string): void;
  /** Texts in which hosts may stand. */
  strings(table: TextTable, entry: string): void;
  /** Bytes of any kind, in which hosts may stand; `offset` is where they begin in the entry. */
  text(bytes: Uint8Array, entry: string, offset: number): void;
  /** A parsed manifest; `depth` 0 is the app's own. */
  manifest(manifest: Manifest, entry: string, depth: number): void;
  library(library: NativeLibrary, entry: string): void;
  version(version: LibraryVersion): void;
  /** Names as exodus-core sees them in dexdump's listing; offered in match mode `exodus` only. */
  listedNames(names: ReadonlySet<string>, entry: string): void;
  /** Called once, after the last offer. */
  end(): void;
}
