/** TrackerRule and Ruleset: what a rule file says, after reading and checking. */
import type { Categories } from '../report.js';

/** A set of rules with its identity; every report names it. */
export interface Ruleset {
  readonly name: string;
  readonly version: string;
  /** SHA-256 over the canonical JSON of `trackers`, lower-case hexadecimal. */
  readonly sha256: string;
  readonly trackers: readonly TrackerRule[];
  /** What `compileRules` makes of these trackers; left out, the first scan compiles them. It may be shared between threads. */
  readonly tables?: ArrayBuffer | SharedArrayBuffer;
}

/** One tracker: facts, the signatures as published, and our reading of them. */
export interface TrackerRule {
  /** Kebab-case; equals the file name. */
  readonly id: string;
  /** Number in the Exodus database, or null for a tracker that is not there. */
  readonly exodusId: number | null;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly website: string | null;
  readonly categories: Categories;
  readonly owner: Owner | null;
  readonly status: 'active' | 'discontinued' | 'unknown';
  readonly source: { readonly name: string; readonly date: string; readonly firstListed: string | null };
  /** The signatures exactly as the source publishes them; match mode `exodus` searches these. */
  readonly published: { readonly code: string | null; readonly network: string | null };
  readonly signatures: { readonly code: readonly CodeSignature[]; readonly network: readonly NetworkSignature[] };
  /** Network patterns of this rule that name a company, never this product alone. */
  readonly shared: readonly string[];
}

export interface Owner {
  readonly name: string;
  readonly location: string | null;
  /** Package prefixes of the owner's own apps (`com.facebook.`), for first-party findings. */
  readonly packages: readonly string[];
}

/** One alternative of a published signature, our reading of it, and its proof. */
interface Signature {
  /** The alternative as published. */
  readonly raw: string;
  /** Our reading in the pattern language of its kind; null when the alternative is deliberately not matched. */
  readonly pattern: string | null;
  /** Why the reading differs from the published meaning; required when it does. */
  readonly reason?: string;
  /** Strings that this alternative must match. */
  readonly hits: readonly string[];
  /** Near misses that it must not match. */
  readonly misses: readonly string[];
}

/**
 * A package or class-name prefix, dotted: `com.vendor.` (everything under it), `com.vendor` (a boundary must follow),
 * `com.vendor.Type` (a class-name prefix), `.Type` or `.vendor.` (after any separator).
 * Hits and misses are class names with `/`.
 */
export interface CodeSignature extends Signature {
  /** Dotted prefixes under the pattern that belong to something else. */
  readonly except?: readonly string[];
}

/**
 * A network pattern. Kind `host`: `vendor.com` matches itself and its subdomains; `*` at the end stands for one or more
 * labels (`adservice.google.*`); `[0-9]*` inside a label for any digits. Kind `url`: host, port and path, matched
 * literally after a boundary. Kind `word`: a whole label of a host.
 */
export interface NetworkSignature extends Signature {
  readonly kind: 'host' | 'url' | 'word';
}
