/** Names are found as Python's `re.findall(r'[A-Z]+((?:\w+\/)+\w+)', text)` finds them; the table was made by Python 3.11. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectSlashedNames } from '../../../src/binary/dex/slashed-names.js';

const madeByPython: [text: string, found: string[]][] = [
  ['Lcom/foo/Bar;', ['com/foo/Bar']],
  ['LA/B;', ['A/B']],
  ['LAB/C', ['B/C']],
  ['ILcom/b;', ['com/b']],
  ['A/B', []],
  ['AB/', []],
  ['AAa/b/c//d', ['a/b/c']],
  ['Ab//c', []],
  ['Ab/c/', ['b/c']],
  ['/Ab/c', ['b/c']],
  ['Lcom/foo-Bar/Baz;', ['com/foo', 'ar/Baz']],
  ['Lcom/a/Outer$Inner/X;', ['com/a/Outer', 'nner/X']],
  ['com/foo/Bar', []],
  ['com/Foo/bar/Baz', ['oo/bar/Baz']],
  ['xAbc/d Ye/f', ['bc/d', 'e/f']],
  ['Lé/ü/ñ;', ['é/ü/ñ']],
  ['Ae\u0301b/c', []],
  ['Z1_2/3', ['1_2/3']],
  ['(ILcom/p/P;J[[Lcom/p/Q;)Lcom/r/R;', ['com/p/P', 'com/p/Q', 'com/r/R']],
  ['Ab/c\nd', ['b/c']],
  ['Aa/b.c/d', ['a/b']],
  ['LÉcole/X;', ['École/X']],
  ['Aa/𝕏y/z', ['a/𝕏y/z']],
  ['A𝕏/y', ['𝕏/y']],
  ['AB𝕏/y', ['𝕏/y']],
  ['Ab/ﬁ/Ⅷ/²', ['b/ﬁ/Ⅷ/²']],
  ['LABC/DEF/GHI;', ['C/DEF/GHI']],
];

const namesIn = (text: string): string[] => {
  const names = new Set<string>();
  collectSlashedNames(text, names);
  return [...names];
};

describe('collectSlashedNames', () => {
  it.each(madeByPython)('finds in %j what Python finds', (text, found) => {
    expect(namesIn(text)).toEqual(found);
  });

  it('agrees with the expression itself on any short text', () => {
    const alphabet = fc.constantFrom('A', 'B', 'a', '1', '_', '/', '/', ';', '\n', 'é', 'É', '\u0301', '𝕏');
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 30 }), (text) => {
        const word = String.raw`[\p{L}\p{N}_]`;
        const expression = new RegExp(`[A-Z]+((?:${word}+/)+${word}+)`, 'gu');
        expect(new Set(namesIn(text))).toEqual(new Set(Array.from(text.matchAll(expression), (match) => match[1])));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each(['A', 'Aa', 'a/', 'A/', 'é', 'A/B-', '/'])('takes linear time over a million repetitions of %j', (piece) => {
    const started = performance.now();
    namesIn(piece.repeat(1_000_000));
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
