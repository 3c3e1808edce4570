/** Companies of which only shared hosts were seen. */
import { flow } from '../layout/flow.js';
import { faint, strong } from '../layout/phrase.js';
import { first, heading, type Section } from './section.js';

/** How many hosts and candidates of a company are named unless all evidence is wanted. */
const few = 5;

export const companies: Section = (report, page) => {
  if (report.companies.length === 0) return [];
  const blocks = report.companies.flatMap((company) => {
    const hosts = first(page, company.hosts, few);
    const candidates = first(page, company.candidates, few);
    return [
      ...flow(page, [strong(company.name), faint('\u00a0· '), list(hosts)], 2, 4),
      ...flow(page, [faint(`used by: ${list(candidates)}`)], 4, 6),
    ];
  });
  return [...heading(page, 'Companies', 'hosts that several products share; they name no single tracker'), ...blocks];
};

function list({ shown, more }: { shown: readonly string[]; more: number }): string {
  return shown.join(', ') + (more > 0 ? ` and ${more}\u00a0more` : '');
}
