/** What formatRule writes, parseRule reads back as the same rule. */
import type { TrackerRule } from '@trackerscope/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatRule } from '../src/format-rule.js';
import { parseRule } from '../src/parse-rule.js';
import { codeLike, hostLike, ruleLike } from './rule-like.js';

const text = fc.string({ minLength: 1, unit: 'binary' });
const texts = fc.array(text, { maxLength: 3 });
const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const proof = { hits: texts, misses: texts, reason: text };
const code = fc
  .tuple(label, label, fc.record({ ...proof, raw: text, except: fc.constant(['com.a.']) }, { requiredKeys: [] }))
  .map(([vendor, product, changes]) => codeLike(`com.${vendor}.${product}.`, changes));
const network = fc
  .tuple(label, fc.record({ ...proof, raw: text }, { requiredKeys: [] }))
  .map(([vendor, changes]) => hostLike(`${vendor}.com`, changes));
const rule: fc.Arbitrary<TrackerRule> = fc
  .record({
    name: text,
    aliases: texts,
    owner: fc.option(fc.record({ name: text, location: fc.option(text), packages: fc.constant(['com.vendor.']) })),
    shared: texts,
    signatures: fc.record({ code: fc.array(code), network: fc.array(network) }),
    published: fc.record({ code: fc.constant('com.vendor.'), network: fc.option(text) }),
  })
  .map(ruleLike);

it('is read back as the same rule, and written again as the same text', () => {
  fc.assert(
    fc.property(rule, (made) => {
      const written = formatRule(made);
      expect(parseRule(written, 'made.json')).toEqual(made);
      expect(formatRule(parseRule(written, 'made.json'))).toBe(written);
    }),
  );
});

it('writes members in one order, whatever order they come in', () => {
  const reversed = Object.fromEntries(Object.entries(ruleLike()).reverse()) as unknown as TrackerRule;
  expect(formatRule(reversed)).toBe(formatRule(ruleLike()));
});
