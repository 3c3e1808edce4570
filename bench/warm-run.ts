/** Runs the warm script in a process of its own. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Who can run in a warm process; see `warm.ts` for what each does. */
export type WarmContestant = 'floor' | 'floor-all' | 'node' | 'rules×10' | 'rules×100' | 'portable';

export interface WarmResult {
  /** One time for each round, in the order of the rounds. */
  readonly ms: number[];
  /** Digest of the report without the identity of the ruleset; null for the floor. */
  readonly report: string | null;
  /** Ids of the trackers that the report says are embedded, sorted. */
  readonly embedded: readonly string[];
}

export interface WarmRun<Name extends WarmContestant> {
  readonly runs: Readonly<Record<Name, WarmResult>>;
  /** Milliseconds to compile the rules, by factor. */
  readonly compileMs: Readonly<Record<string, number>>;
}

/** Measures contestants in turn on one app, each in a fresh process, `rounds` times after warming up. */
export function runWarm<Name extends WarmContestant>(
  path: string,
  rounds: number,
  names: readonly Name[],
): WarmRun<Name> {
  const script = fileURLToPath(new URL('warm.js', import.meta.url));
  const printed = execFileSync(process.execPath, [script, path, String(rounds), ...names], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(printed) as WarmRun<Name>;
}
