/** The contract of a kind of signature: how rules of that kind are compiled, and what the compiled form takes from a sink. */
import type { Sink } from '../extractors/sink.js';
import type { Observation } from '../observation.js';
import type { Ruleset, TrackerRule } from './rule.js';

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

/** Makes the sink of one scan. */
type SinkMaker = (onHit: OnHit) => Partial<Sink>;

/** The rules of one kind as flat tables, by name: what threads share, and what ships ready with the rules. */
export type KindTables = { readonly [table: string]: Uint8Array | Uint32Array };

/** A kind of signature: `code`, `network`. Its id is the field of a rule's `signatures` that it compiles. */
export interface SignatureKind<Tables extends KindTables = KindTables> {
  readonly id: keyof TrackerRule['signatures'];
  /**
   * Compiles all rules of this kind into tables; what looking something up in them costs does not grow with their number.
   * @throws ScanError `rules/bad-pattern` for a pattern that cannot be read
   */
  compile(trackers: readonly TrackerRule[]): Tables;
  /** Makes sinks that match by these tables. The rules themselves are asked only about what the tables say may match. */
  open(tables: Tables, rules: Pick<Ruleset, 'trackers'>): SinkMaker;
}
