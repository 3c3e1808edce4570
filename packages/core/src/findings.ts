/** From hits to findings: one per tracker, with its verdict, its confidence and its proof. */
import { groupBy } from './group-by.js';
import type { Location } from './observation.js';
import { compareCodeUnits, compareLocations } from './order.js';
import {
  type Confidence,
  type Finding,
  type FoundVersion,
  type Match,
  type MatchKind,
  type MatchMode,
  type PackageCount,
  type TrackerFacts,
  type Verdict,
  verdicts,
} from './report.js';
import type { TrackerRule } from './signatures/rule.js';
import type { Hit } from './signatures/signature-kind.js';

/** Matches listed for one signature and kind, and places listed for one match, unless all are asked for. */
const shownMatches = 5;
const shownPlaces = 3;

/** Everything that decides how findings are told, besides the hits. */
export interface FindingContext {
  readonly trackers: readonly TrackerRule[];
  readonly mode: MatchMode;
  readonly appPackage: string | null;
  readonly allEvidence: boolean;
  readonly ignore: Readonly<Record<string, string>>;
}

/** A hit that shows that a tracker is there. */
type Trace = Hit & { readonly observation: { readonly kind: MatchKind } };

const isTrace = (hit: Hit): hit is Trace => hit.observation.kind !== 'version';

/**
 * Groups the hits by tracker and judges each; sorted by verdict, then tracker id. Shared hosts make no finding, and the version of a
 * library neither: what the app holds of it may be a part that is no tracker.
 */
export function toFindings(hits: readonly Hit[], context: FindingContext): Finding[] {
  const byTracker = groupBy(
    hits.filter((hit) => !hit.shared),
    (hit) => hit.tracker,
  );
  const findings = [...byTracker]
    .filter(([, own]) => own.some(isTrace))
    .map(([index, own]) => toFinding(context.trackers[index]!, own, context));
  return findings.sort(
    (a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict) || compareCodeUnits(a.tracker.id, b.tracker.id),
  );
}

function toFinding(rule: TrackerRule, own: readonly Hit[], context: FindingContext): Finding {
  const hits = own.filter(isTrace);
  const valuesOf = (kind: MatchKind): Set<string> =>
    new Set(hits.filter((hit) => hit.observation.kind === kind).map((hit) => hit.observation.value));
  const defined = valuesOf('defined');
  const components = valuesOf('component');
  const metaData = valuesOf('meta-data');
  const hosts = valuesOf('host');
  // A class that one DEX refers to and another defines is defined.
  const telling = hits.filter(
    ({ observation }) => observation.kind !== 'referenced' || !defined.has(observation.value),
  );
  const referenced = new Set([...valuesOf('referenced')].filter((value) => !defined.has(value)));

  const verdict = verdictOf(defined.size, components.size + metaData.size, referenced.size);
  const classes = { embedded: defined, declared: components, referenced, contacted: new Set<string>() }[verdict];
  const proof = telling.filter(({ observation: { kind, value } }) =>
    kind === 'meta-data' ? verdict === 'declared' : kind !== 'host' && classes.has(value),
  );
  const relocated = proof.length > 0 && proof.every((hit) => hit.relocated);

  return {
    tracker: toTrackerFacts(rule),
    verdict,
    confidence: context.mode === 'exodus' ? 'low' : judge(verdict, classes.size, hosts.size, relocated, proof),
    firstParty: isFirstParty(rule, context.appPackage),
    relocated,
    ignored: Object.hasOwn(context.ignore, rule.id) ? context.ignore[rule.id]! : null,
    classes: { count: classes.size, packages: countPackages(classes) },
    hosts: [...hosts].sort(compareCodeUnits),
    versions: toVersions(own.filter((hit) => !isTrace(hit))),
    matches: toMatches(telling, context.allEvidence),
  };
}

function verdictOf(defined: number, declared: number, referenced: number): Verdict {
  if (defined > 0) return 'embedded';
  if (declared > 0) return 'declared';
  return referenced > 0 ? 'referenced' : 'contacted';
}

function judge(
  verdict: Verdict,
  classes: number,
  hosts: number,
  relocated: boolean,
  proof: readonly Hit[],
): Confidence {
  switch (verdict) {
    case 'embedded':
      return relocated || (classes < 3 && proof.every((hit) => hit.short)) ? 'medium' : 'high';
    case 'declared':
      return 'medium';
    case 'referenced':
      return 'low';
    case 'contacted':
      return hosts >= 2 ? 'medium' : 'low';
  }
}

/** The facts of a rule that a report repeats. */
function toTrackerFacts(rule: TrackerRule): TrackerFacts {
  const { id, exodusId, name, categories, website, owner } = rule;
  return { id, exodusId, name, categories, website, owner: owner?.name ?? null };
}

function isFirstParty(rule: TrackerRule, appPackage: string | null): boolean {
  if (appPackage === null) return false;
  return (rule.owner?.packages ?? []).some((prefix) =>
    `${appPackage}.`.startsWith(prefix.endsWith('.') ? prefix : `${prefix}.`),
  );
}

function countPackages(classNames: ReadonlySet<string>): PackageCount[] {
  const byPackage = groupBy(classNames, (name) =>
    name.slice(0, Math.max(0, name.lastIndexOf('/'))).replaceAll('/', '.'),
  );
  return [...byPackage]
    .map(([name, members]) => ({ name, count: members.length }))
    .sort((a, b) => compareCodeUnits(a.name, b.name));
}

const kindOrder: Record<MatchKind, number> = { defined: 0, component: 1, 'meta-data': 2, referenced: 3, host: 4 };

/** Hits as matches: one for each signature, kind and value, the first few of each signature and kind. */
function toMatches(hits: readonly Trace[], all: boolean): Match[] {
  const matches = [
    ...groupBy(hits, ({ signature, observation: { kind, value } }) => `${kind}\0${signature}\0${value}`).values(),
  ]
    .map((same): Match => {
      const { signature, observation } = same[0]!;
      return { signature, kind: observation.kind, value: observation.value, where: toPlaces(same, all) };
    })
    .sort(
      (a, b) =>
        kindOrder[a.kind] - kindOrder[b.kind] ||
        compareCodeUnits(a.signature, b.signature) ||
        compareCodeUnits(a.value, b.value),
    );
  if (all) return matches;
  return [...groupBy(matches, ({ kind, signature }) => `${kind}\0${signature}`).values()].flatMap((group) =>
    group.slice(0, shownMatches),
  );
}

/** Versions as they were read: several signatures may know one library, and several libraries one version. */
function toVersions(hits: readonly Hit[]): FoundVersion[] {
  return hits
    .map(({ observation: { value, where } }) => ({ value, where }))
    .sort((a, b) => compareCodeUnits(a.value, b.value) || compareLocations(a.where, b.where))
    .filter(({ value, where }, i, all) => {
      const before = all[i - 1];
      return !before || value !== before.value || compareLocations(where, before.where) !== 0;
    });
}

function toPlaces(hits: readonly Hit[], all: boolean): Location[] {
  const places = hits.map((hit) => hit.observation.where).sort(compareLocations);
  const distinct = places.filter((place, i) => i === 0 || compareLocations(place, places[i - 1]!) !== 0);
  return all ? distinct : distinct.slice(0, shownPlaces);
}
