/** Arbitrary reports whose every text is hostile, for property tests. */

import type { ScanReport } from '@trackerscope/core';
import fc from 'fast-check';
import { fullReport } from './sample-report.js';

/** What apps hide in names: terminal escapes, bidirectional overrides, line breaks, combining and wide characters. */
const nasty = fc.constantFrom(
  ...['\u001b[2J', '\u009b31m', '\u001b]0;title\u0007', '\u202e', '\u2066', '\r', '\n', '\t', '\u007f', '\u2028'],
  ...[
    '\ud800',
    '\u200b',
    '\u{e0041}',
    '\u0301',
    '\ufe0f',
    '\u{1f1e9}',
    '\u{1f469}\u200d\u{1f4bb}',
    '表',
    ' ',
    '\u00a0',
  ],
);
const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 12 })
  .map((parts) => parts.join(''));

/** The full sample report with each of its texts, but the fixed vocabulary, replaced. */
export const hostileReport: fc.Arbitrary<ScanReport> = fc
  .infiniteStream(hostileText)
  .map((texts) => replaceTexts(fullReport(), texts) as ScanReport);

const vocabulary = new Set([
  'schemaVersion',
  'matchMode',
  'depth',
  'kind',
  'verdict',
  'confidence',
  'protection',
  'code',
  'limitsHit',
  'scheme',
  'digests',
]);

function replaceTexts(value: unknown, texts: Iterator<string>): unknown {
  if (typeof value === 'string') return texts.next().value;
  if (Array.isArray(value)) return value.map((item) => replaceTexts(item, texts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, vocabulary.has(key) ? inner : replaceTexts(inner, texts)]),
  );
}
