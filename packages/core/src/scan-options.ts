/** What a caller may ask of a scan. */
import type { Limits } from './limits.js';
import type { Depth, MatchMode } from './report.js';
import type { Ruleset } from './signatures/rule.js';

/** How an app is read, whatever is looked for in it. */
export interface ReadOptions {
  /** Name of the input for the report; a path's last segment by default. */
  readonly name?: string;
  /** How names are compared; `exodus` reproduces exodus-core. Default `default`. */
  readonly match?: MatchMode;
  /** How deep to look. Default `all`. */
  readonly depth?: Depth;
  /** Check the signatures of the app, too: reads all of it once more. Default false; who signed is read in any case. */
  readonly verifySignature?: boolean;
  /** Bounds to change; the others keep their defaults. */
  readonly limits?: Partial<Limits>;
  /** Called as entries are done, for a progress line. */
  readonly onProgress?: (progress: Progress) => void;
}

/** How far a scan has come. */
export interface Progress {
  /** Entries of the app that were read, or passed over. */
  readonly entriesDone: number;
  readonly entriesTotal: number;
  /** Path of the entry that was read last. */
  readonly entry: string;
}

/** What is looked for in an app, and what is said about it. */
export interface MatchOptions {
  /** What to look for; `rules` of `@trackerscope/ruleset` holds every known tracker. */
  readonly rules: Ruleset;
  /** List every match and place instead of the first few. Default false. */
  readonly allEvidence?: boolean;
  /** Trackers that the caller accepts, with the reason: they stay in the report, marked as ignored. */
  readonly ignore?: Readonly<Record<string, string>>;
  /** Bounds to change; the others keep their defaults. */
  readonly limits?: Partial<Limits>;
}

export interface ScanOptions extends ReadOptions, MatchOptions {}
