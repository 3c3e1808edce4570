/** The extractor `unity` offers the string literals of global-metadata.dat. */
import { buildUnityMetadata } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { unity } from '../../src/extractors/unity.js';
import { extractFrom, textsOf, viewOf } from './extract-from.js';

const name = 'assets/bin/Data/Managed/Metadata/global-metadata.dat';
const metadata = buildUnityMetadata({ literals: ['https://api.vendor.com/', 'x'], types: ['Com.Vendor.Sdk'] });
const encrypted = metadata.map((byte) => byte ^ 0x5a);

describe('wants', () => {
  it.each([
    ['metadata under its name', name, metadata],
    ['metadata under another one', 'assets/renamed.bin', metadata],
    ['what is named so, even when it is encrypted', name, encrypted],
  ])('%s', (_, where, bytes) => {
    expect(unity.wants(viewOf(bytes, { name: where }))).toBe(true);
  });

  it('not other data', () => {
    expect(unity.wants(viewOf(encrypted, { name: 'assets/bin/Data/level0' }))).toBe(false);
  });
});

it('offers the literals, each where it lies', () => {
  const { strings, diagnostics } = extractFrom(unity, metadata, { name });
  expect(strings.map(textsOf)).toEqual([['https://api.vendor.com/', 'x']]);
  expect(strings[0]!.offsets[0]).toBe(Buffer.from(metadata).indexOf('https://'));
  expect(diagnostics).toEqual([]);
});

it('says that what is encrypted cannot be seen', () => {
  const { strings, diagnostics } = extractFrom(unity, encrypted, { name });
  expect(strings).toEqual([]);
  expect(diagnostics).toMatchObject([{ code: 'unity/bad-magic', where: [{ entry: name }] }]);
});
