/** `trackerscope rules lint`: what is wrong with rules, and what to do about it. */
import { caution, count, faint, flow, wrong } from '@trackerscope/reporters';
import { lintRules } from '@trackerscope/ruleset/tools';
import { chooseRules } from '../choose-rules.js';
import type { ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { pageOf } from '../page-of.js';
import type { Arguments } from './arguments.js';

export async function run(told: Arguments<'rules lint'>, io: Io): Promise<ExitCode> {
  const { trackers } = await chooseRules(told.path);
  const problems = lintRules(trackers);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const page = pageOf(io.stdout, io.env, told.color);
  const lines = problems.flatMap(({ lint, severity, rule, field, message, advice }) => [
    ...flow(
      page,
      [
        `${rule}.json`,
        faint(`\u00a0${field}:`),
        ' ',
        severity === 'error' ? wrong(severity) : caution(severity),
        ` ${message}`,
        faint(` (${lint})`),
      ],
      0,
      2,
    ),
    ...(advice === undefined || advice === '' ? [] : flow(page, [faint(advice)], 2, 4)),
  ]);
  const rest = problems.length - errors;
  const total = `${count(trackers.length, 'rule')} checked: ${count(errors, 'error')}, ${count(rest, 'warning')}.`;
  io.stdout.write(`${[...lines, ...flow(page, [total])].join('\n')}\n`);
  return errors > 0 ? 1 : 0;
}
