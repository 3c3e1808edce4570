/** Multiplies a ruleset: each copy of a rule looks for a vendor of its own that does not exist. */
import type { Ruleset, TrackerRule } from '@trackerscope/core';

/** The rules themselves and `times - 1` renamed copies of each; what is found in a real app stays the same. */
export function multiplyRules(rules: Ruleset, times: number): Ruleset {
  const trackers = Array.from({ length: times }, (_, copy) =>
    copy === 0 ? rules.trackers : rules.trackers.map((rule) => rename(rule, `zq${copy}`)),
  ).flat();
  return { ...rules, name: `${rules.name} times ${times}`, trackers };
}

function rename(rule: TrackerRule, suffix: string): TrackerRule {
  const code = (pattern: string) => renameCode(pattern, suffix);
  const host = (pattern: string) => renameHost(pattern, suffix);
  return {
    ...rule,
    id: `${rule.id}-${suffix}`,
    exodusId: null,
    published: { code: null, network: null },
    signatures: {
      code: rule.signatures.code.map((signature) => ({
        ...signature,
        raw: code(signature.raw),
        pattern: signature.pattern && code(signature.pattern),
        ...(signature.except ? { except: signature.except.map(code) } : {}),
      })),
      network: rule.signatures.network.map((signature) => ({
        ...signature,
        raw: host(signature.raw),
        pattern: signature.pattern && host(signature.pattern),
      })),
    },
    shared: rule.shared.map(host),
  };
}

/** `com.vendor.sdk.` to `com.vendorzq1.sdk.`: the label behind the first dot, so that exceptions stay below their pattern. */
function renameCode(pattern: string, suffix: string): string {
  return pattern.replace(/(?<=\.)[A-Za-z]\w*|^\w+$/, (label) => label + suffix);
}

/** `api.vendor.com` to `apizq1.vendor.com`: the first letters, whatever else the pattern holds. */
function renameHost(pattern: string, suffix: string): string {
  return pattern.replace(/[A-Za-z][\w-]*/, (label) => label + suffix);
}
