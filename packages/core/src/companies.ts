/** Companies behind shared hosts: who is contacted, where no host tells which product does it. */
import { groupBy } from './group-by.js';
import { compareCodeUnits } from './order.js';
import type { Company } from './report.js';
import type { TrackerRule } from './signatures/rule.js';
import type { Hit } from './signatures/signature-kind.js';

/** Groups the hits on shared hosts by the owner of the trackers that claim them; sorted by name. */
export function toCompanies(hits: readonly Hit[], trackers: readonly TrackerRule[]): Company[] {
  const nameOf = (hit: Hit): string => trackers[hit.tracker]!.owner?.name ?? trackers[hit.tracker]!.name;
  const byCompany = groupBy(
    hits.filter((hit) => hit.shared),
    nameOf,
  );
  return [...byCompany]
    .map(([name, own]) => ({
      name,
      hosts: distinct(own.map((hit) => hit.observation.value)),
      candidates: distinct(own.map((hit) => trackers[hit.tracker]!.id)),
    }))
    .sort((a, b) => compareCodeUnits(a.name, b.name));
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort(compareCodeUnits);
}
