/** Lint: every reading hits its own hits, spares its own misses, has some of both, and a miss for every exception. */
import { matchesCode, matchesNetwork } from '@trackerscope/core';
import type { Lint } from './lint.js';
import {
  codeSignaturesOf,
  type PlacedCode,
  type PlacedNetwork,
  readCode,
  readNetwork,
  signaturesOf,
} from './signatures-of.js';

export const firesOnProof = {
  id: 'fires-on-proof',
  check(rules, report) {
    for (const placed of signaturesOf(rules)) {
      const { signature } = placed;
      const fires = matcherOf(placed);
      const say = (message: string, advice: string) => report({ severity: 'error', ...placed, message, advice });
      if (signature.pattern === null) {
        if (signature.hits.length > 0) say('a reading that matches nothing has hits', 'Move the hits to misses.');
      } else if (signature.hits.length === 0) say('there is no hit', 'Give a class name or host that it must match.');
      if (signature.misses.length === 0) say('there is no miss', 'Give a near miss that it must not match.');
      for (const hit of signature.pattern === null ? [] : signature.hits) {
        if (fires && !fires(hit)) say(`does not match its hit ${hit}`, 'Correct the pattern or the hit.');
      }
      for (const miss of signature.misses) {
        if (fires?.(miss)) say(`matches its miss ${miss}`, 'Narrow the pattern, or take the miss away if it is a hit.');
      }
    }
    for (const placed of codeSignaturesOf(rules)) {
      const { except = [], misses } = placed.signature;
      for (const prefix of except) {
        if (!readCode(prefix) || misses.some((miss) => matchesCode({ pattern: prefix }, miss) !== null)) continue;
        const message = `no miss lies under the exception ${prefix}`;
        report({ severity: 'error', ...placed, message, advice: 'Give a class under it as a miss.' });
      }
    }
  },
} as const satisfies Lint;

/** Undefined for a pattern that cannot be read. */
function matcherOf(placed: PlacedCode | PlacedNetwork): ((text: string) => boolean) | undefined {
  if (placed.kind === 'network') {
    const { signature } = placed;
    return readNetwork(signature) ? (text) => matchesNetwork(signature, text) : undefined;
  }
  const { signature } = placed;
  const readable = readCode(signature.pattern) && (signature.except ?? []).every((prefix) => readCode(prefix));
  return readable ? (text) => matchesCode(signature, text) !== null : undefined;
}
