/** Telling dots: the first look at a string pool, which passes over all dots that no network pattern has. */
import type { TextTable } from '../extractors/sink.js';
import { keyOf, type NetworkPattern } from './network-pattern.js';

/** A bit for each pair of bytes, before and after a dot, that some pattern has around one of its dots. */
export type TellingDots = Uint8Array;

const dot = 0x2e;

/**
 * Marks the bytes around one dot of each pattern. Any dot that every match must hold will do; the last one of a domain is the
 * most telling, `leanplum.com` needs an `m` before and a `c` after it.
 */
export function compileTellingDots(patterns: readonly NetworkPattern[]): TellingDots {
  const dots = new Uint8Array(65_536 / 8);
  const mark = (before: string | undefined, after: string | undefined): void => {
    for (const first of bothCases(before)) {
      for (const second of bothCases(after)) dots[pairByte(first, second)]! |= pairBit(second);
    }
  };
  for (const pattern of patterns) {
    if (pattern.kind === 'word') {
      // A word is a label of its own: some dot stands right before or right behind it.
      mark(pattern.text.at(-1), undefined);
      mark(undefined, pattern.text[0]);
    } else if (pattern.kind === 'wildcard') {
      const [before, after] = pattern.open ? [pattern.labels.at(-1), undefined] : pattern.labels.slice(-2);
      mark(before?.at(-1)?.at(-1), after?.[0]?.[0]);
    } else {
      const key = keyOf(pattern);
      const last = key.lastIndexOf('.');
      mark(key[last - 1], key[last + 1]);
    }
  }
  return dots;
}

const pairByte = (before: number, after: number): number => (before << 5) | (after >> 3);
const pairBit = (after: number): number => 1 << (after & 7);

function isTelling(dots: TellingDots, before: number, after: number): boolean {
  return (dots[pairByte(before, after)]! & pairBit(after)) !== 0;
}

const anyByte = new Uint8Array(256).map((_, code) => code);

/** The codes of a letter in both cases; of any byte when there is none. */
function bothCases(character: string | undefined): Iterable<number> {
  if (character === undefined) return anyByte;
  return new Set([character.charCodeAt(0), character.toUpperCase().charCodeAt(0)]);
}

/**
 * The place of the first telling dot in `bytes[from, end)`, or -1. Most of a pool is descriptors and names without dots: the
 * engine's own search for a byte passes over them.
 */
export function nextTellingDot(bytes: Uint8Array, dots: TellingDots, from: number, end: number): number {
  let at = bytes.indexOf(dot, from);
  while (at !== -1 && at < end) {
    if (isTelling(dots, at > 0 ? bytes[at - 1]! : 0, at + 1 < bytes.length ? bytes[at + 1]! : 0)) return at;
    at = bytes.indexOf(dot, at + 1);
  }
  return -1;
}

/** Of an ordered table the last text, from text `from` on, that begins at or before `at`. */
export function textAt({ starts, count }: TextTable, from: number, at: number): number {
  let low = from;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
