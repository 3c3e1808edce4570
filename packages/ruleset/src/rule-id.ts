/** Ids of rules, made from the names of trackers. */

/**
 * A kebab-case id for a name: `Google Firebase Analytics` becomes `google-firebase-analytics`; what stands in parentheses
 * after a space (`Braze (formerly Appboy)`) is left out. A name without Latin letters or digits gives null.
 */
export function toRuleId(name: string): string | null {
  const id = name
    .slice(0, 200)
    .replaceAll(/ \([^()]*\)/g, '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 72)
    .replaceAll(/^-|-$/g, '');
  return id === '' ? null : id;
}
