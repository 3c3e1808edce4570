/** The root script `bench`: measures, prints the table, and writes it into docs/performance.md when told to. */
import { arch, availableParallelism, platform } from 'node:os';
import { measure } from './bench-run.js';
import { type Options, readOptions, usage } from './options.js';
import { writePage } from './page.js';
import { toTable } from './table.js';

const options = understand(process.argv.slice(2));
if (options === null) process.exitCode = 2;
else if (options.help) process.stdout.write(usage);
else process.exitCode = run(options);

function understand(args: readonly string[]): Options | null {
  try {
    return readOptions(args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`);
    return null;
  }
}

function run({ rows, rounds, short, peer, write }: Options): 0 | 1 {
  const started = performance.now();
  const say = (text: string) =>
    process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}\n`);
  const plan = { short, processRounds: rounds, warmRounds: Math.ceil((rounds * 5) / 3), peer, say };
  const { lines, broken } = measure(rows, plan);
  const facts = factsOf(plan);
  process.stdout.write(`${facts}\n\n${toTable(lines)}\n`);
  if (write) writePage(facts, lines);
  for (const message of broken) process.stderr.write(`broken: ${message}\n`);
  return broken.length > 0 ? 1 : 0;
}

/** What must be known to read the figures; nothing that tells whose machine it was. */
function factsOf({ processRounds, warmRounds, peer }: Parameters<typeof measure>[1]): string {
  const machine = `Node ${process.versions.node} on ${platform()} ${arch()} with ${availableParallelism()} cores`;
  const rounds = `${processRounds} rounds of whole processes and ${warmRounds} in a warm one`;
  return `${machine}; ${rounds}.${peer === undefined ? '' : ` The peer: \`${peer}\`.`}`;
}
