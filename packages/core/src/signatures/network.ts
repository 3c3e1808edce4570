/** Signature kind `network`: hosts in strings, with label boundaries; the most specific pattern names the owner of a host. */
import type { Sink, TextTable } from '../extractors/sink.js';
import type { Location } from '../observation.js';
import { type ByteTrie, buildByteTrie, nextNode, valuesAt } from './byte-trie.js';
import { hostAround, hostText, lowerCase, newHostRange, nextHost } from './hosts.js';
import { keyOf, matchesHost, type NetworkPattern, parseNetworkPattern, urlStandsAt } from './network-pattern.js';
import type { NetworkSignature, Ruleset, TrackerRule } from './rule.js';
import type { OnHit, SignatureKind } from './signature-kind.js';
import { compileTellingDots, nextTellingDot, textAt } from './telling-dots.js';

/** A claim is one pattern with all signatures that use it. The tries hold numbers of claims. */
interface NetworkTables {
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

export const network: SignatureKind<NetworkTables> = { id: 'network', compile, open };

function compile(trackers: readonly TrackerRule[]): NetworkTables {
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
interface Claim {
  readonly pattern: NetworkPattern;
  /** Characters of the pattern: of several that match a host, the longest knows best whose it is. */
  readonly length: number;
  readonly by: readonly { readonly tracker: number; readonly signature: string }[];
  readonly shared: boolean;
}

/** The tables with what is derived from them. */
interface Network {
  readonly tables: NetworkTables;
  readonly suffix: ByteTrie;
  readonly prefix: ByteTrie;
  /** The claim of a number; read when it is first needed. */
  claim(index: number): Claim;
}

function open(
  tables: NetworkTables,
  rules: Pick<Ruleset, 'trackers'>,
): (onHit: OnHit) => Pick<Sink, 'strings' | 'text'> {
  const known: Claim[] = [];
  const claim = (index: number): Claim => {
    known[index] ??= readClaim(tables, index, rules.trackers);
    return known[index];
  };
  const opened: Network = {
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
  return (onHit) => networkSink(opened, onHit);
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
function claimsOn(
  { suffix, prefix, claim }: Network,
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

function mostSpecific(claims: readonly Claim[]): readonly Claim[] {
  const longest = Math.max(...claims.map(({ length }) => length));
  return claims.filter(({ length }) => length === longest);
}

function networkSink(network: Network, onHit: OnHit): Pick<Sink, 'strings' | 'text'> {
  return {
    strings(table, entry) {
      if (table.ordered) searchByDots(network, table, entry, onHit);
      else searchEachText(network, table, entry, onHit);
    },
    text: (bytes, entry, offset) => searchText(network, bytes, entry, offset, onHit),
  };
}

/** One pass over the bytes of all texts. */
function searchByDots(network: Network, table: TextTable, entry: string, onHit: OnHit): void {
  const { bytes, count, starts, ends } = table;
  if (count === 0) return;
  const { dots } = network.tables;
  const range = newHostRange();
  const end = ends[count - 1]!;
  let text = 0;
  for (let at = nextTellingDot(bytes, dots, starts[0]!, end); at !== -1; ) {
    let next = at + 1;
    text = textAt(table, text, at);
    if (at >= starts[text]! && at < ends[text]!) {
      next = Math.max(next, hostAround(bytes, starts[text]!, ends[text]!, at, range));
      if (range[1] !== 0) reportHost(network, table, text, range[0]!, range[1]!, entry, onHit);
    }
    at = nextTellingDot(bytes, dots, next, end);
  }
}

/** The same for texts that overlap or lie in disorder. */
function searchEachText(network: Network, table: TextTable, entry: string, onHit: OnHit): void {
  const { bytes, count, starts, ends } = table;
  const range = newHostRange();
  for (let i = 0; i < count; i++) {
    for (let from = starts[i]!; from !== -1; ) {
      from = nextHost(bytes, starts[i]!, ends[i]!, from, range);
      if (from !== -1) reportHost(network, table, i, range[0]!, range[1]!, entry, onHit);
    }
  }
}

/** Bytes of any kind: each host is told by its own place. */
function searchText(network: Network, bytes: Uint8Array, entry: string, offset: number, onHit: OnHit): void {
  const { dots } = network.tables;
  const range = newHostRange();
  for (let at = nextTellingDot(bytes, dots, 0, bytes.length); at !== -1; ) {
    const next = Math.max(at + 1, hostAround(bytes, 0, bytes.length, at, range));
    if (range[1] !== 0) {
      reportClaims(network, bytes, range[0]!, range[1]!, bytes.length, { entry, offset: offset + range[0]! }, onHit);
    }
    at = nextTellingDot(bytes, dots, next, bytes.length);
  }
}

function reportHost(
  network: Network,
  { bytes, ends, offsets }: TextTable,
  text: number,
  start: number,
  end: number,
  entry: string,
  onHit: OnHit,
): void {
  reportClaims(network, bytes, start, end, ends[text]!, { entry, offset: offsets[text]! }, onHit);
}

function reportClaims(
  network: Network,
  bytes: Uint8Array,
  start: number,
  end: number,
  textEnd: number,
  where: Location,
  onHit: OnHit,
): void {
  const claims = claimsOn(network, bytes, start, end, textEnd);
  if (claims.length === 0) return;
  for (const { pattern, by, shared } of mostSpecific(claims)) {
    const value = pattern.kind === 'url' ? pattern.text : hostText(bytes, start, end);
    for (const { tracker, signature } of by) {
      onHit({
        tracker,
        signature,
        observation: { kind: 'host', value, where },
        relocated: false,
        shared,
        short: false,
      });
    }
  }
}
