/** Sorted sets of texts. */
import { compareCodeUnits } from '@trackerscope/core';

/** The distinct texts, sorted. */
export function sortedSet(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort(compareCodeUnits);
}
