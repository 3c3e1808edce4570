/** Lint: a name, alias or owner that is written in two ways, or a name that two rules have: people could not tell them apart. */
import type { TrackerRule } from '@trackerscope/core';
import type { Lint, LintFinding } from './lint.js';

export const nameCase = {
  id: 'name-case',
  check(rules, report) {
    checkNames(rules, report);
    checkOwners(rules, report);
  },
} as const satisfies Lint;

type Report = (finding: LintFinding) => void;

function checkNames(rules: readonly TrackerRule[], report: Report): void {
  const first = new Map<string, { rule: TrackerRule; name: string }>();
  for (const rule of rules) {
    for (const [i, name] of [rule.name, ...rule.aliases].entries()) {
      const other = first.get(fold(name));
      if (!other) first.set(fold(name), { rule, name });
      else if (other.rule !== rule) {
        report({
          severity: 'error',
          rule,
          field: i === 0 ? 'name' : `aliases[${i - 1}]`,
          message: `${name} is ${other.name} of ${other.rule.id}, but for case, spaces and marks`,
          advice: 'Merge the two rules, or give one a name that tells them apart.',
        });
      }
    }
  }
}

/** Reports group trackers by the name of their owner, so one company must have one spelling. */
function checkOwners(rules: readonly TrackerRule[], report: Report): void {
  const first = new Map<string, { rule: TrackerRule; name: string }>();
  for (const rule of rules) {
    if (rule.owner === null) continue;
    const { name } = rule.owner;
    const other = first.get(fold(name));
    if (!other) first.set(fold(name), { rule, name });
    else if (other.name !== name) {
      report({
        severity: 'error',
        rule,
        field: 'owner.name',
        message: `${name} is written ${other.name} in ${other.rule.id}`,
        advice: 'Write one company in one way: reports group trackers by it.',
      });
    }
  }
}

/** Letters and digits only, in lower case; a name that has none stays as it is. */
function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '') || name;
}
