/** How many terminal columns a text takes. */
import stringWidth from 'string-width';

// Latin letters and the usual punctuation, without the signs that are drawn as emoji (\u00a9, \u00ae) or not at all (\u00ad).
const oneColumnEach = /^[ -~\u00a0-\u00a8\u00aa-\u00ac\u00af-\u02ff\u2010-\u2027\u2500-\u257f]*$/;

/** Columns of a text without escape sequences; wide and combining characters are counted as terminals draw them. */
export function columns(text: string): number {
  // Nearly all of a report is of that kind; splitting it into graphemes would be most of the reporter's time.
  return oneColumnEach.test(text) ? text.length : stringWidth(text);
}
