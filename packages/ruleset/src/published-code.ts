/** Published code signatures: which of their alternatives match mode exodus can run, and which it must not. */

// A literal character, a dot for any one, or an escaped punctuation mark.
const literal = /^(?:[^\\^$*+?()[\]{}|]|\\[^\p{L}\p{N}_])+$/u;

/** Why an alternative of a published code signature cannot be run, or null when it can. */
export function whyUnreadable(alternative: string): string | null {
  if (alternative === '') return 'an empty alternative would match every class';
  if (!literal.test(alternative))
    return `alternative ${JSON.stringify(alternative)}: expected literal characters and dots, found more of the regular-expression language`;
  return null;
}

/** Why a published code signature cannot be run, or null when it can. */
export function unreadableAlternative(published: string | null): string | null {
  for (const alternative of published?.split('|') ?? []) {
    const why = whyUnreadable(alternative);
    if (why !== null) return why;
  }
  return null;
}
