/** Builds a ruleset from the few facts a test is about; everything else is empty. */

/** What a rule looks for; the published signature is made of the raw alternatives. */
export interface RuleSpec {
  readonly id: string;
  /** Null for a tracker that Exodus does not list; 1 by default. */
  readonly exodusId?: number | null;
  /** Code patterns, or alternatives with a reading and exceptions of their own. */
  readonly code?: readonly (string | { raw: string; pattern: string | null; except?: readonly string[] })[];
  /** Patterns of kind host. */
  readonly hosts?: readonly string[];
  readonly shared?: readonly string[];
  readonly owner?: { readonly name: string; readonly packages?: readonly string[] };
}

/** A ruleset named `test` with these rules, in the shape that a scan takes. */
export function buildRules(...specs: readonly RuleSpec[]) {
  return { name: 'test', version: '1', sha256: '0'.repeat(64), trackers: specs.map(buildRule) };
}

function buildRule(spec: RuleSpec) {
  const code = (spec.code ?? []).map((one) => ({
    ...(typeof one === 'string' ? { raw: one, pattern: one } : one),
    hits: [],
    misses: [],
  }));
  const network = (spec.hosts ?? []).map((host) => ({
    raw: host.replaceAll('.', '\\.'),
    kind: 'host' as const,
    pattern: host,
    hits: [],
    misses: [],
  }));
  const raws = code.length > 0 ? code.map(({ raw }) => raw).join('|') : null;
  return {
    id: spec.id,
    exodusId: spec.exodusId === undefined ? 1 : spec.exodusId,
    name: spec.id,
    aliases: [],
    website: null,
    categories: { exodus: [], trackerscope: [] },
    owner: spec.owner ? { location: null, packages: [], ...spec.owner } : null,
    status: 'active' as const,
    source: { name: 'test', date: '2026-01-01', firstListed: null },
    published: { code: raws, network: null },
    signatures: { code, network },
    shared: spec.shared ?? [],
  };
}
