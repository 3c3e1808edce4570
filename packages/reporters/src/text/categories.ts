/** The categories of a tracker in words. */
import type { Categories } from '@trackerscope/core';

/** TrackerScope's finer categories where there are any, else the source's own; empty when nobody knows. */
export function categoryWords({ exodus, trackerscope }: Categories): readonly string[] {
  return trackerscope.length > 0 ? trackerscope.map((id) => id.replaceAll('-', ' ')) : exodus;
}
