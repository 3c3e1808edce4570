/** `trackerscope explain`: why a tracker would match, and what is known of it. */
import { flow, table, title } from '@trackerscope/reporters';
import { chooseRules } from '../choose-rules.js';
import type { ExitCode } from '../exit-codes.js';
import { findRule } from '../find-rule.js';
import type { Io } from '../io.js';
import { pageOf } from '../page-of.js';
import { factRows } from '../rule-text/facts.js';
import { signatureLines } from '../rule-text/signatures.js';
import type { Arguments } from './arguments.js';

export async function run(told: Arguments<'explain'>, io: Io): Promise<ExitCode> {
  const rule = findRule(await chooseRules(told.rules), told.id);
  const page = pageOf(io.stdout, io.env, told.color);
  const lines = [
    ...flow(page, [title(rule.name)]),
    ...table(page, factRows(rule), 2),
    '',
    ...signatureLines(page, rule),
  ];
  io.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}
