/** The strings of a message in Flutter's standard encoding, as in AssetManifest.bin (flutter, `StandardMessageCodec`). */
import type { Report } from '../../errors.js';
import type { TextTable } from '../../extractors/sink.js';
import type { Limits } from '../../limits.js';
import { u16, u32 } from '../little-endian.js';
import { textTable } from '../utf8-texts.js';

/** Types of values; those up to 2 (null, true, false) have no content. */
const types = { int32: 3, int64: 4, largeInt: 5, float64: 6, string: 7, list: 12, map: 13 } as const;
/** Bytes of one element by the type of a typed list, which is aligned to them: 8-, 32- and 64-bit integers, 64- and 32-bit floats. */
const elementBytes = new Uint8Array(15);
elementBytes[8] = 1;
elementBytes[9] = 4;
elementBytes[10] = 8;
elementBytes[11] = 8;
elementBytes[14] = 4;

/**
 * Reads every string of the message, keys and values alike: of AssetManifest.bin the assets, `packages/vendor_sdk/logo.png`, and
 * their variants. What follows damage is left out and reported as `flutter/bad-manifest`. Lists in lists cost no stack.
 */
export function readMessageStrings(bytes: Uint8Array, where: string, report: Report, limits: Limits): TextTable {
  const none = new Uint32Array();
  const found = walk(bytes, none, none);
  const count = Math.min(found.strings, limits.maxTableItems);
  if (found.bad !== -1) {
    const message = `expected a value of the standard message codec, found none at ${found.bad}.`;
    report({ code: 'flutter/bad-manifest', where: [{ entry: where, offset: found.bad }], message });
  }
  if (count < found.strings) {
    const message = `found ${found.strings} strings, reading ${count}.`;
    report({ code: 'limit/items', where: [{ entry: where, offset: 0 }], message });
  }
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  walk(bytes, starts, ends);
  return textTable(bytes, starts, ends, true);
}

interface Walk {
  readonly strings: number;
  /** Where the first value stands that cannot be right; -1 where all are. */
  readonly bad: number;
}

/** Goes through all values in order and writes the ranges of the strings for which there is room. */
function walk(bytes: Uint8Array, starts: Uint32Array, ends: Uint32Array): Walk {
  const length = bytes.length;
  let strings = 0;
  let at = 0;
  // A list only says how many values follow, so that nesting need not be remembered.
  for (let pending = 1; pending > 0; pending--) {
    const value = at;
    const type = bytes[at++];
    if (type === undefined) return { strings, bad: value };
    if (type < types.int32) continue;
    if (type === types.int32) at += 4;
    else if (type === types.int64) at += 8;
    else if (type === types.float64) at = align(at, 8) + 8;
    else {
      const size = sizeAt(bytes, at);
      at += sizeBytes(bytes[at]);
      const element = elementBytes[type] ?? 0;
      if (type === types.list) pending += size;
      else if (type === types.map) pending += size * 2;
      else if (element > 0) at = align(at, element) + size * element;
      else if (type === types.string || type === types.largeInt) {
        if (at + size > length) return { strings, bad: value };
        if (type === types.string) {
          if (strings < starts.length) {
            starts[strings] = at;
            ends[strings] = at + size;
          }
          strings++;
        }
        at += size;
      } else return { strings, bad: value };
    }
    if (at > length) return { strings, bad: value };
  }
  return { strings, bad: at < length ? at : -1 };
}

const align = (at: number, unit: number): number => Math.ceil(at / unit) * unit;

/** A size: one byte, or two behind 254, or four behind 255. */
function sizeAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  return first < 254 ? first : first === 254 ? u16(bytes, at + 1) : u32(bytes, at + 1);
}

function sizeBytes(first = 0): number {
  return first < 254 ? 1 : first === 254 ? 3 : 5;
}
