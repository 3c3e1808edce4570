/** Any bytes at all: nothing throws, nothing is read outside the bytes, nothing takes long. */
import { buildHermes, type HermesVersion, hermesVersions } from '@trackerscope/testkit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { read, readSound, stringsOf } from './read.js';

const versions = Object.keys(hermesVersions).map(Number) as HermesVersion[];
const samples = versions.map((version) =>
  buildHermes({ version, strings: ['https://a.example/', 'größe', 'y'.repeat(300)], identifiers: ['fetch', 'ß'] }),
);

function readEverything(bytes: Uint8Array): void {
  const { file } = read(bytes);
  if (file === null) return;
  for (const { bytes: held, starts, ends } of [file.ascii, file.utf16]) {
    expect(starts.some((start, i) => start > ends[i]! || ends[i]! > held.length)).toBe(false);
  }
  expect(file.utf16.offsets.every((at) => at < bytes.length)).toBe(true);
  expect(stringsOf(file)).toHaveLength(file.ascii.count);
}

it('any strings come out as they went in, in every version', () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 });
  fc.assert(
    fc.property(fc.constantFrom(...versions), fc.array(text), fc.array(text), (version, strings, identifiers) => {
      const whole = (it: string): string => Buffer.from(it).toString(); // half a surrogate pair is U+FFFD
      const file = readSound(buildHermes({ version, strings, identifiers }));
      expect(stringsOf(file)).toEqual(['global', ...strings, ...identifiers].map(whole));
    }),
    { numRuns: 500 },
  );
});

it('random bytes behind a magic', () => {
  const version = fc.oneof(fc.constantFrom(74, 84, 96, 99), fc.nat(0xffffffff));
  fc.assert(
    fc.property(version, fc.uint8Array({ maxLength: 400 }), (stated, rest) => {
      const bytes = new Uint8Array(12 + rest.length);
      bytes.set(samples[0]!.subarray(0, 8));
      new DataView(bytes.buffer).setUint32(8, stated, true);
      bytes.set(rest, 12);
      readEverything(bytes);
    }),
    { numRuns: 2_000 },
  );
});

it('sound bytecode with a few bytes or numbers changed, whole or cut', () => {
  const nasty = fc.oneof(fc.nat(0x400), fc.constantFrom(0xffffffff, 0x80000000, 0x7fffffff), fc.nat(0xffffffff));
  const change = fc.record({ at: fc.nat(), value: nasty, size: fc.constantFrom(1, 4) });
  const changes = fc.array(change, { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.constantFrom(...samples), changes, fc.option(fc.nat()), (sample, edits, cut) => {
      const bytes = new Uint8Array(sample);
      const view = new DataView(bytes.buffer);
      for (const { at, value, size } of edits) {
        if (size === 1) view.setUint8(8 + (at % (bytes.length - 8)), value);
        else view.setUint32(8 + ((at % (bytes.length - 11)) & ~3), value, true);
      }
      readEverything(cut === null ? bytes : bytes.subarray(0, cut % bytes.length));
    }),
    { numRuns: 5_000 },
  );
});
