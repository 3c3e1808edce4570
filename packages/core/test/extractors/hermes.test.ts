/** The extractor `hermes` finds bytecode by its first bytes and offers its strings. */
import { buildHermes, truncate } from '@trackerscope/testkit';
import { expect, it } from 'vitest';
import { hermes } from '../../src/extractors/hermes.js';
import { extractFrom, textsOf, viewOf } from './extract-from.js';

const bundle = buildHermes({ strings: ['https://api.vendor.com', 'größe: cdn.vendor.com'], identifiers: ['track'] });

it('wants bytecode of any name, and no script', () => {
  expect(hermes.wants(viewOf(bundle, { name: 'assets/index.android.bundle' }))).toBe(true);
  expect(hermes.wants(viewOf(bundle, { name: 'res/raw/x' }))).toBe(true);
  expect(hermes.wants(viewOf(new TextEncoder().encode('var a = 1;'), { name: 'assets/index.android.bundle' }))).toBe(
    false,
  );
});

it('offers literals and names, of one byte a character or two', () => {
  const { strings, diagnostics } = extractFrom(hermes, bundle);
  expect(strings.flatMap(textsOf)).toEqual(
    expect.arrayContaining(['https://api.vendor.com', 'track', 'größe: cdn.vendor.com']),
  );
  expect(diagnostics).toEqual([]);
});

it('names the entry of a bundle that is cut', () => {
  const { diagnostics } = extractFrom(hermes, truncate(bundle, bundle.length - 30), { name: 'assets/a.bundle' });
  expect(diagnostics).toMatchObject([{ code: 'hermes/truncated', where: [{ entry: 'assets/a.bundle' }] }]);
});
