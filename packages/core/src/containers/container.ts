/** The contract of a container: a file that holds an app, recognised by its bytes and opened to archives. */
import type { Archive } from '../archive/archive.js';
import type { Limits } from '../limits.js';
import type { Platform } from '../platform.js';
import type { InputKind } from '../report.js';
import type { ByteSource } from '../source/byte-source.js';

/** A way to ship an app. Its id is the input kind in the report and the file name. */
export interface Container {
  readonly id: InputKind;
  /**
   * Opens the input, or says that it is something else by returning null.
   * @throws ScanError when it is this container, and too damaged to read anything of it
   */
  open(source: ByteSource, platform: Platform, limits: Limits): Promise<OpenedApp | null>;
}

/** An opened app. */
export interface OpenedApp {
  readonly kind: InputKind;
  /** The archives that make up the app; one, but for split sets. */
  readonly parts: readonly AppPart[];
}

/** One archive of an app. */
export interface AppPart {
  /** Path of the archive inside the input, empty for the input itself; entries are named by it. */
  readonly path: string;
  readonly archive: Archive;
  /** The bytes of the archive. */
  readonly source: ByteSource;
}
