/** Lint: a reading that can never tell anything: no name can match it, or another reading of the same rule says the same. */
import { matchesCode } from '@trackerscope/core';
import type { Lint } from './lint.js';
import {
  codeSignaturesOf,
  networkSignaturesOf,
  type PlacedCode,
  type PlacedNetwork,
  readCode,
  readNetwork,
} from './signatures-of.js';

export const deadReading = {
  id: 'dead-reading',
  check(rules, report) {
    const say = (placed: PlacedCode | PlacedNetwork, message: string, advice: string) =>
      report({ severity: 'warning', ...placed, message, advice });
    const seen = new Map<string, string>();
    const checkRepeated = (placed: PlacedCode | PlacedNetwork, key: string) => {
      const first = seen.get(`${placed.rule.id} ${key}`);
      if (first === undefined) seen.set(`${placed.rule.id} ${key}`, placed.field);
      else say(placed, `repeats the reading of ${first}`, 'Make the repeated reading null, with the reason.');
    };

    for (const placed of codeSignaturesOf(rules)) {
      const { pattern, except = [] } = placed.signature;
      const read = readCode(pattern);
      if (pattern === null || !read) continue;
      checkRepeated(placed, `code ${pattern}`);
      if (/(?:^|\/)\p{N}|-/u.test(read.text))
        say(placed, `${pattern} is no name in Java or Kotlin`, 'Correct it, or make the reading null with the reason.');
      for (const prefix of except) {
        const inside = readCode(prefix);
        if (inside && !matchesCode({ pattern }, `${inside.text}/A`))
          say(placed, `the exception ${prefix} lies outside ${pattern}`, 'Take it out of except.');
        else if (inside && `${read.text}/`.startsWith(`${inside.text}/`))
          say(placed, `the exception ${prefix} leaves nothing of ${pattern}`, 'Make the reading null with the reason.');
      }
    }
    for (const placed of networkSignaturesOf(rules)) {
      const { kind, pattern } = placed.signature;
      if (pattern === null || !readNetwork(placed.signature)) continue;
      checkRepeated(placed, `${kind} ${pattern}`);
      if (kind === 'host' && pattern.split('.').some((label) => label.length > 63 || /^-|-$/.test(label)))
        say(placed, `${pattern} has a label that no host can have (RFC 1035, section 2.3.4)`, 'Correct it.');
    }
    for (const rule of rules) {
      const patterns = [...rule.signatures.code, ...rule.signatures.network].map(({ pattern }) => pattern);
      const advice = 'Give it a reading, or do not ship the rule.';
      if (patterns.every((pattern) => pattern === null))
        report({
          severity: 'warning',
          rule,
          field: 'signatures',
          message: 'no reading of this rule can match',
          advice,
        });
      for (const [i, host] of rule.shared.entries()) {
        if (rule.signatures.network.some(({ pattern }) => pattern === host)) continue;
        const message = `${host} is no network pattern of this rule`;
        report({
          severity: 'error',
          rule,
          field: `shared[${i}]`,
          message,
          advice: 'Take it out of shared, or correct it.',
        });
      }
    }
  },
} as const satisfies Lint;
