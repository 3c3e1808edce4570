/** The compiled rules; the module itself is written to dist/ by build/compile.ts. */
import type { Ruleset } from '@trackerscope/core';

/** A ruleset of which the large parts are still text. */
declare const compiled: Pick<Ruleset, 'name' | 'version' | 'sha256'> & {
  /** JSON, a text for each. */
  readonly trackers: readonly string[];
  /** Base64. */
  readonly tables: string;
};
export default compiled;
