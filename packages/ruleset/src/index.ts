/** The door of @trackerscope/ruleset: the rules that ship, compiled, and nothing that costs start-up time. */

import type { Ruleset, TrackerRule } from '@trackerscope/core';
import { decodeBase64 } from '#decode-base64';
import compiled from './compiled.js';
import { readOnDemand } from './read-on-demand.js';

let trackers: readonly TrackerRule[] | undefined;
let tables: ArrayBuffer | undefined;

/** The rules that ship with this version: every tracker of the Exodus database and a few more. */
export const rules: Ruleset = {
  name: compiled.name,
  version: compiled.version,
  sha256: compiled.sha256,
  get trackers() {
    trackers ??= readOnDemand<TrackerRule>(compiled.trackers);
    return trackers;
  },
  get tables() {
    tables ??= decodeBase64(compiled.tables);
    return tables;
  },
};
