/** Names are read out of a listing as exodus-core's regular expression reads them, but in linear time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listedNamesIn } from '../../src/binary/dex/listed-names.js';

/** exodus-core's pattern as JavaScript writes it; Python's \w is [\p{L}\p{N}_]. */
const pattern = /[A-Z]+((?:[\p{L}\p{N}_]+\/)+[\p{L}\p{N}_]+)/gu;
const asExodusReads = (text: string): string[] => [...text.matchAll(pattern)].map((match) => match[1]!);

describe('the names in a listing', () => {
  it.each([
    ["Class descriptor  : 'Lcom/leanplum/Leanplum;'", ['com/leanplum/Leanplum']],
    ["'Lcom/example/Outer$Inner;'", ['com/example/Outer']],
    ["'LABC/def/X;'", ['C/def/X']],
    ["'Lcom/backtrace-labs/X;'", ['com/backtrace']],
    ["'(Ljava/lang/String;I)Landroid/view/View;'", ['java/lang/String', 'android/view/View']],
    ['Lcom//x/Y', []],
    ['no names here', []],
  ])('of %j are %j', (text, expected) => {
    expect([...listedNamesIn(text)]).toEqual(expected);
    expect(asExodusReads(text)).toEqual(expected);
  });

  it('are those of the regular expression on any text', () => {
    const text = fc.string({
      unit: fc.constantFrom('A', 'B', 'L', 'a', 'b', '/', '/', ';', '$', '_', '1', 'é', '-'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, (text) => {
        expect([...listedNamesIn(text)]).toEqual(asExodusReads(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it('are read in linear time where the expression would backtrack', () => {
    const started = performance.now();
    expect([...listedNamesIn('A'.repeat(1_000_000))]).toEqual([]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
