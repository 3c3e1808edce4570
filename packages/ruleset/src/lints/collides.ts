/** Lint: two rules that claim the same classes, hosts or number, so that a match cannot tell which of them is inside. */
import type { NetworkSignature, TrackerRule } from '@trackerscope/core';
import type { Lint, LintFinding } from './lint.js';
import {
  codeSignaturesOf,
  networkSignaturesOf,
  type PlacedCode,
  type PlacedNetwork,
  readCode,
  readNetwork,
} from './signatures-of.js';

export const collides = {
  id: 'collides',
  check(rules, report) {
    checkCode([...codeSignaturesOf(rules)], report);
    checkNetwork([...networkSignaturesOf(rules)], report);
    checkNumbers(rules, report);
  },
} as const satisfies Lint;

type Report = (finding: LintFinding) => void;

/**
 * Looks up every piece of every pattern that begins at a segment among all patterns: the cost is the square of a pattern's
 * length, not of the number of patterns.
 */
function checkCode(placed: readonly PlacedCode[], report: Report): void {
  const anchored = new Map<string, PlacedCode[]>();
  const floating = new Map<string, PlacedCode[]>();
  for (const one of placed) {
    const pattern = readCode(one.signature.pattern);
    if (pattern) add(pattern.floating ? floating : anchored, pattern.text, one);
  }
  for (const inner of placed) {
    const pattern = readCode(inner.signature.pattern);
    if (!pattern) continue;
    for (let start = 0; start >= 0; start = nextSegment(pattern.text, start)) {
      const outers = start === 0 && !pattern.floating ? anchored : floating;
      for (let end = start + 1; end <= pattern.text.length; end++) {
        for (const outer of outers.get(pattern.text.slice(start, end)) ?? []) {
          if (outer.rule === inner.rule || !covers(outer, pattern.text.slice(end))) continue;
          if (isExcepted(outer, pattern.text)) continue;
          report({
            severity: 'error',
            ...inner,
            message: `${inner.signature.pattern} lies within ${outer.signature.pattern} of ${outer.rule.id}`,
            advice:
              'Narrow one of the two, take the other out of it with except, or make one reading null with a reason.',
          });
        }
      }
    }
  }
}

/** Whether what follows the outer pattern's text in the inner one is still the outer pattern's. */
function covers(outer: PlacedCode, rest: string): boolean {
  const tail = readCode(outer.signature.pattern)!.tail;
  return rest === '' || tail === 'prefix' || rest.startsWith('/');
}

function isExcepted(outer: PlacedCode, text: string): boolean {
  return (outer.signature.except ?? []).some((prefix) => {
    const except = readCode(prefix)?.text;
    return except !== undefined && `${text}/`.startsWith(`${except}/`);
  });
}

function nextSegment(text: string, from: number): number {
  const slash = text.indexOf('/', from);
  return slash === -1 ? -1 : slash + 1;
}

function checkNumbers(rules: readonly TrackerRule[], report: Report): void {
  const first = new Map<number, TrackerRule>();
  for (const rule of rules) {
    if (rule.exodusId === null) continue;
    const other = first.get(rule.exodusId);
    if (!other) first.set(rule.exodusId, rule);
    else
      report({
        severity: 'error',
        rule,
        field: 'exodusId',
        message: `${rule.exodusId} is the number of ${other.id} too`,
        advice: 'Merge the two rules, or correct the number.',
      });
  }
}

function checkNetwork(placed: readonly PlacedNetwork[], report: Report): void {
  const byPattern = new Map<string, PlacedNetwork[]>();
  for (const one of placed) if (readNetwork(one.signature)) add(byPattern, keyOf(one, one.signature.pattern!), one);

  for (const inner of placed) {
    const pattern = inner.signature.pattern;
    if (!readNetwork(inner.signature) || pattern === null) continue;
    for (const outer of byPattern.get(keyOf(inner, pattern)) ?? []) {
      if (outer.rule === inner.rule || inner.rule.shared.includes(pattern)) continue;
      report({
        severity: 'error',
        ...inner,
        message: `${pattern} is claimed by ${outer.rule.id} too`,
        advice: 'List it in shared of both rules: it names their company, not one of them. Or make one reading null.',
      });
    }
    for (const [kind, wide] of widerThan(inner)) {
      for (const outer of byPattern.get(`${kind} ${wide}`) ?? []) {
        if (outer.rule === inner.rule || outer.rule.shared.includes(wide)) continue;
        report({
          severity: 'warning',
          ...outer,
          message: `${wide} takes in ${pattern} of ${inner.rule.id}`,
          advice: 'List the wide one in shared, narrow it, or state in reason why both are right.',
        });
      }
    }
  }
}

/** What a pattern that takes this one in can look like: a parent domain, its first labels left open, or one label of it. */
function* widerThan({ signature: { kind, pattern } }: PlacedNetwork): Generator<[NetworkSignature['kind'], string]> {
  const labels = pattern!.split('.');
  // A name has 127 labels at most (RFC 1035, section 2.3.4); more would only cost time.
  if (kind !== 'host' || labels.length > 127) return;
  for (let start = 1; start < labels.length; start++) yield ['host', labels.slice(start).join('.')];
  for (let start = 0; start < labels.length; start++) {
    for (let end = start + 1; end < labels.length; end++) {
      const open = `${labels.slice(start, end).join('.')}.*`;
      if (open !== pattern) yield ['host', open];
    }
  }
  for (const label of new Set(labels)) yield ['word', label];
}

function keyOf({ signature }: PlacedNetwork, pattern: string): string {
  return `${signature.kind} ${pattern}`;
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
