/** Lint: a pattern or a published code signature that uses more than can be matched in linear time. */
import { parseCodePattern, parseNetworkPattern } from '@trackerscope/core';
import { unreadableAlternative } from '../published-code.js';
import type { Lint } from './lint.js';
import { codeSignaturesOf, networkSignaturesOf } from './signatures-of.js';

const advice = 'Write each alternative as a signature of its own: a package or class prefix, or a host.';

export const notLinear = {
  id: 'not-linear',
  check(rules, report) {
    for (const rule of rules) {
      const message = unreadableAlternative(rule.published.code);
      if (message !== null) report({ severity: 'error', rule, field: 'published.code', message, advice });
    }
    for (const placed of codeSignaturesOf(rules)) {
      const { pattern, except = [] } = placed.signature;
      for (const text of pattern === null ? except : [pattern, ...except]) {
        const message = messageOf(() => parseCodePattern(text));
        if (message !== null) report({ severity: 'error', ...placed, message, advice });
      }
    }
    for (const placed of networkSignaturesOf(rules)) {
      const { kind, pattern } = placed.signature;
      const message = pattern === null ? null : messageOf(() => parseNetworkPattern(kind, pattern));
      if (message !== null) report({ severity: 'error', ...placed, message, advice });
    }
  },
} as const satisfies Lint;

function messageOf(read: () => void): string | null {
  try {
    read();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
