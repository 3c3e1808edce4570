/** Any bytes at all: nothing throws, and every range lies inside the bytes. */
import { buildClassFile } from '@trackerscope/testkit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { read, textsOf } from './read.js';

const sample = buildClassFile({
  name: 'com/a/A',
  everyKind: true,
  interfaces: ['com/i/I'],
  fields: [{ name: 'f', descriptor: '[Lcom/f/F;' }],
  methods: [{ name: 'm', descriptor: '(Lcom/p/P;)V' }],
  strings: ['text'],
  attributeBytes: 5,
});

function readEverything(bytes: Uint8Array): void {
  const { file, diagnostics } = read(bytes);
  // Each of the four codes is told once at most.
  expect(diagnostics.length).toBeLessThanOrEqual(3);
  if (file === null) return;
  for (const { count, starts, ends } of [file.classes, file.strings]) {
    expect([starts.length, ends.length]).toEqual([count, count]);
    expect(starts.some((start, i) => start > ends[i]! || ends[i]! > bytes.length)).toBe(false);
  }
  expect(file.classes.offsets.some((at) => at >= bytes.length)).toBe(false);
  expect(file.classes.defined).toBeLessThanOrEqual(Math.min(1, file.classes.count));
  textsOf(file.strings);
}

it('random bytes behind a magic and a version', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (rest) => {
      readEverything(new Uint8Array([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52, ...rest]));
    }),
    { numRuns: 3_000 },
  );
});

it('constants with sound tags that say anything', () => {
  const constant = fc
    .tuple(fc.constantFrom(1, 3, 5, 7, 8, 12, 15, 16, 17, 20), fc.uint8Array({ minLength: 2, maxLength: 8 }))
    .map(([tag, bytes]) => [tag, ...(tag === 1 ? [0, bytes.length] : []), ...bytes]);
  fc.assert(
    fc.property(fc.nat(60), fc.array(constant, { maxLength: 40 }), (count, constants) => {
      readEverything(new Uint8Array([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52, 0, count, ...constants.flat()]));
    }),
    { numRuns: 3_000 },
  );
});

it('a sound class file with a few bytes changed', () => {
  const change = fc.record({ at: fc.nat(sample.length - 1), value: fc.oneof(fc.nat(20), fc.nat(255)) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
      const bytes = sample.slice();
      for (const { at, value } of changes) bytes[at] = value;
      readEverything(bytes);
    }),
    { numRuns: 5_000 },
  );
});
