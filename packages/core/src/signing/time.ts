/** Times of a certificate (RFC 5280, section 4.1.2.5) in ISO 8601. */
import { type Asn1, contentOf, isTagged, tags } from './asn1.js';

/** Two or four digits of the year, month, day, hour, minute; seconds and an offset from UTC may be missing in old certificates. */
const written = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:\.\d+)?(?:Z|([+-])(\d{2})(\d{2}))?$/;

/** `2024-01-31T12:00:00Z`, or null when it is no time. */
export function timeOf(node: Asn1 | undefined): string | null {
  const utcTime = isTagged(node, tags.utcTime);
  if (!node || !(utcTime || isTagged(node, tags.generalizedTime))) return null;
  const match = written.exec(String.fromCharCode(...contentOf(node).subarray(0, 32)));
  if (!match || match[1]!.length !== (utcTime ? 2 : 4)) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((digits) => Number(digits ?? 0));
  // The two digits of a UTCTime stand for 1950 to 2049.
  const fullYear = utcTime ? year! + (year! < 50 ? 2000 : 1900) : year!;
  if (month! < 1 || month! > 12 || day! < 1 || day! > 31 || hour! > 23 || minute! > 59 || second! > 59) return null;
  const offset = (match[7] === '-' ? -1 : 1) * (Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0));
  const date = new Date(0);
  // Date.UTC would take years below 100 for those of the last century.
  date.setUTCFullYear(fullYear, month! - 1, day);
  date.setUTCHours(hour!, minute! - offset, second);
  return isoSeconds(date);
}

/** Seconds since 1970 in ISO 8601, or null when no calendar reaches as far. */
export function timeOfSeconds(seconds: number): string | null {
  return isoSeconds(new Date(seconds * 1000));
}

function isoSeconds(date: Date): string | null {
  return Number.isNaN(date.getTime()) ? null : date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
