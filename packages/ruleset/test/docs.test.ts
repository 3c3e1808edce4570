/** The rules in docs/rules.md are rules: read, and passed by every lint. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { categories } from '../src/categories.js';
import { formatRule } from '../src/format-rule.js';
import { lintRules } from '../src/lint-rules.js';
import { lints } from '../src/lints/registry.js';
import { parseRule } from '../src/parse-rule.js';

const page = readFileSync(new URL('../../../docs/rules.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^```json\n(.*?)^```$/gms)].map(([, text]) => text!);

it.each(examples)('example %# is a rule in the canonical layout that the lints pass', (text) => {
  const rule = parseRule(text, 'docs/rules.md');
  expect(lintRules([rule])).toEqual([]);
  expect(formatRule(rule)).toBe(text);
});

it('has examples, and names every lint and every category', () => {
  expect(examples.length).toBeGreaterThan(0);
  for (const name of [...lints.map(({ id }) => id), ...Object.keys(categories)]) expect(page).toContain(`\`${name}\``);
});
