/** The contract of a kind of signature: how rules of that kind are compiled, and what the compiled form takes from a sink. */
import type { Sink } from '../extractors/sink.js';
import type { Observation } from '../observation.js';
import type { TrackerRule } from './rule.js';

/** One observation that one signature of one tracker matched. */
export interface Hit {
  /** Index into the ruleset's trackers. */
  readonly tracker: number;
  /** The alternative as published. */
  readonly signature: string;
  readonly observation: Observation;
  /** The class lies in a copy of the tracker's packages under another package. */
  readonly relocated: boolean;
  /** The host names a company; all trackers that claim it get a hit, and none of them a finding. */
  readonly shared: boolean;
  /** The signature is a package of two segments, which says less than a longer one. */
  readonly short: boolean;
}

/** Takes hits as they come. */
export type OnHit = (hit: Hit) => void;

/** A kind of signature: `code`, `network`. Its id is the field of a rule's `signatures` that it compiles. */
export interface SignatureKind {
  readonly id: keyof TrackerRule['signatures'];
  /**
   * Compiles all rules of this kind into something whose cost does not grow with their number, and returns a maker of
   * sinks, one for each scan.
   * @throws ScanError `rules/bad-pattern` for a pattern that cannot be read
   */
  compile(trackers: readonly TrackerRule[]): (onHit: OnHit) => Partial<Sink>;
}
