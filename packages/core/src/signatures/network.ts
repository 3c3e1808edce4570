/** Signature kind `network`: hosts in strings, with label boundaries; the most specific pattern names the owner of a host. */
import type { Sink } from '../extractors/sink.js';
import { buildByteTrie } from './byte-trie.js';
import { forEachHost, hostAround, hostText, lowerCase } from './hosts.js';
import { keyOf, matchesHost, type NetworkPattern, parseNetworkPattern, urlStandsAt } from './network-pattern.js';
import type { TrackerRule } from './rule.js';
import type { OnHit, SignatureKind } from './signature-kind.js';
import { compileTellingDots, forEachTellingDot, type TellingDots } from './telling-dots.js';

export const network: SignatureKind = {
  id: 'network',
  compile(trackers) {
    const table = compileNetwork(trackers);
    return (onHit) => networkSink(table, onHit);
  },
};

/** One pattern and all signatures that use it. */
interface Claim {
  readonly pattern: NetworkPattern;
  /** Characters of the pattern: of several that match a host, the longest knows best whose it is. */
  readonly length: number;
  readonly by: { readonly tracker: number; readonly signature: string }[];
  shared: boolean;
}

/** Finds the claims on the host in `bytes[start, end)`; `textEnd` is where the text around it ends. */
type ClaimsOf = (bytes: Uint8Array, start: number, end: number, textEnd: number) => ReadonlySet<Claim>;

const nobody: ReadonlySet<Claim> = new Set();

/** All network patterns, compiled. */
interface NetworkTable {
  readonly claimsOf: ClaimsOf;
  readonly dots: TellingDots;
}

function compileNetwork(trackers: readonly TrackerRule[]): NetworkTable {
  const claims = collectClaims(trackers);
  return { claimsOf: compileClaims(claims), dots: compileTellingDots(claims.map(({ pattern }) => pattern)) };
}

function compileClaims(claims: readonly Claim[]): ClaimsOf {
  const domains = claims.filter((claim) => claim.pattern.kind === 'domain');
  const others = claims.filter((claim) => claim.pattern.kind !== 'domain');
  const encoder = new TextEncoder();
  // Domains are found from the end of a host backwards; the few other patterns by their literal beginning at a label.
  const bySuffix = buildByteTrie(domains.map(({ pattern }) => encoder.encode(keyOf(pattern)).reverse()));
  const byPrefix = buildByteTrie(others.map(({ pattern }) => encoder.encode(keyOf(pattern))));

  return (bytes, start, end, textEnd) => {
    let found: Set<Claim> | undefined;
    let node = 0;
    for (let at = end - 1; at >= start; at--) {
      node = bySuffix.next(node, lowerCase(bytes[at]!));
      if (node === -1) break;
      if (at > start && bytes[at - 1] !== 0x2e) continue;
      for (const index of bySuffix.values(node)) add(domains[index]!);
    }
    for (let label = start; label < end; label = labelAfter(bytes, label, end)) {
      node = 0;
      for (let at = label; at < end; at++) {
        node = byPrefix.next(node, lowerCase(bytes[at]!));
        if (node === -1) break;
        for (const index of byPrefix.values(node)) if (confirms(others[index]!.pattern, label)) add(others[index]!);
      }
    }
    return found ?? nobody;

    function add(claim: Claim): void {
      found = (found ?? new Set()).add(claim);
    }
    function confirms(pattern: NetworkPattern, label: number): boolean {
      if (pattern.kind === 'url') return urlStandsAt(pattern.text, bytes, label, textEnd);
      return matchesHost(pattern, hostText(bytes, start, end));
    }
  };
}

function collectClaims(trackers: readonly TrackerRule[]): Claim[] {
  const claims = new Map<string, Claim>();
  for (const [tracker, rule] of trackers.entries()) {
    for (const signature of rule.signatures.network) {
      if (signature.pattern === null) continue;
      const key = `${signature.kind} ${signature.pattern}`;
      const pattern = parseNetworkPattern(signature.kind, signature.pattern);
      const claim = claims.get(key) ?? { pattern, length: signature.pattern.length, by: [], shared: false };
      claim.shared ||= rule.shared.includes(signature.pattern) || claim.by.some((other) => other.tracker !== tracker);
      claim.by.push({ tracker, signature: signature.raw });
      claims.set(key, claim);
    }
  }
  return [...claims.values()];
}

function labelAfter(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) if (bytes[at] === 0x2e) return at + 1;
  return end;
}

function mostSpecific(claims: ReadonlySet<Claim>): readonly Claim[] {
  let longest: Claim[] = [];
  for (const claim of claims) {
    if (claim.length > (longest[0]?.length ?? 0)) longest = [claim];
    else if (claim.length === longest[0]?.length) longest.push(claim);
  }
  return longest;
}

function networkSink({ claimsOf, dots }: NetworkTable, onHit: OnHit): Pick<Sink, 'strings'> {
  return {
    strings(table, entry) {
      const { bytes, starts, ends } = table;
      const inText = (i: number) => (start: number, end: number) => {
        for (const claim of mostSpecific(claimsOf(bytes, start, end, ends[i]!))) {
          const value = claim.pattern.kind === 'url' ? claim.pattern.text : hostText(bytes, start, end);
          for (const { tracker, signature } of claim.by) {
            onHit({
              tracker,
              signature,
              observation: { kind: 'host', value, where: { entry, offset: starts[i]! } },
              relocated: false,
              shared: claim.shared,
              short: false,
            });
          }
        }
      };
      if (table.ordered) {
        forEachTellingDot(table, dots, (at, i) => hostAround(bytes, starts[i]!, ends[i]!, at, inText(i)));
      } else {
        for (let i = 0; i < table.count; i++) forEachHost(bytes, starts[i]!, ends[i]!, inText(i));
      }
    },
  };
}
