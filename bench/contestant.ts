/** The script of one contestant in a warm process of its own: runs when it is told to, and answers with what it took. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { compileRules, type Ruleset, type ScanReport, scan as scanAnywhere } from '@trackerscope/core';
import { scan } from '@trackerscope/core/node';
import { rules } from '@trackerscope/ruleset';
import { isDexOrManifest, readAndInflate } from './floor.js';
import { multiplyRules } from './more-rules.js';
import type { WarmContestant } from './warm-run.js';

/** What one run gave. */
export interface Turn {
  readonly ms: number;
  /** As in `WarmResult`; only of the first run. */
  readonly facts: { readonly report: string | null; readonly embedded: readonly string[] } | null;
}

type Run = (path: string) => Promise<ScanReport> | number;

/** What each contestant does to the app at a path, made ready before the clock runs. */
const contestants: Record<WarmContestant, () => Run | Promise<Run>> = {
  floor: () => (path) => readAndInflate(path, isDexOrManifest),
  'floor-all': async () => {
    const names = await entriesRead(path);
    return (app) => readAndInflate(app, (entry) => names.has(entry));
  },
  node: () => scanWith(rules),
  'rules×10': () => scanWith(compiled(10)),
  'rules×100': () => scanWith(compiled(100)),
  portable: () => (path) => scanAnywhere(readFileSync(path), { rules, name: 'app' }),
};

const scanWith =
  (ruleset: Ruleset): Run =>
  (path) =>
    scan(path, { rules: ruleset, name: 'app' });

/** Names of the entries that a scan reads. */
async function entriesRead(app: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  await scan(app, { rules, onProgress: ({ entry }) => names.add(entry) });
  return names;
}

function compiled(factor: number): Ruleset {
  const many = multiplyRules(rules, factor);
  return { ...many, tables: compileRules(many) };
}

const [name, path] = process.argv.slice(2) as [WarmContestant, string];
const making = contestants[name]();
let turns = 0;
process.on('message', async () => {
  const run = await making;
  const started = performance.now();
  const result = await run(path);
  const ms = performance.now() - started;
  const turn: Turn = { ms, facts: turns++ === 0 ? factsOf(result) : null };
  process.send!(turn);
});

/** What is checked of a report: all it says besides the rules it was made with, as a digest, and the trackers it found. */
function factsOf(result: ScanReport | number): NonNullable<Turn['facts']> {
  if (typeof result === 'number') return { report: null, embedded: [] };
  const text = JSON.stringify({ ...result, ruleset: null });
  const embedded = result.findings.filter(({ verdict }) => verdict === 'embedded').map(({ tracker }) => tracker.id);
  return { report: createHash('sha256').update(text).digest('hex'), embedded: embedded.sort() };
}
