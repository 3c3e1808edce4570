/** Encoded values are walked as dexdump prints them. */
import { expect, it } from 'vitest';
import { ByteCursor } from '../../../src/binary/dex/byte-cursor.js';
import { walkEncodedValue } from '../../../src/binary/dex/encoded-value.js';

/** What a value names, and how many bytes it took. */
function walk(bytes: readonly number[]) {
  const named: string[] = [];
  const cursor = new ByteCursor(Uint8Array.from(bytes), { left: 1_000_000 });
  const note = (kind: string) => (index: number) => void named.push(`${kind} ${index}`);
  walkEncodedValue(cursor, {
    string: note('string'),
    type: note('type'),
    field: note('field'),
    method: note('method'),
  });
  return { named, bytes: cursor.at };
}

it('names strings, types, fields, enums and methods, by indices of one to four bytes', () => {
  expect(walk([0x17, 5])).toEqual({ named: ['string 5'], bytes: 2 });
  expect(walk([0x37, 5, 1])).toEqual({ named: ['string 261'], bytes: 3 });
  expect(walk([0x78, 1, 0, 0, 1])).toEqual({ named: ['type 16777217'], bytes: 5 });
  expect(walk([0x19, 2]).named).toEqual(['field 2']);
  expect(walk([0x1b, 3]).named).toEqual(['field 3']);
  expect(walk([0x1a, 4]).named).toEqual(['method 4']);
});

it('passes over numbers, null and booleans', () => {
  const array = [0x1c, 5, 0x64, 1, 2, 3, 4, 0xf1, 1, 2, 3, 4, 5, 6, 7, 8, 0x1e, 0x3f, 0x17, 7];
  expect(walk(array)).toEqual({ named: ['string 7'], bytes: array.length });
});

it('names the type and the element names of an annotation', () => {
  expect(walk([0x1d, 9, 2, 11, 0x17, 1, 12, 0x17, 2]).named).toEqual([
    'type 9',
    'string 11',
    'string 1',
    'string 12',
    'string 2',
  ]);
});

it('reads on behind the head of a method type, as dexdump does, which does not know it', () => {
  expect(walk([0x1c, 3, 0x15, 0x17, 1, 0x1e])).toEqual({ named: ['string 1'], bytes: 6 });
});

it('goes down a hundred thousand levels', () => {
  const nested = Array.from({ length: 100_000 }, () => [0x1c, 1]).flat();
  expect(walk([...nested, 0x17, 1]).named).toEqual(['string 1']);
});

it('stops at the end of the bytes, whatever the size of an array', () => {
  expect(walk([0x1c, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x17, 1]).named).toEqual(['string 1']);
});
