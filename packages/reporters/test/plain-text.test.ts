/** Text from an app made safe: what is escaped, what stays. */
import { describe, expect, it } from 'vitest';
import { plainText } from '../src/plain-text.js';

describe('plainText', () => {
  it.each([
    ['a terminal escape', '\u001b[31mred', '\\u{1b}[31mred'],
    ['the one-byte form of an escape', '\u009b31m', '\\u{9b}31m'],
    ['a right-to-left override', 'gpj.\u202eapk', 'gpj.\\u{202e}apk'],
    ['line breaks and tabs', 'a\r\n\tb', 'a\\r\\n\\tb'],
    ['an invisible tag character', 'a\u{e0041}', 'a\\u{e0041}'],
    ['half of a surrogate pair', 'a\ud800', 'a\\u{d800}'],
  ])('escapes %s', (_what, text, expected) => {
    expect(plainText(text)).toBe(expected);
  });

  it('leaves letters of any script, emoji and their joiners alone', () => {
    const text = 'Überraschung 表 می\u200cخواهم \u{1f469}\u200d\u{1f4bb}';
    expect(plainText(text)).toBe(text);
  });
});
