/** A list whose items are read from their text when they are first asked for. */

/**
 * An array like any other, of which item `i` is what `texts[i]` says in JSON. Of hundreds of rules a scan asks for the few that
 * matched; reading all of them takes longer than starting the command, and the collector would go through them again and again.
 */
export function readOnDemand<Item>(texts: readonly string[]): readonly Item[] {
  const items: Item[] = [];
  for (const [i, text] of texts.entries()) {
    Object.defineProperty(items, i, {
      configurable: true,
      enumerable: true,
      get() {
        const value = JSON.parse(text) as Item;
        Object.defineProperty(items, i, { configurable: true, enumerable: true, value, writable: true });
        return value;
      },
    });
  }
  return items;
}
