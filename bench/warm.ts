/**
 * The script behind the in-process rows: contestants take turns, each in a warm process of its own, so that nobody pays for
 * another's garbage; prints their times as JSON.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { compileRules } from '@trackerscope/core';
import { rules } from '@trackerscope/ruleset';
import type { Turn } from './contestant.js';
import { multiplyRules } from './more-rules.js';
import type { WarmContestant, WarmResult } from './warm-run.js';

const [path, rounds, ...names] = process.argv.slice(2) as [string, string, ...WarmContestant[]];
const script = fileURLToPath(new URL('contestant.js', import.meta.url));
const processes = names.map((name) => ({ name, child: fork(script, [name, path]) }));
const results = new Map<WarmContestant, WarmResult>();
for (const { name, child } of processes) results.set(name, { ms: [], ...(await takeTurn(child)).facts! });

// The first rounds only warm up, however short they are: the compiler needs time as well as repetitions.
const warmFrom = performance.now();
for (let round = 0; round < 20 || performance.now() - warmFrom < 1_500; round++) await runRound(round);
for (let round = 0; round < Number(rounds); round++) {
  for (const [name, { ms }] of await runRound(round)) results.get(name)!.ms.push(ms);
}
for (const { child } of processes) child.disconnect();
process.stdout.write(JSON.stringify({ runs: Object.fromEntries(results), compileMs: compileTimes() }));

/** Runs each contestant once; whoever begins, changes, so that nobody always runs behind the same one. */
async function runRound(round: number): Promise<[WarmContestant, Turn][]> {
  const turns: [WarmContestant, Turn][] = [];
  for (let turn = 0; turn < processes.length; turn++) {
    const { name, child } = processes[(turn + round) % processes.length]!;
    turns.push([name, await takeTurn(child)]);
  }
  return turns;
}

async function takeTurn(child: ChildProcess): Promise<Turn> {
  // Whatever the last one still does on other threads must not cost the next one.
  await setTimeout(5);
  child.send('run');
  const [turn] = (await once(child, 'message')) as [Turn];
  return turn;
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
