/** The signatures of a rule for people: what each alternative matches, what not, and why it is read that way. */
import type { CodeSignature, NetworkSignature, TrackerRule } from '@trackerscope/core';
import { caution, faint, flow, type Page, strong } from '@trackerscope/reporters';
import { codeReading, networkReading } from './reading.js';

/** Lines on both kinds of signature; a kind without any says so. */
export function signatureLines(page: Page, { signatures, shared }: TrackerRule): string[] {
  const code = signatures.code.flatMap((signature) => alternative(page, signature, codeReading(signature)));
  const network = signatures.network.flatMap((signature) => {
    const company = signature.pattern !== null && shared.includes(signature.pattern);
    const note = company ? ' · shared with other products: counts for the company only, not for this tracker' : '';
    return alternative(page, signature, networkReading(signature) + note);
  });
  return [
    ...kind(page, 'Code', 'matched against classes that the app defines, declares or refers to', code),
    '',
    ...kind(page, 'Network', 'matched against hosts named in strings', network),
  ];
}

function kind(page: Page, name: string, meaning: string, lines: readonly string[]): string[] {
  const heading = flow(page, [strong(name), faint(`\u00a0· ${meaning}`)], 0, 2);
  return [...heading, ...(lines.length > 0 ? lines : flow(page, [faint('no signature is known')], 2))];
}

function alternative(page: Page, signature: CodeSignature | NetworkSignature, reading: string): string[] {
  const { raw, pattern, reason, hits, misses } = signature;
  return [
    ...flow(page, [raw], 2),
    ...flow(page, ['matches ', pattern === null ? caution(reading) : reading], 4, 6),
    ...(reason === undefined ? [] : flow(page, [caution('reviewed:'), ` ${reason}`], 4, 6)),
    ...(hits.length === 0 ? [] : flow(page, [faint('counts:'), ` ${hits.join(', ')}`], 4, 6)),
    ...(misses.length === 0 ? [] : flow(page, [faint('does not count:'), ` ${misses.join(', ')}`], 4, 6)),
  ];
}
