/** The strings of Hermes bytecode: ASCII where it lies, UTF-16 rewritten as UTF-8. */
import type { TextTable } from '../../extractors/sink.js';
import type { DamageLog } from '../dex/damage-log.js';
import { u32 } from '../little-endian.js';
import { textTable } from '../utf8-texts.js';
import { utf8Length, writeUtf8 } from '../utf16-to-utf8.js';
import type { StringTables } from './header.js';

/** The strings of one file. A string's id is its place in the file's table. */
export interface HermesStrings {
  /** All strings by id: byte ranges of the file. One in UTF-16, or that cannot be read, is empty here. */
  readonly ascii: TextTable;
  /** The strings in UTF-16 one behind the other, as UTF-8; half a surrogate pair is U+FFFD. Offsets are those in the file. */
  readonly utf16: TextTable;
  /** The id of each string in `utf16`. */
  readonly utf16Ids: Uint32Array;
}

/** Compilers let strings share bytes, by which all together are about 1.1 times their storage; eight is far from that. */
const sharingFactor = 8;
/** The same for those that are copied, which costs memory. */
const copyFactor = 2;

/** What was wrong with how many strings, and where the first one's entry is. */
interface Faults {
  outside: number;
  firstOutside: number;
  /** Strings behind the end of the bytes. */
  cut: number;
  tooOften: number;
}

/** Reads the first `count` strings; the entries of all of them must lie inside the bytes. */
export function readStrings(bytes: Uint8Array, tables: StringTables, count: number, damage: DamageLog): HermesStrings {
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  const wide = new Uint8Array(count);
  const faults: Faults = { outside: 0, firstOutside: 0, cut: 0, tooOften: 0 };
  const storedHere = Math.max(0, Math.min(tables.storageBytes, bytes.length - tables.storage));
  findStrings(bytes, tables, storedHere * sharingFactor, starts, ends, wide, faults);
  const found = copyUtf16(bytes, storedHere * copyFactor, starts, ends, wide, faults);
  noteFaults(tables, faults, damage);
  return { ascii: textTable(bytes, starts, ends, false), ...found };
}

function noteFaults({ entries, storage }: StringTables, faults: Faults, damage: DamageLog): void {
  const { outside, cut, tooOften } = faults;
  if (outside > 0) {
    const found = `${outside} entries point outside of the storage or of the table of long strings`;
    damage.note('hermes/bad-offset', 'string table', entries + faults.firstOutside * 4, () => found);
  }
  if (cut > 0) damage.note('hermes/truncated', 'string storage', storage, () => `${cut} strings are not all there`);
  if (tooOften > 0) damage.note('hermes/overlap', 'string table', entries, () => `${tooOften} strings are left empty`);
}

/**
 * Finds where each string begins and ends. An entry has 1 bit for UTF-16, 23 for the offset in the storage and 8 for the length in
 * UTF-16 units; where that is 255, the offset is an index of the overflow table (`struct SmallStringTableEntry`).
 */
function findStrings(
  bytes: Uint8Array,
  tables: StringTables,
  fuel: number,
  starts: Uint32Array,
  ends: Uint32Array,
  wide: Uint8Array,
  faults: Faults,
): void {
  const { entries, overflow, overflowCount, storage, storageBytes } = tables;
  const { length } = bytes;
  let left = fuel;
  for (let i = 0, at = entries; i < starts.length; i++, at += 4) {
    const flags = bytes[at]!;
    let offset = (flags >> 1) | (bytes[at + 1]! << 7) | (bytes[at + 2]! << 15);
    let size = bytes[at + 3]!;
    if (size === 255) {
      const place = overflow + offset * 8;
      const known = offset < overflowCount && place + 8 <= length;
      offset = known ? u32(bytes, place) : storageBytes + 1;
      size = known ? u32(bytes, place + 4) : 0;
    }
    wide[i] = flags & 1;
    if (wide[i] === 1) size *= 2;
    if (offset + size > storageBytes) {
      if (faults.outside++ === 0) faults.firstOutside = i;
    } else if (storage + offset + size > length) faults.cut++;
    else if (size > left) faults.tooOften++;
    else {
      starts[i] = storage + offset;
      ends[i] = storage + offset + size;
      left -= size;
    }
  }
}

/** Takes the strings in UTF-16 out of the table and rewrites as many as `fuel` bytes of them allow. */
function copyUtf16(
  bytes: Uint8Array,
  fuel: number,
  starts: Uint32Array,
  ends: Uint32Array,
  wide: Uint8Array,
  faults: Faults,
): Omit<HermesStrings, 'ascii'> {
  const [count, size] = measureUtf16(bytes, fuel, starts, ends, wide);
  const copy = new Uint8Array(size);
  const copyStarts = new Uint32Array(count);
  const copyEnds = new Uint32Array(count);
  const offsets = new Uint32Array(count);
  const utf16Ids = new Uint32Array(count);
  let next = 0;
  let to = 0;
  for (let i = 0; i < wide.length; i++) {
    if (wide[i] === 0 || starts[i] === ends[i]) continue;
    if (next < count) {
      utf16Ids[next] = i;
      offsets[next] = starts[i]!;
      copyStarts[next] = to;
      to = writeUtf8(bytes, starts[i]!, ends[i]!, copy, to);
      copyEnds[next++] = to;
    } else faults.tooOften++;
    ends[i] = starts[i]!;
  }
  return { utf16: textTable(copy, copyStarts, copyEnds, true, offsets), utf16Ids };
}

/** How many strings in UTF-16 fit `fuel` bytes, and the bytes that they take as UTF-8. */
function measureUtf16(
  bytes: Uint8Array,
  fuel: number,
  starts: Uint32Array,
  ends: Uint32Array,
  wide: Uint8Array,
): [count: number, size: number] {
  let count = 0;
  let size = 0;
  let left = fuel;
  for (let i = 0; i < wide.length; i++) {
    if (wide[i] === 0 || starts[i] === ends[i]) continue;
    left -= ends[i]! - starts[i]!;
    if (left < 0) break;
    size += utf8Length(bytes, starts[i]!, ends[i]!);
    count++;
  }
  return [count, size];
}
