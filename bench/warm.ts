/** The script behind the in-process rows: runs contestants in turn in one warm process and prints their times as JSON. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { compileRules, type Ruleset, type ScanReport, scan as scanAnywhere } from '@trackerscope/core';
import { scan } from '@trackerscope/core/node';
import { rules } from '@trackerscope/ruleset';
import { isDexOrManifest, readAndInflate } from './floor.js';
import { multiplyRules } from './more-rules.js';
import type { WarmContestant, WarmResult } from './warm-run.js';

type Run = (path: string) => Promise<ScanReport> | number;

/** What each contestant does to the app at a path, made ready before the clock runs. */
const contestants: Record<WarmContestant, () => Run> = {
  floor: () => (path) => readAndInflate(path, isDexOrManifest),
  node: () => scanWith(rules),
  'rules×10': () => scanWith(multiplyRules(rules, 10)),
  'rules×100': () => scanWith(multiplyRules(rules, 100)),
  portable: () => (path) => scanAnywhere(readFileSync(path), { rules, name: 'app' }),
};

const scanWith =
  (ruleset: Ruleset): Run =>
  (path) =>
    scan(path, { rules: ruleset, name: 'app' });

const [path, rounds, ...names] = process.argv.slice(2) as [string, string, ...WarmContestant[]];
const runs = names.map((name) => [name, contestants[name]()] as const);
const results = new Map<WarmContestant, WarmResult>();
for (const [name, run] of runs) results.set(name, { ms: [], ...factsOf(await run(path)) });

// The first rounds only warm up, however short they are: the compiler needs time as well as repetitions.
const warmFrom = performance.now();
for (let round = 0; round < 3 || performance.now() - warmFrom < 1_500; round++) await runRound(round);
for (let round = 0; round < Number(rounds); round++) {
  for (const [name, took] of await runRound(round)) results.get(name)!.ms.push(took);
}
process.stdout.write(JSON.stringify({ runs: Object.fromEntries(results), compileMs: compileTimes() }));

/** Runs each contestant once; whoever begins, changes, so that nobody always runs behind the same one. */
async function runRound(round: number): Promise<[WarmContestant, number][]> {
  const times: [WarmContestant, number][] = [];
  for (let turn = 0; turn < runs.length; turn++) {
    const [name, run] = runs[(turn + round) % runs.length]!;
    // Each pays for its own garbage alone.
    globalThis.gc?.();
    const started = performance.now();
    await run(path);
    times.push([name, performance.now() - started]);
  }
  return times;
}

/** What is checked of a report: all it says besides the rules it was made with, as a digest, and the trackers it found. */
function factsOf(result: ScanReport | number): Omit<WarmResult, 'ms'> {
  if (typeof result === 'number') return { report: null, embedded: [] };
  const text = JSON.stringify({ ...result, ruleset: null });
  const embedded = result.findings.filter(({ verdict }) => verdict === 'embedded').map(({ tracker }) => tracker.id);
  return { report: createHash('sha256').update(text).digest('hex'), embedded: embedded.sort() };
}

/** How long it takes to compile the rules, once, 10 and 100 times as many, in a process that is warm. */
function compileTimes(): Record<string, number> {
  const times = names.includes('rules×100') ? [1, 10, 100] : [];
  return Object.fromEntries(
    times.map((factor) => {
      const many = multiplyRules(rules, factor);
      const started = performance.now();
      compileRules(many);
      return [`×${factor}`, performance.now() - started];
    }),
  );
}
