/** Lint: a published network signature whose dot stands for any character, or a code signature whose dot stands for none. */
import type { Lint } from './lint.js';
import { codeSignaturesOf, networkSignaturesOf } from './signatures-of.js';

// A dot without a backslash before and without a star behind. Lookbehind of one character: linear.
const unescaped = /(?<!\\)\.(?!\*)/;

export const unescapedDot = {
  id: 'unescaped-dot',
  check(rules, report) {
    for (const placed of networkSignaturesOf(rules)) {
      if (!unescaped.test(placed.signature.raw)) continue;
      report({
        severity: 'warning',
        ...placed,
        message: `${placed.signature.raw} has a dot that is not escaped and would match any character`,
        advice: 'Write \\. in raw, or, where the source writes it so, say in reason that it is read as a dot.',
      });
    }
    for (const placed of codeSignaturesOf(rules)) {
      if (!placed.signature.raw.includes('\\.')) continue;
      report({
        severity: 'warning',
        ...placed,
        message: `${placed.signature.raw} has an escaped dot, which never matches the / of class names in match mode exodus`,
        advice: 'Write a plain dot.',
      });
    }
  },
} as const satisfies Lint;
