/** The list of assemblies beside the stores of Xamarin and .NET up to 8: `assemblies/assemblies.manifest` (dotnet/android, AssemblyStoreManifestReader). */
import type { TextTable } from '../../extractors/sink.js';
import { textTable } from '../utf8-texts.js';

const lineFeed = 0x0a;
const space = 0x20;

/**
 * Reads the names of all assemblies, `Xamarin.Forms.Core`: the last column of each line but the first, which holds titles. Columns are
 * separated by any number of spaces; a line of fewer than five is none.
 */
export function readAssemblyManifest(bytes: Uint8Array, maxCount: number): TextTable {
  const none = new Uint32Array();
  const count = Math.min(walk(bytes, none, none), maxCount);
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  walk(bytes, starts, ends);
  return textTable(bytes, starts, ends, true);
}

/** Two hashes, store, index, name. */
const columns = 5;

/** Goes through the lines, writes the ranges of the names for which there is room, and says how many there are. */
function walk(bytes: Uint8Array, starts: Uint32Array, ends: Uint32Array): number {
  let count = 0;
  let line = bytes.indexOf(lineFeed) + 1;
  while (line > 0 && line < bytes.length) {
    const found = bytes.indexOf(lineFeed, line);
    const end = found === -1 ? bytes.length : found;
    const name = startOfColumn(bytes, line, end);
    if (name < end) {
      if (count < starts.length) {
        starts[count] = name;
        ends[count] = endOfWord(bytes, name, end);
      }
      count++;
    }
    line = end + 1;
  }
  return count;
}

/** Where the fifth word of a line begins; its end when it has fewer. */
function startOfColumn(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  for (let column = 1; ; column++) {
    while (at < end && bytes[at]! <= space) at++;
    if (column === columns) return at;
    at = endOfWord(bytes, at, end);
  }
}

function endOfWord(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at]! > space) at++;
  return at;
}
