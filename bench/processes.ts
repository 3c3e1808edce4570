/** Whole processes: how long they take from start to exit, and the most memory they hold. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A program and its arguments. */
export type CommandLine = readonly [program: string, ...args: string[]];

/** A Node script with its arguments. */
export const nodeScript = (script: string, ...args: string[]): CommandLine => [process.execPath, script, ...args];

/**
 * Milliseconds from starting a process to its end; what it prints is thrown away.
 * @throws Error when it cannot be started or ends with an exit code that `allowed` does not hold
 */
export function timeProcess([program, ...args]: CommandLine, allowed: readonly number[] | 'any' = [0]): number {
  const started = performance.now();
  const { status, error, stderr } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  const took = performance.now() - started;
  expectExit(program, status, allowed, error, stderr);
  return took;
}

const hook = new URL('peak-memory.js', import.meta.url).href;

/** The most memory in MiB that a Node process holds at once, as the process itself says when it ends. */
export function peakMemory([program, ...args]: CommandLine): number {
  const { status, error, stderr, output } = spawnSync(program, ['--import', hook, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  expectExit(program, status, [0], error, stderr);
  return Number(output[3]) / 1024;
}

function expectExit(
  program: string,
  status: number | null,
  allowed: readonly number[] | 'any',
  error: Error | undefined,
  stderr: string,
): void {
  if (error) throw error;
  if (status !== null && (allowed === 'any' || allowed.includes(status))) return;
  throw new Error(`Expected ${program} to succeed; it ended with ${status}: ${stderr.slice(0, 500)}`);
}

/** Runs contestants in turn, `rounds` times; whoever begins, changes. Returns each one's samples in the order of the rounds. */
export function interleave<Name extends string>(
  rounds: number,
  contestants: Readonly<Record<Name, () => number>>,
): Record<Name, number[]> {
  const names = Object.keys(contestants) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  // One run each that does not count: the files come into the page cache.
  for (const name of names) contestants[name]();
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round) % names.length]!;
      samples[name].push(contestants[name]());
    }
  }
  return samples;
}

/** The floor script on one app. */
export const floorScript = (apk: string): CommandLine =>
  nodeScript(fileURLToPath(new URL('floor.js', import.meta.url)), apk);
