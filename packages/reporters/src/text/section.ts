/** Section: one part of the text about an app. */
import type { ScanReport } from '@trackerscope/core';
import { flow } from '../layout/flow.js';
import { faint, type Phrase, strong } from '../layout/phrase.js';
import type { RenderOptions } from '../reporter.js';

/** The lines of one part; none when there is nothing to say. */
export type Section = (report: ScanReport, page: RenderOptions) => string[];

/** A heading and, fainter, what it means. */
export function heading(page: RenderOptions, name: Phrase, meaning: string): string[] {
  const title = typeof name === 'string' ? strong(name) : name;
  return flow(page, meaning === '' ? [title] : [title, faint(`\u00a0· ${meaning}`)], 0, 2);
}

/** The first few of a list, and how many were left out; everything when all evidence is wanted. */
export function first<T>(page: RenderOptions, items: readonly T[], few: number): { shown: readonly T[]; more: number } {
  // A list that is one too long is shown whole: "1 more" would take the same line.
  const shown = page.allEvidence || items.length <= few + 1 ? items : items.slice(0, few);
  return { shown, more: items.length - shown.length };
}
