/** Runs every lint over a set of rules. */
import type { TrackerRule } from '@trackerscope/core';
import type { LintProblem } from './lints/lint.js';
import { lints } from './lints/registry.js';

export type { LintProblem } from './lints/lint.js';
/** Ids of the lints. */
export type LintId = (typeof lints)[number]['id'];

/**
 * Everything the lints have to say about the rules, in the order of the lints and then of the rules. A warning about a
 * signature that carries a `reason` is not raised: someone looked at it and said why. Errors are always raised.
 */
export function lintRules(rules: readonly TrackerRule[]): LintProblem[] {
  const problems: LintProblem[] = [];
  for (const lint of lints) {
    lint.check(rules, ({ severity, rule, field, message, advice, signature }) => {
      if (severity === 'warning' && signature?.reason !== undefined) return;
      problems.push({ lint: lint.id, severity, rule: rule.id, field, message, advice });
    });
  }
  return problems;
}
