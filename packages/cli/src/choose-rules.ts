/** The rules to use: built in, or from a path. */
import type { Ruleset } from '@trackerscope/core';

/**
 * The built-in rules, or those of a file or folder.
 * @throws ScanError `rules/*` when the path holds no usable rules
 */
export async function chooseRules(path: string | undefined): Promise<Ruleset> {
  if (path === undefined) return (await import('@trackerscope/ruleset')).rules;
  return (await import('@trackerscope/ruleset/node')).loadRules(path);
}
