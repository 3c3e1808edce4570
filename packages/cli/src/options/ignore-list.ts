/** `--ignore ID:REASON`, given any number of times. */
import { UsageError } from '../usage-error.js';

/**
 * Reasons by tracker id.
 * @throws UsageError for an entry without a reason: whoever reads the report should learn why
 */
export function parseIgnoreList(entries: readonly string[]): Readonly<Record<string, string>> {
  const pairs = entries.map((entry): [string, string] => {
    const colon = entry.indexOf(':');
    const id = (colon < 0 ? entry : entry.slice(0, colon)).trim();
    const reason = colon < 0 ? '' : entry.slice(colon + 1).trim();
    if (id === '' || reason === '') {
      throw new UsageError(
        `--ignore ${entry} gives no ${id === '' ? 'id' : 'reason'}.`,
        `Write --ignore "${id || 'leanplum'}:why it is accepted".`,
      );
    }
    return [id, reason];
  });
  return Object.fromEntries(pairs);
}
