/** LZ4 blocks: the examples of the format's description by hand, then anything that a packer may write. */
import { buildLz4Block } from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxLz4Ratio, unpackLz4Block } from '../../../src/binary/dotnet/lz4-block.js';

function unpack(block: readonly number[] | Uint8Array, size: number): string {
  const out = new Uint8Array(size);
  return String.fromCharCode(...out.subarray(0, unpackLz4Block(Uint8Array.from(block), out)));
}
const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));

describe('a sequence', () => {
  it('of literals only', () => {
    expect(unpack([0x30, ...ascii('abc')], 3)).toBe('abc');
  });

  it('of more than fourteen literals: a byte of length follows the token', () => {
    expect(unpack([0xf0, 3, ...ascii('a'.repeat(18))], 18)).toBe('a'.repeat(18));
  });

  it('of 15 + 255 literals: a length byte of 255 is followed by one more', () => {
    expect(unpack([0xf0, 255, 0, ...ascii('a'.repeat(270))], 270)).toBe('a'.repeat(270));
  });

  it('with a match, which is four bytes longer than the token says', () => {
    expect(unpack([0x40, ...ascii('abcd'), 4, 0, 0x10, 0x2e], 9)).toBe('abcdabcd.');
  });

  it('with a match that overlaps itself repeats', () => {
    expect(unpack([0x1f, 0x61, 1, 0, 5, 0x10, 0x2e], 26)).toBe(`${'a'.repeat(25)}.`);
  });
});

describe('a damaged block stops where the damage is', () => {
  it.each([
    ['a distance of zero', [0x40, ...ascii('abcd'), 0, 0, 0x10, 0x2e], 'abcd'],
    ['a distance before the beginning', [0x40, ...ascii('abcd'), 5, 0, 0x10, 0x2e], 'abcd'],
    ['literals past the end', [0xf0, 200, ...ascii('abcd')], 'abcd'],
    ['a length without end', [0xff, 255, 255, 255], ''],
    ['half a distance', [0x40, ...ascii('abcd'), 4], 'abcd'],
    ['nothing at all', [], ''],
  ])('%s', (_, block, expected) => {
    expect(unpack(block, 9)).toBe(expected);
  });

  it('more than there is room for', () => {
    expect(unpack([0x40, ...ascii('abcd'), 4, 0, 0x10, 0x2e], 6)).toBe('abcdab');
  });
});

it('what a packer writes comes back', () => {
  const text = fc
    .array(fc.tuple(fc.constantFrom('a', 'ab', 'https://', 'x'.repeat(300), '\0\0\0\0'), fc.nat(40)), { maxLength: 30 })
    .map((parts) => parts.map(([part, n]) => part + n).join(''));
  fc.assert(
    fc.property(text, (value) => {
      const bytes = Uint8Array.from(ascii(value));
      const out = new Uint8Array(bytes.length);
      expect(unpackLz4Block(buildLz4Block(bytes), out)).toBe(bytes.length);
      expect(out).toEqual(bytes);
    }),
    { numRuns: 500 },
  );
});

it('any bytes unpack to no more than the ratio allows, and never past the end', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(1000), (block, size) => {
      const guarded = new Uint8Array(size + 8).fill(0xaa);
      const written = unpackLz4Block(block, guarded.subarray(0, size));
      expect(written).toBeLessThanOrEqual(Math.min(size, block.length * maxLz4Ratio));
      expect(guarded.subarray(size)).toEqual(new Uint8Array(8).fill(0xaa));
    }),
    { numRuns: 3000 },
  );
});
