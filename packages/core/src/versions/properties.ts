/** Java properties: keys and values of a small text file (java.util.Properties, `load`). */

/** A value and where it begins in the file, in bytes. */
export interface Property {
  readonly value: string;
  readonly offset: number;
}

/** Files that state a version have less than 200 bytes; of a longer one the rest is not read. */
const maxBytes = 64 * 1024;

/**
 * Reads the values of these keys; of a key that stands twice the last one counts. The text is ISO 8859-1, so that one character is one
 * byte. Escapes and lines that continue are undone.
 */
export function readProperties(bytes: Uint8Array, keys: readonly string[]): ReadonlyMap<string, Property> {
  const found = new Map<string, Property>();
  const text = latin1(bytes.subarray(0, maxBytes));
  for (let at = 0; at < text.length; ) {
    const start = skip(text, at, blanks);
    const end = logicalLineEnd(text, start);
    if (!comments.includes(text[start] ?? '#')) {
      const keyEnd = endOfKey(text, start, end);
      const key = undoEscapes(text.slice(start, keyEnd));
      if (keys.includes(key)) {
        const offset = startOfValue(text, keyEnd, end);
        found.set(key, { value: undoEscapes(text.slice(offset, end)), offset });
      }
    }
    at = end + 1;
  }
  return found;
}

const spaces = ' \t\f';
const lineEnds = '\r\n';
const blanks = spaces + lineEnds;
const comments = '#!';

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}

function skip(text: string, from: number, any: string): number {
  let at = from;
  while (at < text.length && any.includes(text[at]!)) at++;
  return at;
}

/** End of a line and of those that it continues on: a backslash takes the character behind it along. Comments do not continue. */
function logicalLineEnd(text: string, from: number): number {
  const continues = !comments.includes(text[from] ?? '#');
  let at = from;
  while (at < text.length && !lineEnds.includes(text[at]!)) {
    const escaped = continues && text[at] === '\\';
    at += escaped ? (text.startsWith('\r\n', at + 1) ? 3 : 2) : 1;
  }
  return Math.min(at, text.length);
}

function endOfKey(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && !`=:${spaces}`.includes(text[at]!)) at += text[at] === '\\' ? 2 : 1;
  return Math.min(at, end);
}

/** Behind a key: white space, one `=` or `:`, white space. */
function startOfValue(text: string, from: number, end: number): number {
  const separator = skip(text, from, spaces);
  const behind = separator < end && '=:'.includes(text[separator]!) ? separator + 1 : separator;
  return Math.min(skip(text, behind, spaces), end);
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function undoEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(u[\da-fA-F]{4}|(?:\r\n|\r|\n)[ \t\f]*|.)/gs, (_, escaped: string) => {
    if (lineEnds.includes(escaped[0]!)) return '';
    if (escaped.length === 5) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    return escapes[escaped] ?? escaped;
  });
}
