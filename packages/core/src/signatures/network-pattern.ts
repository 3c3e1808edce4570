/** Network patterns: hosts with wildcards, literal URLs and bare words, and whether one matches a text. */
import { ScanError } from '../errors.js';
import { hostText, isHostByte, newHostRange, nextHost } from './hosts.js';
import type { NetworkSignature } from './rule.js';

/** A network pattern, read. */
export type NetworkPattern =
  /** A domain and everything under it: the labels of a host must end with these. */
  | { readonly kind: 'domain'; readonly text: string }
  /** A domain with wildcards: labels of which some hold digits (`[0-9]*`), or that end in `.*`. */
  | { readonly kind: 'wildcard'; readonly labels: readonly Label[]; readonly open: boolean; readonly key: string }
  /** Host, port and path, found literally after a boundary. */
  | { readonly kind: 'url'; readonly text: string }
  /** One whole label of a host. */
  | { readonly kind: 'word'; readonly text: string };

/** A label: literal parts, with any number of digits between them. */
type Label = readonly string[];

const label = /^[a-z0-9_-]+$/;
const digits = '[0-9]*';

/**
 * Reads a network pattern of the given kind; see `NetworkSignature` for the language.
 * @throws ScanError `rules/bad-pattern` when it is no such pattern
 */
export function parseNetworkPattern(kind: NetworkSignature['kind'], pattern: string): NetworkPattern {
  if (kind === 'word') {
    if (!label.test(pattern)) throw badPattern(pattern, 'expected one lower-case label such as fidzup');
    return { kind, text: pattern };
  }
  if (kind === 'url') {
    if (!/^[\x21-\x7e]{4,}$/.test(pattern))
      throw badPattern(pattern, 'expected printable ASCII such as 192.0.2.1:8080/path/');
    return { kind, text: pattern };
  }
  const open = pattern.endsWith('.*');
  const names = (open ? pattern.slice(0, -2) : pattern).split('.');
  if (names.length + (open ? 1 : 0) < 2)
    throw badPattern(pattern, 'expected a host of two labels or more, such as vendor.com');
  const labels = names.map((name) => name.split(digits));
  if (!labels.every((parts) => parts.join('') !== '' && parts.every((part) => part === '' || label.test(part)))) {
    throw badPattern(
      pattern,
      'expected lower-case labels joined by dots, * only as the last one, and no other regular expression than [0-9]*',
    );
  }
  if (!open && labels.every((parts) => parts.length === 1)) return { kind: 'domain', text: pattern };
  if (labels[0]![0] === '')
    throw badPattern(pattern, 'expected the first label to begin with a letter or digit of its own');
  return { kind: 'wildcard', labels, open, key: literalBeginning(labels) };
}

/** The literal text under which a pattern is found: all of it, or what stands before a wildcard, or the host of a URL. */
export function keyOf(pattern: NetworkPattern): string {
  if (pattern.kind === 'wildcard') return pattern.key;
  if (pattern.kind === 'url') return /^[a-z0-9._-]*/i.exec(pattern.text)![0].toLowerCase();
  return pattern.text;
}

/** An alternative of a published network signature, read, or refused with the reason. */
export type NetworkReading =
  | { readonly raw: string; readonly kind: NetworkSignature['kind']; readonly pattern: string }
  | { readonly raw: string; readonly refused: string };

/**
 * Splits a network signature as Exodus publishes it (a regular expression over hosts) into alternatives and reads each as
 * the host pattern it means: `leanplum\.com` and `\.leanplum\.com` are the domain and all under it, a missing escape is
 * a dot, `.*` in front says nothing, `\..*` or `\.` at the end leaves the last labels open. What is no such pattern is
 * refused, so that no published regular expression ever runs.
 */
export function readPublishedNetwork(published: string): NetworkReading[] {
  return published.split('|').map(readAlternative);
}

function readAlternative(raw: string): NetworkReading {
  const open = /\\?\.(?:\.\*)?$/.test(raw);
  const text = raw
    .replace(/^(?:\.\*)?(?:\\?\.)?/, '')
    .replace(/(?:\\?\.\.\*|\\\.|\.)$/, '')
    .replaceAll(/\\([^A-Za-z0-9])/g, '$1')
    .toLowerCase();
  const [kind, pattern]: [NetworkSignature['kind'], string] = /[:/]/.test(text)
    ? ['url', raw.replaceAll(/\\([^A-Za-z0-9])/g, '$1')]
    : text.includes('.') || open
      ? ['host', open ? `${text}.*` : text]
      : ['word', text];
  try {
    parseNetworkPattern(kind, pattern);
    return { raw, kind, pattern };
  } catch (error) {
    return { raw, refused: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Whether a network signature matches any host (or, for kind `url`, the place itself) in a text. For one text and one
 * signature; a scan uses the compiled form.
 * @throws ScanError `rules/bad-pattern`
 */
export function matchesNetwork(signature: Pick<NetworkSignature, 'kind' | 'pattern'>, text: string): boolean {
  if (signature.pattern === null) return false;
  const pattern = parseNetworkPattern(signature.kind, signature.pattern);
  const bytes = new TextEncoder().encode(text);
  if (pattern.kind === 'url') return hasUrl(pattern.text, bytes);
  const range = newHostRange();
  for (let from = 0; from !== -1; ) {
    from = nextHost(bytes, 0, bytes.length, from, range);
    if (from !== -1 && matchesHost(pattern, hostText(bytes, range[0]!, range[1]!))) return true;
  }
  return false;
}

/** Whether a host (lower case, no outer dots) matches a pattern. */
export function matchesHost(pattern: NetworkPattern, host: string): boolean {
  switch (pattern.kind) {
    case 'domain':
      return (
        host.endsWith(pattern.text) &&
        (host.length === pattern.text.length || host.at(-pattern.text.length - 1) === '.')
      );
    case 'word':
      return host.split('.').includes(pattern.text);
    case 'wildcard':
      return matchesLabels(pattern.labels, pattern.open, host.split('.'));
    case 'url':
      return false;
  }
}

function matchesLabels(labels: readonly Label[], open: boolean, host: readonly string[]): boolean {
  const last = host.length - labels.length;
  for (let first = open ? 0 : last; first >= 0 && first <= last - (open ? 1 : 0); first++) {
    if (labels.every((parts, i) => matchesLabel(parts, host[first + i]!))) return true;
  }
  return false;
}

/** Literal parts with digits between. Digits are taken greedily up to the next part, from the left: linear. */
function matchesLabel(parts: Label, name: string): boolean {
  const [first, ...rest] = parts as [string, ...string[]];
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const [i, part] of rest.entries()) {
    const digitsEnd = endOfDigits(name, at);
    const found = i === rest.length - 1 ? name.length - part.length : name.indexOf(part, at);
    if (found < at || found > digitsEnd || !name.startsWith(part, found)) return false;
    at = found + part.length;
  }
  return at === name.length;
}

function endOfDigits(name: string, from: number): number {
  let at = from;
  while (at < name.length && name[at]! >= '0' && name[at]! <= '9') at++;
  return at;
}

function hasUrl(url: string, bytes: Uint8Array): boolean {
  for (let at = 0; at + url.length <= bytes.length; at++) if (urlStandsAt(url, bytes, at, bytes.length)) return true;
  return false;
}

/** Whether the literal `url` stands at `at`, with no host character in front. */
export function urlStandsAt(url: string, bytes: Uint8Array, at: number, end: number): boolean {
  if (at + url.length > end || (at > 0 && isHostByte(bytes[at - 1]!))) return false;
  for (let i = 0; i < url.length; i++) if (bytes[at + i] !== url.charCodeAt(i)) return false;
  return true;
}

function literalBeginning(labels: readonly Label[]): string {
  let key = '';
  for (const [i, parts] of labels.entries()) {
    key += (i > 0 ? '.' : '') + parts[0];
    if (parts.length > 1) return key;
  }
  return `${key}.`;
}

function badPattern(pattern: string, expected: string): ScanError {
  return new ScanError('rules/bad-pattern', `network pattern ${JSON.stringify(pattern)}: ${expected}`);
}
