/** The head inflater against zlib. */
import { constants, deflateRawSync } from 'node:zlib';
import { concatBytes, deflatedZeros } from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflateHead } from '../../src/archive/inflate-head.js';

const strategies = [constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE];

describe('inflateHead', () => {
  it('gives what zlib deflated, up to the length asked for', () => {
    const text = fc.oneof(
      fc.uint8Array({ maxLength: 2000 }),
      fc.string({ unit: fc.constantFrom('a', 'b', 'abcabc'), maxLength: 800 }),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...strategies), fc.nat(9), fc.nat(3000), (input, strategy, level, length) => {
        const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
        const head = inflateHead(deflateRawSync(bytes, { strategy, level }), length);
        expect(head).toEqual({ bytes: bytes.subarray(0, length), end: 'done' });
      }),
    );
  });

  it('asks for more input where the data stops, and keeps what it has', () => {
    const data = deflateRawSync(new TextEncoder().encode('abcdefgh'.repeat(9)), { level: 0 });
    expect(inflateHead(data.subarray(0, 5 + 4), 8)).toEqual({
      bytes: new TextEncoder().encode('abcd'),
      end: 'needs-input',
    });
  });

  it('stops after the length asked for, however much would follow', () => {
    const { bytes } = inflateHead(deflatedZeros(2 ** 30), 8);
    expect(bytes).toEqual(new Uint8Array(8));
  });

  it('looks behind empty blocks', () => {
    const emptyBlock = Uint8Array.of(0, 0, 0, 0xff, 0xff);
    const blocks = [
      ...Array.from({ length: 200 }, () => emptyBlock),
      deflateRawSync(new TextEncoder().encode('dex\n035')),
    ];
    expect(new TextDecoder().decode(inflateHead(concatBytes(blocks), 7).bytes)).toBe('dex\n035');
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(inflateHead(bytes, 64).bytes.length).toBeLessThanOrEqual(64);
      }),
      { numRuns: 5000 },
    );
  });
});
