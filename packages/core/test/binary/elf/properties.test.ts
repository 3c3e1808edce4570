/** Any bytes at all: nothing throws, nothing is read outside the bytes, nothing takes long. */
import { buildElf } from '@trackerscope/testkit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { structureBehind } from '../../../src/binary/elf/structure-behind.js';
import { read, textsOf } from './read.js';

const rich = {
  soname: 'libx.so',
  needed: ['libc.so', 'liblog.so'],
  imports: ['puts'],
  exports: ['start', { name: '_kDartVmSnapshotData', bytes: new Uint8Array(8) }],
  texts: ['https://api.example.com/'],
  writableTexts: ['https://other.example.com/'],
  buildId: '0123456789abcdef',
} as const;

const samples = [
  buildElf(rich),
  buildElf({ ...rich, bits: 32, hash: 'gnu', sections: false }),
  buildElf({ ...rich, bits: 32, byteOrder: 'big', constantsWithCode: true }),
];

function readEverything(bytes: Uint8Array, size: number): void {
  for (const { start, end } of structureBehind(bytes, size)) expect(start < end && end <= size).toBe(true);
  const { elf } = read(bytes, { size });
  if (elf === null) return;
  const places = [...elf.data.ranges, ...elf.dartSnapshots];
  expect(places.every(({ start, end }) => start >= 0 && start <= end && end <= size)).toBe(true);
  for (const table of [elf.needed, elf.symbols.names]) {
    const outside = table.starts.some((start, i) => start > table.ends[i]! || table.ends[i]! > bytes.length);
    expect(outside).toBe(false);
    expect(textsOf(table)).toHaveLength(table.count);
  }
}

it('random bytes behind a magic', () => {
  const kind = fc.constantFrom([1, 1], [1, 2], [2, 1], [2, 2]);
  fc.assert(
    fc.property(kind, fc.uint8Array({ maxLength: 400 }), fc.nat(1000), (ident, rest, behind) => {
      const bytes = new Uint8Array([0x7f, 0x45, 0x4c, 0x46, ...ident, 1, ...rest]);
      readEverything(bytes, bytes.length + behind);
    }),
    { numRuns: 2_000 },
  );
});

it('a sound library with a few bytes or numbers changed, whole or cut', () => {
  const nasty = fc.oneof(fc.nat(0x400), fc.constantFrom(0xffffffff, 0x80000000, 0x7fffffff), fc.nat(0xffffffff));
  // The parts that say something lie in the first and the last thousand bytes; between them are zeros.
  const place = fc.tuple(fc.boolean(), fc.nat(1000));
  const change = fc.record({ place, value: nasty, size: fc.constantFrom(1, 2, 4) });
  const changes = fc.array(change, { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.constantFrom(...samples), changes, fc.option(fc.nat()), (sample, edits, cut) => {
      const bytes = new Uint8Array(sample);
      const view = new DataView(bytes.buffer);
      for (const { place, value, size } of edits) {
        const at = place[0] ? place[1] % (bytes.length - 4) : bytes.length - 4 - (place[1] % (bytes.length - 4));
        if (size === 1) view.setUint8(at, value);
        else if (size === 2) view.setUint16(at, value, true);
        else view.setUint32(at & ~3, value, true);
      }
      readEverything(cut === null ? bytes : bytes.subarray(0, cut % bytes.length), bytes.length);
    }),
    { numRuns: 5_000 },
  );
});
