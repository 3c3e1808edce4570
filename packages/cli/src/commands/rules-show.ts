/** `trackerscope rules show`: everything that a rule holds, as fields. */
import type { CodeSignature, NetworkSignature, TrackerRule } from '@trackerscope/core';
import { faint, flow, type Page, plainJson, strong, table, title } from '@trackerscope/reporters';
import { formatRule } from '@trackerscope/ruleset/tools';
import { chooseRules } from '../choose-rules.js';
import type { ExitCode } from '../exit-codes.js';
import { findRule } from '../find-rule.js';
import type { Io } from '../io.js';
import { pageOf } from '../page-of.js';
import { factRows } from '../rule-text/facts.js';
import type { Arguments } from './arguments.js';

export async function run(told: Arguments<'rules show'>, io: Io): Promise<ExitCode> {
  const rule = findRule(await chooseRules(told.rules), told.id);
  if (told.format === 'json') io.stdout.write(plainJson(formatRule(rule)));
  else io.stdout.write(`${lines(pageOf(io.stdout, io.env, told.color), rule).join('\n')}\n`);
  return 0;
}

function lines(page: Page, rule: TrackerRule): string[] {
  const { published, signatures, shared } = rule;
  const publishedRows = [
    [[faint('code')], [published.code ?? 'none']],
    [[faint('network')], [published.network ?? 'none']],
  ];
  return [
    ...flow(page, [title(rule.name)]),
    ...table(page, factRows(rule), 2),
    '',
    ...flow(page, [strong('Published signatures')]),
    ...table(page, publishedRows, 2),
    ...signatures.code.flatMap((signature) => reading(page, 'Code', signature)),
    ...signatures.network.flatMap((signature) => reading(page, 'Network', signature)),
    ...(shared.length === 0 ? [] : ['', ...flow(page, [strong('Shared'), ` ${shared.join(', ')}`], 0, 2)]),
  ];
}

function reading(page: Page, kind: string, signature: CodeSignature | NetworkSignature): string[] {
  const { raw, pattern, reason, hits, misses } = signature;
  const except = 'except' in signature ? signature.except : [];
  const facts: [string, string][] = [
    ['pattern', pattern ?? 'none: deliberately not matched'],
    ['kind', 'kind' in signature ? signature.kind : ''],
    ['except', except.join(', ')],
    ['reason', reason ?? ''],
    ['hits', hits.join(', ')],
    ['misses', misses.join(', ')],
  ];
  const rows = facts.filter(([, value]) => value !== '').map(([name, value]) => [[faint(name)], [value]]);
  return ['', ...flow(page, [strong(kind), ` ${raw}`], 0, 2), ...table(page, rows, 2)];
}
