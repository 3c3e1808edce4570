/** Finds names with slashes in text the way exodus-core does, in linear time. */

/**
 * Adds to `names` what Python's `re.findall(r'[A-Z]+((?:\w+\/)+\w+)', text)` returns, where `\w` knows Unicode. Written
 * by hand because that expression tries every capital of a long word again and again: quadratic time on hostile input.
 *
 * Its meaning, word by word: a word (a longest run of `\w`) counts when a slash and another word follow. The match starts
 * at the word's first capital that has a character of the word behind it; the capitals from there on are eaten, all but
 * the last character of the word at most; what is left is the name, together with every further slash and word.
 */
export function collectSlashedNames(text: string, names: Set<string>): void {
  let at = 0;
  while (at < text.length) {
    const end = wordEnd(text, at);
    if (end === at) {
      at += unitsAt(text, at);
      continue;
    }
    let lastEnd = nextWordEnd(text, end);
    const start = lastEnd > 0 ? nameStart(text, at, end) : end;
    if (start === end) {
      at = end; // no slash and word behind it, or no capital in it: a later word may have both
      continue;
    }
    for (let next = lastEnd; next > 0; next = nextWordEnd(text, next)) lastEnd = next;
    names.add(text.slice(start, lastEnd));
    at = lastEnd;
  }
}

/** Where a word that is `/` and one or more word characters away ends; 0 when there is none. */
function nextWordEnd(text: string, end: number): number {
  if (text.charCodeAt(end) !== 0x2f) return 0;
  const next = wordEnd(text, end + 1);
  return next > end + 1 ? next : 0;
}

/** Where the name begins in a word from `start` to `end`: behind the capitals. `end` when no capital is good for a match. */
function nameStart(text: string, start: number, end: number): number {
  const last = end - (isLowSurrogate(text.charCodeAt(end - 1)) ? 2 : 1);
  for (let at = start; at < last; at++) {
    if (!isCapital(text.charCodeAt(at))) continue;
    while (at < last && isCapital(text.charCodeAt(at))) at++;
    return at;
  }
  return end;
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && isWord(text, at)) at += unitsAt(text, at);
  return at;
}

const unitsAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
const isLowSurrogate = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;
const isCapital = (unit: number): boolean => unit >= 0x41 && unit <= 0x5a;

/** Python's `\w`: letters and numbers of any script, and the low line; unlike other engines no combining marks. */
function isWord(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) {
    return isCapital(unit) || (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit === 0x5f;
  }
  return /^[\p{L}\p{N}]$/u.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
}
