/** Large DEX files are read fast. */
import { buildDex } from '@trackerscope/testkit';
import { expect, it } from 'vitest';
import { dexdumpListing } from '../../../src/extractors/dexdump-listing.js';
import { extractFrom } from '../../extractors/extract-from.js';
import { definedIn, read, stringsIn } from './read.js';

const large = buildDex({
  classes: Array.from({ length: 60_000 }, (_, i) => `com/vendor${i % 700}/Type${i}`),
  strings: Array.from({ length: 200_000 }, (_, i) => `string ${i} of https://host${i}.example.com/`),
});

it('60,000 classes and 200,000 strings are read within half a second, and all of them decoded within two', () => {
  const started = performance.now();
  const { files } = read(large);
  expect(performance.now() - started).toBeLessThan(500);
  expect(definedIn(files)).toHaveLength(60_000);
  expect(stringsIn(files).length).toBeGreaterThan(260_000);
  expect(performance.now() - started).toBeLessThan(2_000);
});

it('the names that dexdump lists of it are collected within two seconds', () => {
  const started = performance.now();
  expect(extractFrom(dexdumpListing, large).listed.size).toBe(60_001);
  expect(performance.now() - started).toBeLessThan(2_000);
});
