/** Hosts in bytes: where a run of host characters stands in a text, and which part of it is a host name. */

// 1 for the bytes of host names: letters, digits, `-`, `_` and `.`. Bytes of 0x80 and above never belong to one.
const hostByte = new Uint8Array(256);
for (const char of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.')
  hostByte[char.charCodeAt(0)] = 1;

/** Characters of a host name at most (RFC 1035, section 2.3.4, less the outer dots); a longer run is none. */
const longestHost = 253;
/** How far before an `@` the `//` of a URL is looked for: a user name and password have room, hostile text has no power. */
const longestUserInfo = 256;

const dot = 0x2e;
const atSign = 0x40;
const slash = 0x2f;
const quotationMark = 0x22;
const percent = 0x25;
const dollar = 0x24;

/** Whether a byte can stand in a host name. */
export function isHostByte(byte: number): boolean {
  return hostByte[byte] === 1;
}

/** Whether a byte can stand in a URL as people write them: visible ASCII, but no quotation mark (RFC 3986, appendix C). */
export function isUrlByte(byte: number): boolean {
  return byte > 0x20 && byte < 0x7f && byte !== quotationMark;
}

/** Where a host begins and ends, as two numbers in memory that is used again: hosts are too many for an object each. */
export type HostRange = Uint32Array;

/** A range to be filled. */
export function newHostRange(): HostRange {
  return new Uint32Array(2);
}

/**
 * Puts into `range` the host in the run of host characters around the dot at `at`, outer dots cut off: the host of a URL, with or
 * without scheme, port and path, or a bare host name. The range is empty when there is none with a dot inside it, or it is the
 * domain of an e-mail address (`user@vendor.com`, but not `https://user@vendor.com`); of format specifiers glued to a host
 * `%s.vendor.com` gives `vendor.com`. The run is not looked for outside `bytes[start, end)`. Returns where it ends.
 */
export function hostAround(bytes: Uint8Array, start: number, end: number, at: number, range: HostRange): number {
  let from = at;
  while (from > start && hostByte[bytes[from - 1]!] === 1) from--;
  let to = at + 1;
  while (to < end && hostByte[bytes[to]!] === 1) to++;
  const runEnd = to;

  range[0] = 0;
  range[1] = 0;
  const before = from > start ? bytes[from - 1]! : 0;
  if (before === atSign && !hasAuthorityMark(bytes, start, from)) return runEnd;
  while (from < to && bytes[from] === dot) from++;
  if (before === percent || before === dollar) from = afterFirstLabel(bytes, from, to);
  while (to > from && bytes[to - 1] === dot) to--;
  if (to - from <= longestHost && hasInnerDot(bytes, from, to)) {
    range[0] = from;
    range[1] = to;
  }
  return runEnd;
}

/** Puts into `range` the first host of `bytes[from, end)`, a text that begins at `start`; returns where to look for the next, or -1. */
export function nextHost(bytes: Uint8Array, start: number, end: number, from: number, range: HostRange): number {
  for (let at = from; at < end; at++) {
    if (bytes[at] !== dot) continue;
    at = hostAround(bytes, start, end, at, range);
    if (range[1] !== 0) return at;
  }
  return -1;
}

function hasAuthorityMark(bytes: Uint8Array, start: number, end: number): boolean {
  const first = Math.max(start, end - longestUserInfo);
  for (let i = end - 1; i > first && isUrlByte(bytes[i]!); i--) {
    if (bytes[i] === slash) return bytes[i - 1] === slash;
  }
  return false;
}

function afterFirstLabel(bytes: Uint8Array, from: number, to: number): number {
  let i = from;
  while (i < to && bytes[i] !== dot) i++;
  return Math.min(i + 1, to);
}

function hasInnerDot(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] === dot) return true;
  return false;
}

/** A byte of A to Z as its lower-case byte, any other unchanged: host names have no other case (RFC 4343). */
export function lowerCase(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

/** Bytes of a host as lower-case text. */
export function hostText(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i++) text += String.fromCharCode(lowerCase(bytes[i]!));
  return text;
}
