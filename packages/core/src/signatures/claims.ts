/** Claims: who says that a host is theirs, compiled into tables, and looked up for one host. */
import { type ByteTrie, buildByteTrie, nextNode, valuesAt } from './byte-trie.js';
import { hostText, lowerCase } from './hosts.js';
import { keyOf, matchesHost, type NetworkPattern, parseNetworkPattern, urlStandsAt } from './network-pattern.js';
import type { NetworkSignature, Ruleset, TrackerRule } from './rule.js';
import { compileTellingDots } from './telling-dots.js';

/** A claim is one pattern with all signatures that use it. The tries hold numbers of claims. */
export interface NetworkTables {
  readonly [table: string]: Uint8Array | Uint32Array;
  /** Domains, from the end of a host backwards. */
  readonly suffixFirstChild: Uint32Array;
  readonly suffixLabels: Uint8Array;
  readonly suffixFirstValue: Uint32Array;
  readonly suffixValues: Uint32Array;
  /** The few other patterns, by their literal beginning at a label. */
  readonly prefixFirstChild: Uint32Array;
  readonly prefixLabels: Uint8Array;
  readonly prefixFirstValue: Uint32Array;
  readonly prefixValues: Uint32Array;
  /** The signatures of claim `i` are the pairs `firstClaimant[i]` to `firstClaimant[i + 1]` of `claimants`: tracker, signature there. */
  readonly firstClaimant: Uint32Array;
  readonly claimants: Uint32Array;
  /** 1 for each claim that several trackers make, or that a rule says is shared. */
  readonly shared: Uint8Array;
  readonly dots: Uint8Array;
}

/**
 * Compiles the network signatures of all trackers.
 * @throws ScanError `rules/bad-pattern` for a pattern that cannot be read
 */
export function compileClaims(trackers: readonly TrackerRule[]): NetworkTables {
  const claims = collectClaims(trackers);
  const patterns = claims.map(({ pattern }) => pattern);
  const encoder = new TextEncoder();
  const trieOf = (wanted: (pattern: NetworkPattern) => boolean, reversed: boolean): ByteTrie => {
    const claimed = [...patterns.entries()].filter(([, pattern]) => wanted(pattern));
    const trie = buildByteTrie(claimed.map(([, pattern]) => inOrder(encoder.encode(keyOf(pattern)), reversed)));
    return { ...trie, values: trie.values.map((value) => claimed[value]![0]) };
  };
  const suffix = trieOf(({ kind }) => kind === 'domain', true);
  const prefix = trieOf(({ kind }) => kind !== 'domain', false);
  const firstClaimant = new Uint32Array(claims.length + 1);
  for (const [i, { by }] of claims.entries()) firstClaimant[i + 1] = firstClaimant[i]! + by.length;
  return {
    suffixFirstChild: suffix.firstChild,
    suffixLabels: suffix.labels,
    suffixFirstValue: suffix.firstValue,
    suffixValues: suffix.values,
    prefixFirstChild: prefix.firstChild,
    prefixLabels: prefix.labels,
    prefixFirstValue: prefix.firstValue,
    prefixValues: prefix.values,
    firstClaimant,
    claimants: Uint32Array.from(claims.flatMap(({ by }) => by.flatMap(({ tracker, index }) => [tracker, index]))),
    shared: Uint8Array.from(claims, ({ shared }) => (shared ? 1 : 0)),
    dots: compileTellingDots(patterns),
  };
}

function inOrder(bytes: Uint8Array, reversed: boolean): Uint8Array {
  return reversed ? bytes.reverse() : bytes;
}

interface CollectedClaim {
  readonly pattern: NetworkPattern;
  readonly by: { readonly tracker: number; readonly index: number }[];
  shared: boolean;
}

function collectClaims(trackers: readonly TrackerRule[]): CollectedClaim[] {
  const claims = new Map<string, CollectedClaim>();
  for (const [tracker, rule] of trackers.entries()) {
    for (const [index, { kind, pattern }] of rule.signatures.network.entries()) {
      if (pattern === null) continue;
      const key = `${kind} ${pattern}`;
      const claim = claims.get(key) ?? { pattern: parseNetworkPattern(kind, pattern), by: [], shared: false };
      claim.shared ||= rule.shared.includes(pattern) || claim.by.some((other) => other.tracker !== tracker);
      claim.by.push({ tracker, index });
      claims.set(key, claim);
    }
  }
  return [...claims.values()];
}

/** A claim, read back. */
export interface Claim {
  readonly pattern: NetworkPattern;
  /** Characters of the pattern: of several that match a host, the longest knows best whose it is. */
  readonly length: number;
  readonly by: readonly { readonly tracker: number; readonly signature: string }[];
  readonly shared: boolean;
}

/** The tables with what is derived from them. */
export interface Claims {
  readonly tables: NetworkTables;
  readonly suffix: ByteTrie;
  readonly prefix: ByteTrie;
  /** The claim of a number; read when it is first needed. */
  claim(index: number): Claim;
}

/** Makes tables ready for looking up. */
export function openClaims(tables: NetworkTables, rules: Pick<Ruleset, 'trackers'>): Claims {
  const known: Claim[] = [];
  const claim = (index: number): Claim => {
    known[index] ??= readClaim(tables, index, rules.trackers);
    return known[index];
  };
  return {
    tables,
    suffix: {
      firstChild: tables.suffixFirstChild,
      labels: tables.suffixLabels,
      firstValue: tables.suffixFirstValue,
      values: tables.suffixValues,
    },
    prefix: {
      firstChild: tables.prefixFirstChild,
      labels: tables.prefixLabels,
      firstValue: tables.prefixFirstValue,
      values: tables.prefixValues,
    },
    claim,
  };
}

function readClaim(
  { firstClaimant, claimants, shared }: NetworkTables,
  index: number,
  trackers: readonly TrackerRule[],
): Claim {
  const signatures: { tracker: number; signature: NetworkSignature }[] = [];
  for (let i = firstClaimant[index]!; i < firstClaimant[index + 1]!; i++) {
    const tracker = claimants[2 * i]!;
    signatures.push({ tracker, signature: trackers[tracker]!.signatures.network[claimants[2 * i + 1]!]! });
  }
  const { kind, pattern } = signatures[0]!.signature;
  return {
    pattern: parseNetworkPattern(kind, pattern!),
    length: pattern!.length,
    by: signatures.map(({ tracker, signature }) => ({ tracker, signature: signature.raw })),
    shared: shared[index] === 1,
  };
}

const nobody: readonly Claim[] = [];

/** The claims on the host in `bytes[start, end)`; `textEnd` is where the text around it ends. Most hosts cost no allocation. */
export function claimsOn(
  { suffix, prefix, claim }: Claims,
  bytes: Uint8Array,
  start: number,
  end: number,
  textEnd: number,
): readonly Claim[] {
  let found: readonly Claim[] = nobody;
  let node = 0;
  for (let at = end - 1; at >= start; at--) {
    node = nextNode(suffix.firstChild, suffix.labels, node, lowerCase(bytes[at]!));
    if (node === -1) break;
    if (suffix.firstValue[node] === suffix.firstValue[node + 1] || (at > start && bytes[at - 1] !== 0x2e)) continue;
    for (const index of valuesAt(suffix, node)) found = [...found, claim(index)];
  }
  for (let label = start; label < end; label = labelAfter(bytes, label, end)) {
    node = 0;
    for (let at = label; at < end; at++) {
      node = nextNode(prefix.firstChild, prefix.labels, node, lowerCase(bytes[at]!));
      if (node === -1) break;
      if (prefix.firstValue[node] === prefix.firstValue[node + 1]) continue;
      for (const index of valuesAt(prefix, node)) {
        const one = claim(index);
        if (!found.includes(one) && confirms(one.pattern, bytes, start, end, label, textEnd)) found = [...found, one];
      }
    }
  }
  return found;
}

function confirms(
  pattern: NetworkPattern,
  bytes: Uint8Array,
  start: number,
  end: number,
  label: number,
  textEnd: number,
): boolean {
  if (pattern.kind === 'url') return urlStandsAt(pattern.text, bytes, label, textEnd);
  return matchesHost(pattern, hostText(bytes, start, end));
}

function labelAfter(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) if (bytes[at] === 0x2e) return at + 1;
  return end;
}

/** The claims with the longest patterns. */
export function mostSpecific(claims: readonly Claim[]): readonly Claim[] {
  const longest = Math.max(...claims.map(({ length }) => length));
  return claims.filter(({ length }) => length === longest);
}
