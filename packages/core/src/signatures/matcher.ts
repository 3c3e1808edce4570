/** The compiled matcher: a sink that keeps what a rule matches and builds no text for anything else. */
import type { Sink } from '../extractors/sink.js';
import type { MatchMode } from '../report.js';
import { compileExodus } from './exodus.js';
import { signatureKinds } from './registry.js';
import type { Ruleset } from './rule.js';
import { packTables, unpackTables } from './rule-tables.js';
import type { OnHit } from './signature-kind.js';

/** Makes the sinks for one scan, which report hits as they come. */
export type Matcher = (onHit: OnHit) => readonly Partial<Sink>[];

const openedOnce: Record<MatchMode, WeakMap<Ruleset, Matcher>> = { default: new WeakMap(), exodus: new WeakMap() };

/**
 * Compiles rules into one buffer of flat tables, in which looking something up costs the same for ten rules and for ten
 * thousand. `Ruleset.tables` takes it: a worker that is sent the buffer (or reads it from a shared one) need not compile again.
 *
 * ```ts
 * import { compileRules, scan } from '@trackerscope/core';
 *
 * const tables = compileRules(ownRules); // once, say in the main thread
 * const report = await scan(bytes, { rules: { ...ownRules, tables } });
 * ```
 *
 * @throws ScanError `rules/bad-pattern` for a pattern that cannot be read
 */
export function compileRules({ sha256, trackers }: Ruleset): ArrayBuffer {
  const tables = Object.fromEntries(signatureKinds.map((kind) => [kind.id, kind.compile(trackers)]));
  return packTables(tables, sha256);
}

/**
 * Makes a ruleset ready for scans in a match mode; the same ruleset only once. Tables that came with it are used if they were
 * compiled from these rules by this version.
 * @throws ScanError `rules/bad-pattern` for a pattern that cannot be read
 */
export function openRules(rules: Ruleset, mode: MatchMode): Matcher {
  const known = openedOnce[mode].get(rules);
  if (known) return known;
  const makers = mode === 'exodus' ? [compileExodus(rules.trackers)] : openKinds(rules);
  const matcher: Matcher = (onHit) => makers.map((make) => make(onHit));
  openedOnce[mode].set(rules, matcher);
  return matcher;
}

function openKinds(rules: Ruleset) {
  const ready = rules.tables === undefined ? null : unpackTables(rules.tables, rules.sha256);
  const tables = ready ?? unpackTables(compileRules(rules), rules.sha256)!;
  return signatureKinds.map((kind) => kind.open(tables[kind.id]!, rules));
}
