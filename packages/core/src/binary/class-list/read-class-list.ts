/** Reads a text with one class name per line, as byte ranges. */
import type { Report } from '../../errors.js';
import type { ClassTable } from '../../extractors/sink.js';
import type { Limits } from '../../limits.js';
import { DamageLog } from '../dex/damage-log.js';
import { decodeMutf8 } from '../dex/mutf8.js';
import { doubled } from '../doubled.js';
import { type ClassNameLine, lineKinds, readClassNameLine } from './class-name-line.js';
import { startOfText } from './is-class-list.js';

/**
 * The names of a list, all of them as defined: a list does not say which classes are only referred to. Dots become slashes, as in
 * other tables of classes; offsets are those of the names in the file.
 *
 * Reports `class-list/bad-line` for lines that are no name, and `limit/items` (`maxTableItems`).
 */
export function readClassList(bytes: Uint8Array, where: string, report: Report, limits: Limits): ClassTable {
  const damage = new DamageLog(where, report);
  const names = slashed(bytes);
  const { starts, ends } = collect(names, limits.maxTableItems, damage);
  damage.flush();
  const count = starts.length;
  const text = (i: number): string => decodeMutf8(names, starts[i]!, ends[i]!, limits.maxStringUnits);
  return { format: 'class-list', bytes: names, count, defined: count, starts, ends, offsets: starts, text };
}

/** The bytes with a slash for each dot, but for the one in `.class`, which is part of no name. */
function slashed(bytes: Uint8Array): Uint8Array {
  const names = bytes.slice();
  for (let at = names.indexOf(0x2e); at !== -1; at = names.indexOf(0x2e, at + 1)) {
    if (!beginsSuffix(names, at)) names[at] = 0x2f;
  }
  return names;
}

/** Whether `.class` and the end of a line begin here; `class` is no name that a package or class can have (JLS §3.9). */
function beginsSuffix(bytes: Uint8Array, at: number): boolean {
  const after = bytes[at + 6];
  const ends = after === undefined || after === 0x0a || after === 0x0d || after === 0x20 || after === 0x09;
  return ends && suffix.every((byte, i) => bytes[at + 1 + i] === byte);
}

const suffix = [0x63, 0x6c, 0x61, 0x73, 0x73];

function collect(
  bytes: Uint8Array,
  most: number,
  damage: DamageLog,
): { readonly starts: Uint32Array; readonly ends: Uint32Array } {
  const line: ClassNameLine = { kind: 0, start: 0, end: 0, segments: 0 };
  let starts = new Uint32Array(1024);
  let ends = new Uint32Array(1024);
  let count = 0;
  for (let at = startOfText(bytes); at < bytes.length; ) {
    const feed = bytes.indexOf(0x0a, at);
    const end = feed === -1 ? bytes.length : feed;
    readClassNameLine(bytes, at, end, line);
    if (line.kind === lineKinds.other) {
      damage.note('class-list/bad-line', 'line', at, () => 'expected a class name');
    } else if (line.kind === lineKinds.name) {
      if (count === most) {
        damage.note('limit/items', 'names', at, () => `only the first ${most} are read`);
        break;
      }
      if (count === starts.length) {
        starts = doubled(starts);
        ends = doubled(ends);
      }
      starts[count] = line.start;
      ends[count++] = line.end;
    }
    at = end + 1;
  }
  return { starts: starts.slice(0, count), ends: ends.slice(0, count) };
}
