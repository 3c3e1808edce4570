/** A small rule that is right in every way, to be made wrong in one. */
import type { CodeSignature, NetworkSignature, TrackerRule } from '@trackerscope/core';
import { proveCode, proveNetwork } from '../src/proofs.js';

/** A rule with the given signatures; `published` follows them. */
export function ruleLike(changes: Partial<TrackerRule> = {}): TrackerRule {
  const signatures = changes.signatures ?? { code: [codeLike('com.vendorname.sdk.')], network: [] };
  return {
    id: 'vendorname',
    exodusId: null,
    name: 'Vendorname',
    aliases: [],
    website: 'https://vendorname.com/',
    categories: { exodus: ['Analytics'], trackerscope: ['analytics'] },
    owner: { name: 'Vendorname', location: null, packages: ['com.vendorname.'] },
    status: 'unknown',
    source: { name: 'Test', date: '2026-01-01', firstListed: null },
    published: { code: publishedOf(signatures.code), network: publishedOf(signatures.network) },
    signatures,
    shared: [],
    ...changes,
  };
}

/** A rule with one code signature: the pattern, plainly published and proven, then changed. */
export function withCode(pattern: string, changes: Partial<CodeSignature> = {}): TrackerRule {
  return ruleLike({ signatures: { code: [codeLike(pattern, changes)], network: [] } });
}

/** A rule with one host signature: the pattern, plainly published and proven, then changed. */
export function withHost(pattern: string, changes: Partial<NetworkSignature> = {}): TrackerRule {
  return ruleLike({ signatures: { code: [], network: [hostLike(pattern, changes)] } });
}

/** A rule with one signature of kind `word`: any host with that label. */
export function withWord(pattern: string): TrackerRule {
  const word: NetworkSignature = { raw: pattern, kind: 'word', pattern, ...proveNetwork('word', pattern) };
  return ruleLike({ signatures: { code: [], network: [word] } });
}

export function codeLike(pattern: string, changes: Partial<CodeSignature> = {}): CodeSignature {
  return { raw: pattern, pattern, ...proveCode(pattern), ...changes };
}

export function hostLike(pattern: string, changes: Partial<NetworkSignature> = {}): NetworkSignature {
  return { raw: pattern.replaceAll('.', '\\.'), kind: 'host', pattern, ...proveNetwork('host', pattern), ...changes };
}

function publishedOf(signatures: readonly { readonly raw: string }[]): string | null {
  return signatures.length === 0 ? null : signatures.map(({ raw }) => raw).join('|');
}
