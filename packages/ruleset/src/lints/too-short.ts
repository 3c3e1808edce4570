/** Lint: a pattern so short that chance will hit it. */
import type { Lint } from './lint.js';
import { codeSignaturesOf, networkSignaturesOf, readCode, readNetwork } from './signatures-of.js';

/** Characters without outer dots. At and below these, patterns of the Exodus list were found to hit foreign names. */
const shortCode = 8;
const shortHost = 6;

export const tooShort = {
  id: 'too-short',
  check(rules, report) {
    for (const placed of codeSignaturesOf(rules)) {
      const pattern = readCode(placed.signature.pattern);
      if (!pattern) continue;
      const oneSegment = pattern.segments === 1 && !pattern.floating;
      if (!oneSegment && pattern.text.length > shortCode) continue;
      report({
        severity: oneSegment ? 'error' : 'warning',
        ...placed,
        message: oneSegment
          ? `${placed.signature.pattern} is a single segment`
          : `${placed.signature.pattern} has ${pattern.text.length} characters; ${shortCode} or fewer hit foreign names`,
        advice: 'Name a longer package, or state in reason why the short one is safe.',
      });
    }
    for (const placed of networkSignaturesOf(rules)) {
      const { pattern } = placed.signature;
      if (pattern === null || !readNetwork(placed.signature) || pattern.length > shortHost) continue;
      report({
        severity: 'warning',
        ...placed,
        message: `${pattern} has ${pattern.length} characters; ${shortHost} or fewer hit foreign names`,
        advice: 'Name a longer host, or state in reason why the short one is safe.',
      });
    }
  },
} as const satisfies Lint;
