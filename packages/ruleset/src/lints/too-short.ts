/** Lint: a pattern so short that chance will hit it. */
import type { Lint } from './lint.js';
import { codeSignaturesOf, networkSignaturesOf, readCode, readNetwork } from './signatures-of.js';

/**
 * Characters without outer dots. Judgement: so few patterns of the Exodus list fall under these that each can be looked at
 * (docs/rules.md, Lints).
 */
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
          : `${placed.signature.pattern} has ${pattern.text.length} characters; ${shortCode} or fewer can hit foreign names by chance`,
        advice: 'Name a longer package, or state in reason why the short one is safe.',
      });
    }
    for (const placed of codeSignaturesOf(rules)) {
      const text = readCode(placed.signature.pattern)?.text;
      if (text === undefined || text.length <= shortCode) continue;
      if (text.split('/').some((segment) => segment.length > 2)) continue;
      report({
        severity: 'warning',
        ...placed,
        message: `${placed.signature.pattern} has segments of one and two letters only, such as obfuscators give out`,
        advice: 'Name a package or class that keeps its name, or state in reason why no obfuscator writes this one.',
      });
    }
    for (const rule of rules) {
      for (const [i, prefix] of (rule.owner?.packages ?? []).entries()) {
        const segments = prefix.split('.').filter((segment) => segment !== '');
        if (segments.length > 2 || segments[1]!.length > 2) continue;
        report({
          severity: 'error',
          rule,
          field: `owner.packages[${i}]`,
          message: `${prefix} begins with two letters that anyone may use: foreign apps would be first party`,
          advice: "List the packages of the owner's apps one by one.",
        });
      }
    }
    for (const placed of networkSignaturesOf(rules)) {
      const { pattern } = placed.signature;
      if (pattern === null || !readNetwork(placed.signature) || pattern.length > shortHost) continue;
      report({
        severity: 'warning',
        ...placed,
        message: `${pattern} has ${pattern.length} characters; ${shortHost} or fewer can hit foreign names by chance`,
        advice: 'Name a longer host, or state in reason why the short one is safe.',
      });
    }
  },
} as const satisfies Lint;
