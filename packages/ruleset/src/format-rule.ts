/** Rule files, written: members in one order, short lists on one line, so that two people write the same bytes. */
import type { CodeSignature, NetworkSignature, TrackerRule } from '@trackerscope/core';

const lineWidth = 120;

/** The text of the file of a rule, with a final newline. `parseRule` reads it back as the same rule. */
export function formatRule(rule: TrackerRule): string {
  return `${format(inOrder(rule), '', 0)}\n`;
}

function inOrder(rule: TrackerRule): TrackerRule {
  const { owner, source, published } = rule;
  return {
    id: rule.id,
    exodusId: rule.exodusId,
    name: rule.name,
    aliases: rule.aliases,
    website: rule.website,
    categories: { exodus: rule.categories.exodus, trackerscope: rule.categories.trackerscope },
    owner: owner && { name: owner.name, location: owner.location, packages: owner.packages },
    status: rule.status,
    source: { name: source.name, date: source.date, firstListed: source.firstListed },
    published: { code: published.code, network: published.network },
    signatures: {
      code: rule.signatures.code.map(codeInOrder),
      network: rule.signatures.network.map(networkInOrder),
    },
    shared: rule.shared,
  };
}

function codeInOrder({ raw, pattern, except, reason, hits, misses }: CodeSignature): CodeSignature {
  return { raw, pattern, ...(except && { except }), ...(reason !== undefined && { reason }), hits, misses };
}

function networkInOrder({ raw, kind, pattern, reason, hits, misses }: NetworkSignature): NetworkSignature {
  return { raw, kind, pattern, ...(reason !== undefined && { reason }), hits, misses };
}

/** `used`: characters of the line before this value. */
function format(value: unknown, indent: string, used: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Array.isArray(value) ? value : Object.values(value);
  const keys = Array.isArray(value) ? null : Object.keys(value).map((key) => `${JSON.stringify(key)}: `);
  const [open, close] = keys ? ['{', '}'] : ['[', ']'];
  if (members.length === 0) return open + close;
  const pad = keys ? ' ' : '';

  if (members.every(isScalar)) {
    const line =
      open + pad + members.map((member, i) => (keys?.[i] ?? '') + JSON.stringify(member)).join(', ') + pad + close;
    if (used + line.length < lineWidth) return line;
  }
  const inner = `${indent}  `;
  const lines = members.map((member, i) => {
    const key = keys?.[i] ?? '';
    return inner + key + format(member, inner, inner.length + key.length);
  });
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}
