/** The arguments of `pnpm bench`. */
import { parseArgs } from 'node:util';
import { splitCommand } from './peer.js';
import { rows } from './rows/registry.js';
import type { Row } from './rows/row.js';

export const usage = `usage: pnpm bench [--short] [--rounds N] [--only ROW,...] [--peer 'COMMAND {apk}'] [--write]

  --short        few rounds on small inputs, under a minute; what CI runs
  --rounds N     rounds of whole processes (9); rounds in a warm process are two thirds more
  --only ROW     one or more of: ${rows.map(({ id }) => id).join(', ')}
  --peer CMD     in row "command", run this too, with the path of the app where {apk} stands
  --write        write the table and a chart to docs/performance.md and docs/performance.svg; takes a whole run

Times fail nothing. Exit code 1: an invariant does not hold (findings, equal reports, bounded memory). 2: wrong usage.
`;

export interface Options {
  readonly rows: readonly Row[];
  readonly rounds: number;
  readonly short: boolean;
  readonly peer: string | undefined;
  readonly write: boolean;
  readonly help: boolean;
}

/** @throws TypeError for arguments that cannot be used, as parseArgs does */
export function readOptions(args: readonly string[]): Options {
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
  const rounds = Number(told.rounds ?? (told.short ? 3 : 9));
  if (!Number.isInteger(rounds) || rounds < 1) throw new TypeError('--rounds takes a whole number from 1.');
  const chosen = told.only?.split(',') ?? rows.map(({ id }) => id);
  const unknown = chosen.filter((id) => !rows.some((row) => row.id === id));
  if (unknown.length > 0) throw new TypeError(`--only names no row: ${unknown.join(', ')}.`);
  if (told.write && (told.short || told.only !== undefined)) throw new TypeError('--write takes a whole run.');
  if (told.peer !== undefined) splitCommand(told.peer, '');
  const { short, peer, write, help } = told;
  return { rows: rows.filter(({ id }) => chosen.includes(id)), rounds, short, peer, write, help };
}
