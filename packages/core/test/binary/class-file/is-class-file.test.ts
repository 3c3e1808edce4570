/** Class files by their first bytes, and what only looks like one. */
import { buildClassFile } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { isClassFile } from '../../../src/binary/class-file/is-class-file.js';

describe('the first eight bytes', () => {
  it.each([45, 52, 69])('of a class file of version %d say so', (majorVersion) => {
    expect(isClassFile(buildClassFile({ name: 'A', majorVersion }).subarray(0, 8))).toBe(true);
  });

  it.each([
    ['a universal binary of macOS for two machines', [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2]],
    ['a version before the first', [0xca, 0xfe, 0xba, 0xbe, 0, 3, 0, 44]],
    ['another magic', [0xca, 0xfe, 0xd0, 0x0d, 0, 0, 0, 52]],
    ['fewer bytes', [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0]],
    ['none', []],
  ])('of %s do not', (_, head) => {
    expect(isClassFile(Uint8Array.from(head))).toBe(false);
  });
});
