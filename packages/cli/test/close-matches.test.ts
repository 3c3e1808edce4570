/** Names close to a mistyped one. */
import { expect, it } from 'vitest';
import { closeMatches, didYouMean } from '../src/close-matches.js';

const ids = ['leanplum', 'lean', 'google-admob', 'google-analytics', 'mopub'];

it.each([
  ['a letter that is wrong', 'leanplom', ['leanplum', 'lean']],
  ['two letters swapped', 'mopbu', ['mopub']],
  ['a part of the name', 'admob', ['google-admob']],
  ['another case', 'MoPub', ['mopub']],
  ['nothing close', 'zzzzzz', []],
])('finds %s', (_what, typed, expected) => {
  expect(closeMatches(typed, ids).sort()).toEqual([...expected].sort());
});

it('asks for one, two or three names in a sentence', () => {
  expect(didYouMean('mopup', ids)).toBe('Did you mean mopub?');
  expect(didYouMean('google', ids)).toBe('Did you mean google-admob or google-analytics?');
  expect(didYouMean('zzzzzz', ids)).toBeUndefined();
});

it('compares long input in bounded time', () => {
  expect(closeMatches('x'.repeat(1_000_000), ids)).toEqual([]);
});
