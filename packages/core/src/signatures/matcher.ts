/** The compiled matcher: a sink that keeps what a rule matches and builds no text for anything else. */
import type { Sink } from '../extractors/sink.js';
import type { MatchMode } from '../report.js';
import { compileExodus } from './exodus.js';
import { signatureKinds } from './registry.js';
import type { Ruleset } from './rule.js';
import type { OnHit } from './signature-kind.js';

/** Makes a sink for one scan that reports hits as they come. */
export type Matcher = (onHit: OnHit) => readonly Partial<Sink>[];

const compiledOnce: Record<MatchMode, WeakMap<Ruleset, Matcher>> = { default: new WeakMap(), exodus: new WeakMap() };

/**
 * Compiles a ruleset for a match mode; the same ruleset is compiled once.
 * @throws ScanError `rules/bad-pattern` for a pattern that cannot be read
 */
export function compileRules(rules: Ruleset, mode: MatchMode): Matcher {
  const known = compiledOnce[mode].get(rules);
  if (known) return known;
  const makers =
    mode === 'exodus' ? [compileExodus(rules.trackers)] : signatureKinds.map((kind) => kind.compile(rules.trackers));
  const matcher: Matcher = (onHit) => makers.map((make) => make(onHit));
  compiledOnce[mode].set(rules, matcher);
  return matcher;
}
