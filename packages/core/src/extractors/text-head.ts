/** Tells text by its first bytes. */

/** No host is shorter. */
const shortestHost = 4;

/** How a text is written; `utf-8` also where its first bytes are plain ASCII. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * The encoding of a text that begins so, null when these bytes begin no text: control characters besides white space, or bytes above
 * ASCII that are no UTF-8, stand in every image, sound, font and archive within the first 16 bytes. UTF-16 is only known by
 * its byte order mark.
 */
export function textEncoding(head: Uint8Array): TextEncoding | null {
  if (head.length < shortestHost) return null;
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return isUtf8(head) && !isPdf(head) ? 'utf-8' : null;
}

/** A document, whose head is text and whose pages are not. */
const isPdf = (head: Uint8Array): boolean =>
  head[0] === 0x25 && head[1] === 0x50 && head[2] === 0x44 && head[3] === 0x46 && head[4] === 0x2d;

/** Whether all bytes are printable, a character of several bytes at the end perhaps cut. */
function isUtf8(head: Uint8Array): boolean {
  for (let at = 0; at < head.length; ) {
    const byte = head[at++]!;
    if (byte < 0x80) {
      if (!isPrintable(byte)) return false;
      continue;
    }
    const following =
      byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0;
    if (following === 0) return false;
    const end = Math.min(at + following, head.length);
    while (at < end) if ((head[at++]! & 0xc0) !== 0x80) return false;
  }
  return true;
}

/** Visible ASCII, spaces, tabs, and ends of lines and pages. */
const isPrintable = (byte: number): boolean => (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d);
