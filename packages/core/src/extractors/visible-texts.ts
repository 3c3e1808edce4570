/** Visible texts: of bytes of any kind only what can hold a host. */
import { doubled } from '../binary/doubled.js';
import { isUrlByte } from '../signatures/hosts.js';

/** Where texts begin and end (exclusive), in the order of their bytes. */
export interface TextRanges {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

const dot = 0x2e;

/**
 * The runs of bytes of URLs that hold a dot: no host, and no URL, reaches out of its run, and most of a native library is none.
 */
export function visibleTexts(bytes: Uint8Array): TextRanges {
  let starts = new Uint32Array(64);
  let ends = new Uint32Array(64);
  let count = 0;
  for (let at = bytes.indexOf(dot); at !== -1; at = bytes.indexOf(dot, ends[count - 1]!)) {
    let start = at;
    while (start > 0 && isUrlByte(bytes[start - 1]!)) start--;
    let end = at + 1;
    while (end < bytes.length && isUrlByte(bytes[end]!)) end++;
    if (count === starts.length) {
      starts = doubled(starts);
      ends = doubled(ends);
    }
    starts[count] = start;
    ends[count++] = end;
  }
  return { starts: starts.slice(0, count), ends: ends.slice(0, count) };
}
