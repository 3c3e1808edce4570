/** The two match modes differ by the documented list, and by nothing else on real apps. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scan } from '@trackerscope/core';
import { describe, expect, it } from 'vitest';
import { root } from '../borders/sources.js';
import { differences, rulesOf } from './differences.js';

describe.each(differences)('$name', (difference) => {
  it(`is found by mode ${difference.only} alone`, async () => {
    const found = async (match: 'default' | 'exodus') =>
      (await scan(difference.app, { rules: rulesOf(difference), match })).findings.length;
    expect({ default: await found('default'), exodus: await found('exodus') }).toEqual({
      default: difference.only === 'default' ? 1 : 0,
      exodus: difference.only === 'exodus' ? 1 : 0,
    });
  });
});

it('every difference has its paragraph in the documentation, and every paragraph its difference', () => {
  const page = readFileSync(join(root, 'docs/exodus-mode.md'), 'utf8');
  const headings = [...page.matchAll(/^### (.+)$/gm)].map((match) => match[1]);
  expect(headings).toEqual(differences.map(({ name }) => name));
});
