/** What a rule knows of its tracker, as rows for people. */
import type { TrackerRule } from '@trackerscope/core';
import { type Cell, categoryWords, faint } from '@trackerscope/reporters';

/** Name and value of each fact that the rule has. */
export function factRows(rule: TrackerRule): Cell[][] {
  const { id, exodusId, aliases, website, categories, owner, status, source } = rule;
  const words = categoryWords(categories).join(', ');
  const verbatim = categories.exodus.join(', ');
  const facts: [string, string | null][] = [
    ['id', id],
    ['Exodus', exodusId === null ? null : `number ${exodusId}`],
    ['also called', aliases.join(', ') || null],
    ['owner', owner === null ? null : [owner.name, owner.location].filter((each) => each !== null).join(', ')],
    ["owner's apps", owner === null || owner.packages.length === 0 ? null : owner.packages.join(', ')],
    ['website', website],
    [
      'categories',
      words === ''
        ? null
        : verbatim === '' || verbatim.toLowerCase() === words
          ? words
          : `${words} (Exodus: ${verbatim})`,
    ],
    ['status', status],
    [
      'source',
      `${source.name}, ${source.date}${source.firstListed === null ? '' : `; first listed ${source.firstListed}`}`,
    ],
  ];
  return facts.filter(([, value]) => value !== null).map(([name, value]) => [[faint(name)], [value ?? '']]);
}
