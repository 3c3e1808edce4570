/** resources.arsc that is cut, mutated or random: reading and looking up end soon and throw nothing. */
import { type ArscPackage, buildArsc, overwriteU32, truncate } from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readResources } from '../../../src/binary/arsc/read-resources.js';
import type { Code } from '../../../src/errors.js';
import { defaultLimits } from '../../../src/limits.js';

const app: ArscPackage = {
  package: 'com.example.app',
  resources: { 'string/a': [{ value: 'text' }, { value: 'Text', config: { language: 'de' } }], 'integer/b': 7 },
};
const whole = buildArsc(app);

function read(bytes: Uint8Array, limits = defaultLimits as { readonly [name in keyof typeof defaultLimits]: number }) {
  const codes: Code[] = [];
  const table = readResources(bytes, limits, ({ code }) => codes.push(code), 'resources.arsc');
  const texts = [0x7f010000, 0x7f010001, 0x7f020000, 0x7f02ffff].map((id) => table.lookup(id));
  return { codes, texts };
}

it('cut at any byte is reported, and what is looked up is right or missing', () => {
  for (let length = 0; length < whole.length; length++) {
    const { codes, texts } = read(truncate(whole, length));
    expect(codes, `${length} bytes`).toContain('arsc/bad-chunk');
    expect(['text', 'Text', null], `${length} bytes`).toContain(texts[0]);
    expect(['7', null], `${length} bytes`).toContain(texts[2]);
  }
});

describe('a chunk that cannot be right', () => {
  it.each([
    ['a size of zero', 12 + 4, 0],
    ['a size past the end', 12 + 4, 0x7ffffff0],
    ['a header larger than itself', 12, 0xfffc0001],
  ])('with %s is reported', (_, offset, value) => {
    expect(read(overwriteU32(whole, offset, value)).codes).toContain('arsc/bad-chunk');
  });

  it('is reported when the file itself is another', () => {
    expect(read(overwriteU32(whole, 0, 0x00080003)).codes).toEqual(['arsc/bad-chunk']);
  });
});

it('a table larger than the limit is read as far as the limit', () => {
  expect(read(whole, { ...defaultLimits, maxResourceBytes: 64 }).codes).toContain('limit/resource-bytes');
});

const mutated = fc
  .array(fc.tuple(fc.nat(whole.length / 4 - 1), fc.oneof(fc.nat(64), fc.integer())), { minLength: 1, maxLength: 8 })
  .map((changes) => changes.reduce((bytes, [word, value]) => overwriteU32(bytes, word * 4, value), whole));

it('any bytes are read without an error', () => {
  fc.assert(
    fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 512 })), (bytes) => {
      for (const text of read(bytes, { ...defaultLimits, maxStringUnits: 100 }).texts) {
        expect(text === null || text.length <= 100).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});
