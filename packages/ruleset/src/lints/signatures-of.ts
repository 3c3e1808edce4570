/** The signatures of rules, one after the other, with what each lint wants to know of them. */
import {
  type CodeSignature,
  type NetworkSignature,
  parseCodePattern,
  parseNetworkPattern,
  type TrackerRule,
} from '@trackerscope/core';

/** A code signature and where it stands. */
export interface PlacedCode {
  readonly kind: 'code';
  readonly rule: TrackerRule;
  readonly field: string;
  readonly signature: CodeSignature;
}

/** A network signature and where it stands. */
export interface PlacedNetwork {
  readonly kind: 'network';
  readonly rule: TrackerRule;
  readonly field: string;
  readonly signature: NetworkSignature;
}

export function* codeSignaturesOf(rules: readonly TrackerRule[]): Generator<PlacedCode> {
  for (const rule of rules) {
    for (const [i, signature] of rule.signatures.code.entries())
      yield { kind: 'code', rule, field: `signatures.code[${i}]`, signature };
  }
}

export function* networkSignaturesOf(rules: readonly TrackerRule[]): Generator<PlacedNetwork> {
  for (const rule of rules) {
    for (const [i, signature] of rule.signatures.network.entries())
      yield { kind: 'network', rule, field: `signatures.network[${i}]`, signature };
  }
}

export function* signaturesOf(rules: readonly TrackerRule[]): Generator<PlacedCode | PlacedNetwork> {
  yield* codeSignaturesOf(rules);
  yield* networkSignaturesOf(rules);
}

/** A code pattern, read, or null when there is none or it cannot be read (which is another lint's business). */
export function readCode(pattern: string | null): ReturnType<typeof parseCodePattern> | null {
  return pattern === null ? null : orNull(() => parseCodePattern(pattern));
}

/** A network pattern, read, or null when there is none or it cannot be read. */
export function readNetwork({ kind, pattern }: NetworkSignature): ReturnType<typeof parseNetworkPattern> | null {
  return pattern === null ? null : orNull(() => parseNetworkPattern(kind, pattern));
}

function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
