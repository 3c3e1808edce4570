/** Adler-32 as zlib computes it: the last four bytes of a zlib stream, most significant first (RFC 1950). */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adler32, combineAdler32 } from '../../../src/binary/dex/adler32.js';

it.each([
  ['nothing', new Uint8Array()],
  ['three bytes', new Uint8Array([1, 2, 3])],
  ['more bytes than fit between two remainders', Uint8Array.from({ length: 10_001 }, (_, i) => i * 7)],
  ['the largest sums there can be', new Uint8Array(1_000_000).fill(0xff)],
])('sums up %s', (_, bytes) => {
  expect(adler32(bytes)).toBe(deflateSync(bytes).readUInt32BE(deflateSync(bytes).length - 4));
});

it('leaves out what lies before the start and after the end', () => {
  expect(adler32(new Uint8Array([9, 1, 2, 3, 9]), 1, 4)).toBe(adler32(new Uint8Array([1, 2, 3])));
});

describe('combineAdler32', () => {
  it('gives the checksum of both runs, whatever their lengths', () => {
    const run = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(run, run, (first, second) => {
        const whole = Uint8Array.of(...first, ...second);
        expect(combineAdler32(adler32(first), adler32(second), second.length)).toBe(adler32(whole));
      }),
    );
  });

  it('holds for runs longer than its modulus', () => {
    const whole = new Uint8Array(200_000).map((_, i) => (i * 7) & 0xff);
    expect(combineAdler32(adler32(whole, 0, 12), adler32(whole, 12), whole.length - 12)).toBe(adler32(whole));
  });
});
