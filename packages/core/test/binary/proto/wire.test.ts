/** The wire format by itself: every kind of field, and what can be wrong with one. */
import { concatBytes, fixed32Field, protoField, protoMessage, protoTag, protoVarint } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { fieldText, nextField, scanProto } from '../../../src/binary/proto/wire.js';
import type { Code, Diagnostic } from '../../../src/errors.js';

interface Seen {
  readonly field: number;
  readonly type: number;
  readonly value: bigint | string | null;
}

/** All fields of a message, and what was reported. */
function fieldsOf(bytes: Uint8Array): { fields: Seen[]; codes: Code[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const scan = scanProto(bytes, (it) => diagnostics.push(it), 'a.pb');
  const fields: Seen[] = [];
  for (let at = nextField(scan, 0, bytes.length); at > 0; at = nextField(scan, at, bytes.length)) {
    const number = (BigInt(scan.high) << 32n) | BigInt(scan.low);
    const value = scan.type === 2 ? fieldText(scan, 100) : scan.type === 3 ? null : number;
    fields.push({ field: scan.field, type: scan.type, value });
  }
  scan.damage.flush();
  return { fields, codes: diagnostics.map(({ code }) => code), diagnostics };
}

const group = (field: number, ...inside: readonly Uint8Array[]): Uint8Array =>
  concatBytes([protoTag(field, 3), ...inside, protoTag(field, 4)]);
const fixed64 = concatBytes([protoTag(9, 1), Uint8Array.of(1, 0, 0, 0, 2, 0, 0, 0x80)]);
const last = protoField(1, 'last');
const lastSeen = { field: 1, type: 2, value: 'last' };

describe('a field', () => {
  it.each([0n, 1n, 127n, 128n, 300n, 2n ** 28n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 35n + 5n, 2n ** 63n, 2n ** 64n - 1n])(
    'with the number %d',
    (value) => {
      expect(fieldsOf(protoField(3, value))).toMatchObject({ fields: [{ field: 3, type: 0, value }], codes: [] });
    },
  );

  it.each([1, 15, 16, 2047, 2048, 2 ** 29 - 1])('with the field number %d', (field) => {
    expect(fieldsOf(protoField(field, 'text')).fields).toEqual([{ field, type: 2, value: 'text' }]);
  });

  it('with the fixed 32 and 64 bits', () => {
    expect(fieldsOf(protoMessage(fixed32Field(5, 0xfedcba98), fixed64)).fields).toEqual([
      { field: 5, type: 5, value: 0xfedcba98n },
      { field: 9, type: 1, value: 0x8000000200000001n },
    ]);
  });

  it('with text that is no UTF-8 reads with U+FFFD', () => {
    expect(fieldsOf(protoField(1, Uint8Array.of(0x41, 0xff))).fields[0]!.value).toBe('A\ufffd');
  });

  it('that is a group is skipped with all that is in it', () => {
    const inside = [protoField(1, 5), protoField(2, 'text'), fixed32Field(3, 1), fixed64, group(4, group(5))];
    expect(fieldsOf(protoMessage(group(7, ...inside), last))).toMatchObject({
      fields: [{ field: 7, type: 3 }, lastSeen],
      codes: [],
    });
  });

  it('that is a million groups inside each other is skipped in time', () => {
    const depth = 1_000_000;
    const nested = concatBytes([new Uint8Array(depth).fill(0x0b), new Uint8Array(depth).fill(0x0c), last]);
    expect(fieldsOf(nested).fields).toEqual([expect.objectContaining({ type: 3 }), lastSeen]);
  });
});

describe('damage', () => {
  it.each<[string, Uint8Array]>([
    ['a tag without end', Uint8Array.of(0x80)],
    ['a number without end', Uint8Array.of(0x08, 0xff)],
    ['a length without end', Uint8Array.of(0x0a, 0x80)],
    ['too few of 32 bits', Uint8Array.of(0x0d, 1, 2, 3)],
    ['too few of 64 bits', Uint8Array.of(0x09, 1, 2, 3, 4, 5, 6, 7)],
    ['a group without end', concatBytes([protoTag(1, 3), protoField(2, 'text')])],
  ])('%s is a cut', (_, bytes) => {
    expect(fieldsOf(concatBytes([protoField(1, 'last'), bytes]))).toMatchObject({
      fields: [lastSeen],
      codes: ['proto/truncated'],
      diagnostics: [{ where: [{ entry: 'a.pb', offset: last.length }] }],
    });
  });

  it.each<[string, Uint8Array]>([
    ['the field number 0', Uint8Array.of(0x00, 0x01)],
    ['a field number of more than 29 bits', concatBytes([protoVarint(2n ** 33n), Uint8Array.of(1)])],
    ['the end of a group that never began', Uint8Array.of(0x0c)],
    ['a wire type that does not exist', Uint8Array.of(0x0e)],
  ])('%s is reported, and what follows is not read', (_, bytes) => {
    expect(fieldsOf(concatBytes([last, bytes, last]))).toMatchObject({
      fields: [lastSeen],
      codes: ['proto/bad-field'],
    });
  });

  it('a number of more than ten bytes is reported', () => {
    const { fields, codes } = fieldsOf(concatBytes([protoTag(1, 0), new Uint8Array(10).fill(0x80), last]));
    expect([fields, codes]).toEqual([[], ['proto/truncated']]);
  });

  it.each([5n, 2n ** 31n, 2n ** 32n + 1n, 2n ** 64n - 1n])(
    'a length of %d has what is left, but no text is made of it',
    (length) => {
      const bytes = concatBytes([last, protoTag(2, 2), protoVarint(length), Uint8Array.of(0x41)]);
      expect(fieldsOf(bytes)).toMatchObject({
        fields: [lastSeen, { field: 2, value: '' }],
        codes: ['proto/truncated'],
      });
    },
  );
});
