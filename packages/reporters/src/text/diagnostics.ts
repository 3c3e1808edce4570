/** What was odd or unreadable, grouped by code. */
import { codes, type Diagnostic } from '@trackerscope/core';
import { count } from '../layout/figures.js';
import { flow } from '../layout/flow.js';
import { caution, faint } from '../layout/phrase.js';
import { place } from './evidence.js';
import { first, heading, type Section } from './section.js';

/** How many diagnostics of one code are shown unless all evidence is wanted. */
const few = 3;

export const diagnostics: Section = (report, page) => {
  if (report.diagnostics.length === 0) return [];
  const groups = new Map<Diagnostic['code'], Diagnostic[]>();
  for (const diagnostic of report.diagnostics) {
    const group = groups.get(diagnostic.code);
    if (group === undefined) groups.set(diagnostic.code, [diagnostic]);
    else group.push(diagnostic);
  }
  const blocks = [...groups].flatMap(([code, group]) => {
    const { shown, more } = first(page, group, few);
    const times = group.length === 1 ? '' : `\u00a0· ${count(group.length, 'time')}`;
    return [
      ...flow(page, [caution(code), `${times}\u00a0· `, codes[code] ?? ''], 2, 4),
      ...shown.flatMap((each) => flow(page, [faint(sentence(each))], 4, 6)),
      ...(more > 0 ? flow(page, [faint(`… and ${count(more, 'more', 'more')}`)], 4) : []),
    ];
  });
  return [...heading(page, 'Diagnostics', 'what was odd or could not be read'), ...blocks];
};

/** The place first, unless the message names it already. */
function sentence({ where, message }: Diagnostic): string {
  const [nearest] = where;
  if (nearest === undefined || message.includes(nearest.entry)) return message;
  return `${place(nearest)}: ${message}`;
}
