/** The content hash of a set of rules. */
import type { TrackerRule } from '@trackerscope/core';
import { canonicalJson } from './canonical-json.js';

/** SHA-256 over the canonical JSON of the trackers in the given order, lower-case hexadecimal. */
export async function hashTrackers(trackers: readonly TrackerRule[]): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson(trackers));
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
