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
  /** The texts lie one behind the other in `bytes`, so that a place in it belongs to at most one of them. */
  readonly ordered: boolean;
  /** Text `i` as a string. */
  text(i: number): string;
}

/** The classes of one DEX, by their descriptors (`Lcom/vendor/Type;`, `[[I`) in its string pool. */
export interface ClassTable {
  readonly pool: TextTable;
  /** Index into `pool` for each class that this DEX defines, in file order, and the offset of its `class_def_item`. */
  readonly defined: Uint32Array;
  readonly definedOffsets: Uint32Array;
  /** Index into `pool` for each `type_id`, in file order, and the offset of its `type_id_item`; defined ones included. */
  readonly types: Uint32Array;
  readonly typeOffsets: Uint32Array;
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
