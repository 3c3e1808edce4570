/** Row: one thing that is measured, and the lines it gives the table. */
import type { AppKind } from '../build-app.js';
import type { App } from '../corpus.js';
import type { Spread } from '../statistics.js';

/** What a run offers to its rows. */
export interface Bench {
  /** Fewer rounds and smaller inputs: for checking that everything works, not for numbers. */
  readonly short: boolean;
  /** Rounds of whole processes. */
  readonly processRounds: number;
  /** Rounds in a warm process. */
  readonly warmRounds: number;
  /** A command with `{apk}` in it, to be run beside ours. */
  readonly peer: string | undefined;
  /** Builds an app once for this run; see `build-app.ts` for the kinds and what they take. */
  app(kind: AppKind, what: number | App): App;
  /** Tells on standard error what is going on. */
  say(text: string): void;
  /** An invariant: when it does not hold, the run fails at its end and says `message`. */
  expect(holds: boolean, message: string): void;
}

/** What a value means: `×` how many times the floor or another run, `× faster` the other way round. */
type Unit = '×' | '× faster' | 'ms' | 'MiB';

/** One line of the table. */
export interface Line {
  readonly what: string;
  readonly subject: string;
  readonly value: Spread;
  readonly unit: Unit;
  /** What the value must reach, and what it should; null where nothing was asked. */
  readonly bar: number | null;
  readonly stretch: number | null;
  /** The medians behind the value, in words. */
  readonly detail: string;
}

export interface Row {
  /** Names the row on the command line. */
  readonly id: string;
  measure(bench: Bench): readonly Line[];
}
