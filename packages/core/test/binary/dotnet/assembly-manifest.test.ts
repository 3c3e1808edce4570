/** The list of assemblies as the build of Xamarin writes it for people and for its own tools. */
import { describe, expect, it } from 'vitest';
import { readAssemblyManifest } from '../../../src/binary/dotnet/assembly-manifest.js';
import { allTexts } from './read.js';

const names = (text: string, maxCount = 100): string[] =>
  allTexts(readAssemblyManifest(new TextEncoder().encode(text), maxCount));

const title = 'Hash 32     Hash 64             Store ID  Store idx  Name\r\n';
const rows = [
  '0x1ab2c3d4  0x0123456789abcdef  000       0000      Xamarin.Forms.Core\r\n',
  '0x5e6f7081  0xfedcba9876543210  001       0012      de/Vendor.Sdk.resources\r\n',
];

describe('the names', () => {
  it('are the last column of each line but the first', () => {
    expect(names(title + rows.join(''))).toEqual(['Xamarin.Forms.Core', 'de/Vendor.Sdk.resources']);
  });

  it('are read without an end of the last line', () => {
    expect(names((title + rows.join('')).trimEnd())).toEqual(['Xamarin.Forms.Core', 'de/Vendor.Sdk.resources']);
  });

  it('are no more than the limit', () => {
    expect(names(title + rows.join(''), 1)).toEqual(['Xamarin.Forms.Core']);
  });
});

it.each(['', title, 'one line', `${title}\n\n   \n1 2 3 4\n`])('%j names none', (text) => {
  expect(names(text)).toEqual([]);
});
