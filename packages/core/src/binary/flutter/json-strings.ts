/** The strings of a JSON text as byte ranges, without building what it describes: AssetManifest.json, FontManifest.json. */
import type { Report } from '../../errors.js';
import type { TextTable } from '../../extractors/sink.js';
import type { Limits } from '../../limits.js';
import { textTable } from '../utf8-texts.js';

const quote = 0x22;
const backslash = 0x5c;

/**
 * Reads every string, keys and values alike, as it stands between its quotes (RFC 8259): an escape stays an escape. One without end
 * is left out and reported as `flutter/bad-manifest`. Depth costs nothing.
 */
export function readJsonStrings(bytes: Uint8Array, where: string, report: Report, limits: Limits): TextTable {
  const none = new Uint32Array();
  const found = walk(bytes, none, none);
  const count = Math.min(found.strings, limits.maxTableItems);
  if (found.open !== -1) {
    const message = 'expected the end of a string before the end of the file.';
    report({ code: 'flutter/bad-manifest', where: [{ entry: where, offset: found.open }], message });
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

function walk(
  bytes: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
): { readonly strings: number; readonly open: number } {
  let strings = 0;
  for (let at = bytes.indexOf(quote); at !== -1; at = bytes.indexOf(quote, at)) {
    const start = at + 1;
    at = closingQuote(bytes, start);
    if (at === bytes.length) return { strings, open: start - 1 };
    if (strings < starts.length) {
      starts[strings] = start;
      ends[strings] = at;
    }
    strings++;
    at++;
  }
  return { strings, open: -1 };
}

/** The next quote that no backslash stands before; the length of the bytes where there is none. */
function closingQuote(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return Math.min(at, bytes.length);
}
