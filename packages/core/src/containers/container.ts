/** The contract of a container: a file that holds an app, recognised by its bytes and opened to archives. */
import type { Archive } from '../archive/archive.js';
import type { Manifest } from '../manifest/manifest.js';
import type { InputKind, LeftOut } from '../report.js';
import type { NamedSource } from '../source/app-source.js';
import type { ByteSource } from '../source/byte-source.js';
import type { Opening } from './opening.js';
import type { ZipShape } from './zip-shape.js';

/** A way to ship an app. Its id is the input kind in the report and the file name. */
export interface Container {
  readonly id: InputKind;
  /**
   * Opens the file, or says that it is something else by returning null.
   * @throws ScanError when it is this container, and too damaged to read anything of it
   */
  open(file: InputFile, opening: Opening): OpenedApp | null | Promise<OpenedApp | null>;
}

/** A file that is one of the containers, or none. */
export interface InputFile {
  readonly source: ByteSource;
  /** The first bytes, at most {@link headBytes}. */
  readonly head: Uint8Array;
  /** Set when it is a ZIP. */
  readonly zip: { readonly archive: Archive; readonly shape: ZipShape } | null;
}

/** Bytes of every file that containers may look at without reading more. */
export const headBytes = 32 * 1024;

/** An opened app. */
export interface OpenedApp {
  readonly kind: InputKind;
  /** The archives that make up the app, the base first; one, but for split sets and bundles. */
  readonly parts: readonly AppPart[];
  /** A bundle as a whole, which is what its signature is of. */
  readonly signed?: Pick<AppPart, 'source' | 'archive'>;
  /** The files that its size and hash are of, when it came as several. */
  readonly files?: readonly NamedSource[];
  /** Files in it that are no parts of the app, the first ones by name. */
  readonly leftOut?: readonly LeftOut[];
  /** How many entries of the outermost archive are in no part. */
  readonly entriesLeftOut?: number;
  /** Bytes that had to be inflated to open it. */
  readonly bytesInflated?: number;
}

/** One archive of an app, or one folder of it that becomes an archive on a device. */
export interface AppPart {
  /** Path of the archive inside the input, empty for the input itself; entries are named by it. */
  readonly path: string;
  /** The folder of a bundle that it is, as a name. */
  readonly module?: string;
  readonly archive: Archive;
  /** The bytes of the archive. */
  readonly source: ByteSource;
  /** Its manifest, where opening it took a look; null when there is none that can be read. */
  readonly manifest?: Manifest | null;
}
