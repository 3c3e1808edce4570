/** Lint: a name or alias that another rule has too, in other letters or the same: people could not tell them apart. */
import type { TrackerRule } from '@trackerscope/core';
import type { Lint } from './lint.js';

export const nameCase = {
  id: 'name-case',
  check(rules, report) {
    const first = new Map<string, { rule: TrackerRule; name: string }>();
    for (const rule of rules) {
      for (const [i, name] of [rule.name, ...rule.aliases].entries()) {
        const folded = name.toLowerCase();
        const other = first.get(folded);
        if (!other) first.set(folded, { rule, name });
        else if (other.rule !== rule) {
          report({
            severity: 'error',
            rule,
            field: i === 0 ? 'name' : `aliases[${i - 1}]`,
            message: `${name} is ${other.name} of ${other.rule.id}, but for the case of letters`,
            advice: 'Merge the two rules, or give one a name that tells them apart.',
          });
        }
      }
    }
  },
} as const satisfies Lint;
