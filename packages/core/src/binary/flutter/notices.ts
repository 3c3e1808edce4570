/** The packages whose licences an app of Flutter shows: NOTICES.Z, unpacked (flutter_tools, `LicenseCollector`). */
import type { TextTable } from '../../extractors/sink.js';
import { textTable } from '../utf8-texts.js';

const lineFeed = 0x0a;
const hyphen = 0x2d;
/** Licences are separated by a line of so many hyphens. */
const separatorBytes = 80;

/**
 * Reads the names of all packages: the Dart packages that the app was built from, `firebase_analytics`, and the parts of Flutter
 * itself. Each licence begins with the names that it is for, one a line, and an empty line behind them; a package of several licences
 * stands there several times. Text without such a beginning names nothing.
 */
export function readNotices(bytes: Uint8Array, maxCount: number): TextTable {
  const none = new Uint32Array();
  const count = Math.min(walk(bytes, none, none), maxCount);
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  walk(bytes, starts, ends);
  return textTable(bytes, starts, ends, true);
}

/** Goes through the lines, writes the ranges of the names for which there is room, and says how many there are. */
function walk(bytes: Uint8Array, starts: Uint32Array, ends: Uint32Array): number {
  let count = 0;
  // Lines of a beginning are names only if an empty one follows.
  let pending = 0;
  let inNames = true;
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found === -1 ? bytes.length : found;
    if (end - start === separatorBytes && isSeparator(bytes, start)) {
      inNames = true;
      pending = 0;
    } else if (inNames && end === start) {
      inNames = false;
      count += pending;
      pending = 0;
    } else if (inNames) {
      if (count + pending < starts.length) {
        starts[count + pending] = start;
        ends[count + pending] = end;
      }
      pending++;
    }
    start = end + 1;
  }
  return count;
}

function isSeparator(bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < separatorBytes; i++) if (bytes[start + i] !== hyphen) return false;
  return true;
}
