/** Lint: a reading that differs from what the published alternative plainly means, without a word on why. */
import { readPublishedCode, readPublishedNetwork } from '@trackerscope/core';
import type { Lint } from './lint.js';
import { codeSignaturesOf, networkSignaturesOf } from './signatures-of.js';

const advice = 'State the reason, or read the alternative as published.';

export const unexplainedReading = {
  id: 'unexplained-reading',
  check(rules, report) {
    for (const placed of codeSignaturesOf(rules)) {
      const { raw, pattern, except = [], reason } = placed.signature;
      if (reason !== undefined) continue;
      const plain = readPublishedCode(raw);
      if (plain.length === 1 && plain[0]!.pattern === pattern && except.length === 0) continue;
      const message = `${raw} is read as ${pattern ?? 'nothing'}${except.length > 0 ? ` except ${except.join(', ')}` : ''}`;
      report({ severity: 'error', ...placed, message, advice });
    }
    for (const placed of networkSignaturesOf(rules)) {
      const { raw, kind, pattern, reason } = placed.signature;
      if (reason !== undefined) continue;
      const [plain, ...more] = readPublishedNetwork(raw);
      const same = plain && 'pattern' in plain && plain.kind === kind && plain.pattern === pattern && more.length === 0;
      if (!same)
        report({ severity: 'error', ...placed, message: `${raw} is read as ${kind} ${pattern ?? 'nothing'}`, advice });
    }
  },
} as const satisfies Lint;
