/** Canonical JSON: keys in code-unit order, no white space, so that the same value always has the same bytes. */
import { compareCodeUnits } from '@trackerscope/core';

/** Writes a plain JSON value canonically. Absent and undefined members are left out, as JSON.stringify does. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => compareCodeUnits(a, b)))
      : member,
  );
}
