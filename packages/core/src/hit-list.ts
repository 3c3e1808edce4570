/** The hits of one scan, bounded. */
import type { Diagnostic } from './errors.js';
import type { Limits } from './limits.js';
import type { Hit } from './signatures/signature-kind.js';

/** Collects hits. */
export interface HitList {
  readonly hits: readonly Hit[];
  readonly add: (hit: Hit) => void;
  /** What is to be said when there were more than the limit, or null. */
  overflow(): Diagnostic | null;
}

/** Starts a list that keeps `maxMatches` hits. */
export function startHits({ maxMatches }: Pick<Limits, 'maxMatches'>): HitList {
  const hits: Hit[] = [];
  let firstLeftOut: Hit | null = null;
  return {
    hits,
    add(hit) {
      if (hits.length < maxMatches) hits.push(hit);
      else firstLeftOut ??= hit;
    },
    overflow() {
      if (firstLeftOut === null) return null;
      const message = `Expected at most ${maxMatches} matches; there are more, neither counted nor listed.`;
      return { code: 'limit/matches', where: [firstLeftOut.observation.where], message };
    },
  };
}
