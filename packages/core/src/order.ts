/** Orders that are the same on every platform: by code unit, never by locale. */
import type { Location } from './observation.js';

/** Compares two texts by UTF-16 code unit, for `sort`. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Compares two places by entry, then offset; a place without offset comes first. */
export function compareLocations(a: Location, b: Location): number {
  return compareCodeUnits(a.entry, b.entry) || (a.offset ?? -1) - (b.offset ?? -1);
}
