/** The root script `bench`: measures, prints the table, and writes it into docs/performance.md when told to. */
import { arch, availableParallelism, platform } from 'node:os';
import { parseArgs } from 'node:util';
import { measure } from './bench-run.js';
import { writePage } from './page.js';
import { splitCommand } from './peer.js';
import { rows } from './rows/registry.js';
import { toTable } from './table.js';

const usage = `usage: pnpm bench [--short] [--rounds N] [--only ROW,...] [--peer 'COMMAND {apk}'] [--write]

  --short        few rounds on small inputs, under a minute; what CI runs
  --rounds N     rounds of whole processes (9); rounds in a warm process are two thirds more
  --only ROW     one or more of: ${rows.map(({ id }) => id).join(', ')}
  --peer CMD     in row "command", run this too, with the path of the app where {apk} stands
  --write        write the table and a chart to docs/performance.md and docs/performance.svg; takes a whole run

Times fail nothing. Exit code 1: an invariant does not hold (findings, equal reports, bounded memory). 2: wrong usage.
`;

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  process.stderr.write(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}

/** @throws TypeError for arguments that cannot be used, as parseArgs does */
function run(args: readonly string[]): number {
  const { values: told } = parseArgs({
    // `pnpm bench -- --short` passes the dashes on.
    args: args.filter((arg) => arg !== '--'),
    options: {
      short: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      only: { type: 'string' },
      peer: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (told.help) {
    process.stdout.write(usage);
    return 0;
  }
  const rounds = Number(told.rounds ?? (told.short ? 3 : 9));
  if (!Number.isInteger(rounds) || rounds < 1) throw new TypeError('--rounds takes a whole number from 1.');
  const chosen = told.only?.split(',') ?? rows.map(({ id }) => id);
  const unknown = chosen.filter((id) => !rows.some((row) => row.id === id));
  if (unknown.length > 0) throw new TypeError(`--only names no row: ${unknown.join(', ')}.`);
  if (told.write && (told.short || told.only !== undefined)) throw new TypeError('--write takes a whole run.');
  if (told.peer !== undefined) splitCommand(told.peer, '');

  const started = performance.now();
  const say = (text: string) =>
    process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}\n`);
  const { lines, broken } = measure(
    rows.filter(({ id }) => chosen.includes(id)),
    { short: told.short, processRounds: rounds, warmRounds: Math.ceil((rounds * 5) / 3), peer: told.peer, say },
  );
  const facts = `Node ${process.versions.node} on ${platform()} ${arch()} with ${availableParallelism()} cores; ${rounds} rounds of whole processes.`;
  process.stdout.write(`${facts}\n\n${toTable(lines)}\n`);
  if (told.write) writePage(facts, lines);
  for (const message of broken) process.stderr.write(`broken: ${message}\n`);
  return broken.length > 0 ? 1 : 0;
}
