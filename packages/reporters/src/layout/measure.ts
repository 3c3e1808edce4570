/** How many terminal columns a text takes. */
import stringWidth from 'string-width';

/** Columns of a text without escape sequences; wide and combining characters are counted as terminals draw them. */
export function columns(text: string): number {
  // Nearly everything in a report is ASCII, and splitting it into graphemes would be most of the reporter's time.
  return /^[ -~]*$/.test(text) ? text.length : stringWidth(text);
}
