/** The texts of global-metadata.dat as byte ranges: string literals, and names that stand one behind the other. */
import type { TextTable } from '../../extractors/sink.js';
import type { DamageLog } from '../dex/damage-log.js';
import type { ByteRange } from '../heap-texts.js';
import { u32 } from '../little-endian.js';
import { areOrdered, textTable } from '../utf8-texts.js';
import { lengthlessSince, type UnityHeader } from './header.js';

/** No tool lets literals share bytes; twice the file leaves room for one that does. */
const sharingFactor = 2;

/** Reads where each string literal lies. One outside the data is empty, and noted. Index `i` is that of the code. */
export function readLiterals(bytes: Uint8Array, header: UnityHeader, maxCount: number, damage: DamageLog): TextTable {
  const { stringLiterals: table, stringLiteralData: data } = header;
  const withLength = header.version < lengthlessSince;
  const entryBytes = withLength ? 8 : 4;
  const fitting = Math.floor((table.end - table.start) / entryBytes);
  const count = Math.min(fitting, maxCount);
  if (count < fitting) {
    damage.note('limit/items', 'stringLiterals', table.start, () => `found ${fitting} literals, reading ${count}`);
  }
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  let room = bytes.length * sharingFactor;
  for (let i = 0, at = table.start; i < count; i++, at += entryBytes) {
    const start = data.start + u32(bytes, withLength ? at + 4 : at);
    const next = i + 1 < fitting ? data.start + u32(bytes, at + 4) : data.end;
    const end = withLength ? start + u32(bytes, at) : next;
    if (end < start || end > data.end || end - start > room) {
      damage.note('unity/bad-item', 'string literal', at, () => `bytes ${start} to ${end} lie outside, or overlap`);
      continue;
    }
    room -= end - start;
    starts[i] = start;
    ends[i] = end;
  }
  return textTable(bytes, starts, ends, areOrdered(starts, ends));
}

/** Every text between two NULs of the range; empty ones are left out. What is cut off at the end counts as one. */
export function readNames(bytes: Uint8Array, range: ByteRange, maxCount: number, damage: DamageLog): TextTable {
  const found = countNames(bytes, range);
  const count = Math.min(found, maxCount);
  if (count < found) {
    damage.note('limit/items', 'strings', range.start, () => `found ${found} names, reading ${count}`);
  }
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  placeNames(bytes, range, starts, ends);
  return textTable(bytes, starts, ends, true);
}

function countNames(bytes: Uint8Array, { start, end }: ByteRange): number {
  let count = 0;
  let before = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte !== 0 && before === 0) count++;
    before = byte;
  }
  return count;
}

function placeNames(bytes: Uint8Array, { start, end }: ByteRange, starts: Uint32Array, ends: Uint32Array): void {
  let at = start;
  for (let i = 0; i < starts.length; i++) {
    while (bytes[at] === 0) at++;
    starts[i] = at;
    while (at < end && bytes[at] !== 0) at++;
    ends[i] = at;
  }
}
