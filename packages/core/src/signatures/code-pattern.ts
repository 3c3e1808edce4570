/** Code patterns: dotted package and class prefixes, what they mean, and whether one matches a class name. */
import { ScanError } from '../errors.js';
import type { CodeSignature } from './rule.js';

/** What must follow the text of a pattern in a class name. */
type Tail =
  /** A separator: everything under a package. */
  | 'under'
  /** A separator or the end: a package or a class, whole. */
  | 'boundary'
  /** Anything: the beginning of a class name. */
  | 'prefix';

/** A code pattern, read. */
export interface CodePattern {
  /** The text to find, with `/` and without outer dots: `com/leanplum`. */
  readonly text: string;
  readonly tail: Tail;
  /** Starts with a dot: matches after any separator, not at the first segment. */
  readonly floating: boolean;
  readonly segments: number;
  /** Long enough that the same prefix deeper in a name (`shaded/com/leanplum/X`) is a copy and no accident. */
  readonly relocatable: boolean;
}

// Letters, digits, `_`, `$` and `-` are what DEX allows in a SimpleName in practice (dex-format, "SimpleName").
const dotted = /^\.?[\p{L}\p{N}_$-]+(?:\.[\p{L}\p{N}_$-]+)*\.?$/u;

/**
 * Reads a code pattern: `com.vendor.` (everything under the package), `com.vendor` (package or class, whole),
 * `com.vendor.Type` (class-name prefix), `.vendor.` or `.Type` (after any separator).
 * @throws ScanError `rules/bad-pattern` when it is no such pattern
 */
export function parseCodePattern(pattern: string): CodePattern {
  if (!dotted.test(pattern)) {
    throw new ScanError(
      'rules/bad-pattern',
      `code pattern ${JSON.stringify(pattern)}: expected a dotted package or class name such as com.vendor. or com.vendor.Type`,
      {
        advice:
          'Write alternatives as separate signatures; groups, classes and repetition are not part of code patterns.',
      },
    );
  }
  const parts = pattern.split('.').filter((part) => part !== '');
  const last = parts.at(-1)!;
  const floating = pattern.startsWith('.');
  return {
    text: parts.join('/'),
    tail: pattern.endsWith('.') ? 'under' : startsUpperCase(last) ? 'prefix' : 'boundary',
    floating,
    segments: parts.length,
    relocatable: !floating && (parts.length >= 3 || (parts.length === 2 && lettersIn(parts[1]!) >= 6)),
  };
}

/**
 * Splits a code signature as Exodus publishes it (dotted names joined by `|`) into alternatives, each with the pattern it
 * reads as. The patterns are not yet checked.
 */
export function readPublishedCode(published: string): { raw: string; pattern: string }[] {
  return published.split('|').map((raw) => ({ raw, pattern: raw.replaceAll('\\.', '.') }));
}

/** Whether `tail` allows what follows the text: `next` is the following byte, or -1 at the end of the name. */
export function tailAllows(tail: Tail, next: number): boolean {
  if (tail === 'prefix') return true;
  if (next === -1) return tail === 'boundary';
  return isSeparator(next);
}

/** Whether a byte separates segments of a class name: `/` between packages, `$` before an inner class. */
export function isSeparator(byte: number): boolean {
  return byte === 0x2f || byte === 0x24;
}

/**
 * Whether a code signature matches a class name (`com/vendor/Outer$Inner`), and how: `exact`, or `relocated` under another
 * package. A null pattern matches nothing. For one name and one signature; a scan uses the compiled form.
 * @throws ScanError `rules/bad-pattern`
 */
export function matchesCode(
  signature: Pick<CodeSignature, 'pattern' | 'except'>,
  className: string,
): 'exact' | 'relocated' | null {
  if (signature.pattern === null) return null;
  const pattern = parseCodePattern(signature.pattern);
  const excepted = (signature.except ?? []).map(parseCodePattern);
  let best: 'exact' | 'relocated' | null = null;
  for (const start of segmentStarts(className)) {
    if (!matchesAt(pattern, className, start) || excepted.some((except) => matchesAt(except, className, start)))
      continue;
    const how = howAt(pattern, start, className.charCodeAt(start - 1));
    if (how === 'exact') return how;
    best ??= how;
  }
  return best;
}

/** What a match of `pattern` at `start` means, where `before` is the character in front. */
export function howAt(pattern: CodePattern, start: number, before: number): 'exact' | 'relocated' | null {
  if (pattern.floating) return start > 0 ? 'exact' : null;
  if (start === 0) return 'exact';
  return pattern.relocatable && before === 0x2f ? 'relocated' : null;
}

function matchesAt(pattern: CodePattern, className: string, start: number): boolean {
  if (!className.startsWith(pattern.text, start)) return false;
  const end = start + pattern.text.length;
  return tailAllows(pattern.tail, end < className.length ? className.charCodeAt(end) : -1);
}

function* segmentStarts(className: string): Generator<number> {
  yield 0;
  for (let i = 0; i < className.length; i++) if (isSeparator(className.charCodeAt(i))) yield i + 1;
}

function startsUpperCase(segment: string): boolean {
  return /^\p{Lu}/u.test(segment);
}

function lettersIn(segment: string): number {
  return segment.match(/\p{L}/gu)?.length ?? 0;
}
