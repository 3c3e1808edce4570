/** The compiled rules; the module itself is written to dist/ by build/compile.ts. */
import type { Ruleset } from '@trackerscope/core';

/** A ruleset of which the large parts are still text. */
declare const compiled: Pick<Ruleset, 'name' | 'version' | 'sha256'> & {
  /** JSON. */
  readonly trackers: string;
  /** Base64. */
  readonly tables: string;
};
export default compiled;
