/** Text from an app made safe to show: nothing in it can move the cursor, change colours, reverse or hide other text. */

/**
 * Control characters (Cc: ESC and the C1 set, which terminals obey too), format characters (Cf: bidirectional overrides
 * and marks, zero-width spaces, tags), line and paragraph separators, and lone surrogates. The joiners U+200C and
 * U+200D stay: Persian, Indic scripts and emoji are spelt with them, and they move nothing.
 */
const unsafe = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Escapes what a terminal could obey: `\u{1b}`.
 *
 * @param text anything read out of an app, a rules file or the command line
 */
export function plainText(text: string): string {
  return text.replace(unsafe, escapeCharacter);
}

/** Escapes the same characters inside JSON text, where they can only stand in strings, so that its meaning stays. */
export function plainJson(json: string): string {
  return json.replace(unsafe, (character) =>
    character === '\n' ? character : character.split('').map(jsonEscape).join(''),
  );
}

function escapeCharacter(character: string): string {
  return shortEscapes[character] ?? `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

function jsonEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
