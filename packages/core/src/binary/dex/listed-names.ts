/** The names that exodus-core reads out of dexdump's listing, from one text. */

// A run of name characters and slashes. Python's \w over text is letters, numbers and `_` of all scripts.
const run = /[\p{L}\p{N}_/]+/gu;

/**
 * All matches of exodus-core's pattern `[A-Z]+((?:\w+\/)+\w+)` in a text, in order, its group alone. The pattern
 * backtracks over the capitals at the front of a segment (`LABC/def/X` gives `C/def/X`), so it can take quadratic time as
 * a regular expression; this reads each run of name characters once.
 */
export function* listedNamesIn(text: string): Generator<string> {
  for (const [characters] of text.matchAll(run)) {
    // Empty segments come from `//` or an outer slash; no name crosses them.
    let name: string[] = [];
    for (const segment of characters.split('/')) {
      if (segment === '') {
        if (name.length > 1) yield name.join('/');
        name = [];
      } else if (name.length > 0) name.push(segment);
      else {
        const beginning = afterCapitals(segment);
        if (beginning !== '') name = [beginning];
      }
    }
    if (name.length > 1) yield name.join('/');
  }
}

/** What of a segment follows its first run of capitals, at least one character; empty when there is no such beginning. */
function afterCapitals(segment: string): string {
  const first = segment.search(/[A-Z]/);
  if (first === -1 || first === segment.length - 1) return '';
  let end = first + 1;
  while (end < segment.length - 1 && /[A-Z]/.test(segment[end]!)) end++;
  return segment.slice(end);
}
