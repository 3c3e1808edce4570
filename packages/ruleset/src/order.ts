/** Order by UTF-16 code unit: the same on every platform, whatever its locale. */

/** Compares two texts for `sort`. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The distinct texts, sorted. */
export function sortedSet(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort(compareCodeUnits);
}
