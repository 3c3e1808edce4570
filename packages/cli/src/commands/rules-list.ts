/** `trackerscope rules list`: every tracker that can be found, one a line. */
import type { TrackerRule } from '@trackerscope/core';
import { categoryWords, faint, plainJson, strong, table } from '@trackerscope/reporters';
import { chooseRules } from '../choose-rules.js';
import type { ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { pageOf } from '../page-of.js';
import type { Arguments } from './arguments.js';

export async function run(told: Arguments<'rules list'>, io: Io): Promise<ExitCode> {
  const { trackers } = await chooseRules(told.rules);
  if (told.format === 'json') {
    io.stdout.write(`${plainJson(JSON.stringify(trackers.map(entry), null, 2))}\n`);
    return 0;
  }
  // One rule, one line, however narrow the terminal: lists are there to be searched.
  const page = { ...pageOf(io.stdout, io.env, told.color), width: Number.POSITIVE_INFINITY };
  const heads = ['ID', 'CODE', 'NET', 'NAME', 'CATEGORIES'].map((head) => [strong(head)]);
  const rows = trackers.map((rule) => {
    const { id, name, categories, signatures } = entry(rule);
    return [
      [id],
      [number(signatures.code, 4)],
      [number(signatures.network, 3)],
      [name],
      [faint(categoryWords(categories).join(', '))],
    ];
  });
  io.stdout.write(`${table(page, [heads, ...rows]).join('\n')}\n`);
  return 0;
}

/** Right-aligned: no-break spaces are set as they are. */
function number(value: number, columns: number): string {
  return String(value).padStart(columns, '\u00a0');
}

/** What the list says of a rule; signatures are counted by kind, those that are deliberately not matched left out. */
function entry({ id, exodusId, name, categories, signatures: { code, network } }: TrackerRule) {
  const matched = (all: readonly { readonly pattern: string | null }[]) =>
    all.filter(({ pattern }) => pattern !== null).length;
  return { id, exodusId, name, categories, signatures: { code: matched(code), network: matched(network) } };
}
