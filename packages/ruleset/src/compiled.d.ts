/** The compiled rules; the module itself is written to dist/ by build/compile.ts. */
import type { Ruleset } from '@trackerscope/core';

declare const compiled: Ruleset;
export default compiled;
