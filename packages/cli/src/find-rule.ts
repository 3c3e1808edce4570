/** A rule found by what a person would call it. */
import { type Ruleset, ScanError, type TrackerRule } from '@trackerscope/core';
import { didYouMean } from './close-matches.js';

/**
 * The rule with this id, else with this number in the Exodus database, else with this name or alias in any case.
 * @throws ScanError `rules/unknown-id`, with the nearest names as advice
 */
export function findRule({ trackers }: Ruleset, wanted: string): TrackerRule {
  const folded = wanted.trim().toLowerCase();
  const found =
    trackers.find(({ id }) => id === wanted) ??
    trackers.find(({ exodusId }) => exodusId !== null && String(exodusId) === folded) ??
    trackers.find(({ name, aliases }) => [name, ...aliases].some((each) => each.toLowerCase() === folded)) ??
    trackers.find(({ id }) => id === folded);
  if (found !== undefined) return found;
  const known = trackers.flatMap(({ id, name }) => (name.toLowerCase() === id ? [id] : [id, name]));
  throw new ScanError('rules/unknown-id', `No rule has the id, number or name ${wanted}.`, {
    advice: didYouMean(wanted, known) ?? 'trackerscope rules list',
  });
}
