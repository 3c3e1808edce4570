/** Runs the command in this process, with everything it touches captured, on apps and rules made in view. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApkSpec, buildApk, buildRules, type RuleSpec } from '@trackerscope/testkit';
import { afterAll } from 'vitest';
import type { Io } from '../src/io.js';
import { main } from '../src/main.js';

/** A folder for the files of one test file, removed after it. */
export const folder = mkdtempSync(join(tmpdir(), 'trackerscope-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file into the folder and returns its path. */
export function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Writes an APK and returns its path. */
export function app(name: string, spec: ApkSpec): string {
  return file(name, buildApk(spec));
}

/** Writes a rules file and returns its path. */
export function rulesFile(name: string, ...specs: readonly RuleSpec[]): string {
  const { trackers } = buildRules(...specs);
  return file(name, JSON.stringify(trackers));
}

/** What stands around the command: standard input, a terminal or none, the environment. */
export interface Around {
  readonly stdin?: readonly Uint8Array[] | string;
  readonly env?: Record<string, string>;
  /** Columns of the terminal on both outputs; none without. */
  readonly terminal?: number;
  /** The clock. */
  readonly now?: () => number;
}

/** What came out. */
export interface Outcome {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `trackerscope ARGV`. */
export async function command(argv: readonly string[], around: Around = {}): Promise<Outcome> {
  const { stdin = [], env = {}, terminal, now = () => 0 } = around;
  const written = { stdout: '', stderr: '' };
  const sink = (name: keyof typeof written): Io['stdout'] => ({
    write: (text) => {
      written[name] += text;
    },
    ...(terminal === undefined ? {} : { isTTY: true, columns: terminal }),
  });
  const chunks = typeof stdin === 'string' ? [new TextEncoder().encode(stdin)] : stdin;
  async function* bytes() {
    yield* chunks;
  }
  const exit = await main(argv, { stdin: bytes(), stdout: sink('stdout'), stderr: sink('stderr'), env, now });
  return { exit, ...written };
}
