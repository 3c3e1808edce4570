/** How typed attribute values are written in XML text, so that text and references stay apart. */

/**
 * A string value as XML text: one that begins with `@`, `?` or `\` gets a backslash before it, as in aapt's source
 * files, because `@7f0b0001` without one is a reference. `manifest/manifest-value.ts` takes it off again.
 */
export function literalText(text: string): string {
  return text.startsWith('@') || text.startsWith('?') || text.startsWith('\\') ? `\\${text}` : text;
}
