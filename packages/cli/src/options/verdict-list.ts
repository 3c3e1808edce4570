/** `--fail-on VERDICT[,VERDICT]`. */
import type { Verdict } from '@trackerscope/core';
import { unknownWord } from '../failure.js';

/**
 * The verdicts named in comma-separated lists, each once.
 * @throws UsageError for a word that is no verdict
 */
export function parseVerdictList(lists: readonly string[], verdicts: readonly Verdict[]): readonly Verdict[] {
  const words = lists.flatMap((list) => list.split(',')).map((word) => word.trim());
  for (const word of words) {
    if (!verdicts.some((verdict) => verdict === word)) {
      throw unknownWord(
        '--fail-on knows no verdict',
        word || '(empty)',
        verdicts,
        `The verdicts are ${verdicts.join(', ')}.`,
      );
    }
  }
  return verdicts.filter((verdict) => words.includes(verdict));
}
