/** Lint: a published alternative without a reading, or a reading of something that was never published. */
import type { TrackerRule } from '@trackerscope/core';
import type { Lint, LintFinding } from './lint.js';

export const unreadAlternative = {
  id: 'unread-alternative',
  check(rules, report) {
    for (const rule of rules) {
      compare(rule, 'code', report);
      compare(rule, 'network', report);
    }
  },
} as const satisfies Lint;

function compare(rule: TrackerRule, kind: 'code' | 'network', report: (finding: LintFinding) => void): void {
  const published = new Set(rule.published[kind]?.split('|'));
  const read = new Set(rule.signatures[kind].map(({ raw }) => raw));
  for (const raw of published) {
    if (read.has(raw)) continue;
    const message = `the alternative ${raw} has no reading`;
    const advice = `Add a signature with this raw to signatures.${kind}; its pattern may be null, with a reason.`;
    report({ severity: 'error', rule, field: `published.${kind}`, message, advice });
  }
  for (const [i, signature] of rule.signatures[kind].entries()) {
    if (published.has(signature.raw)) continue;
    const message = `${signature.raw} is not among the published alternatives`;
    const advice = 'Correct raw, or say in reason where it comes from.';
    report({ severity: 'warning', rule, field: `signatures.${kind}[${i}]`, message, advice, signature });
  }
}
