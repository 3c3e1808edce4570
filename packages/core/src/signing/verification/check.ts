/** SignatureCheck: what was checked of one signature, and what came out. */
import type { SignatureScheme } from '../signing.js';

/** `not-checked` says nothing about the signature; the reason says why. */
export type CheckResult = 'valid' | 'invalid' | 'not-checked';

/** What verifying one signature gave. Whether Android trusts the certificate is no question: it trusts any. */
export interface SignatureCheck {
  /** Where the APK lies in the input; empty for the input itself. */
  readonly apk: string;
  readonly scheme: SignatureScheme;
  /** SHA-256 of the certificate whose key should have signed; null where there is none. */
  readonly signer: string | null;
  /** The v1 signature file, or null in the signing block. */
  readonly entry: string | null;
  /** Whether that key made the signature over the list of digests. */
  readonly signature: CheckResult;
  /** Whether the bytes of the APK have those digests. */
  readonly digests: CheckResult;
  /** Whether each certificate of the lineage handed over to the next; null where there is no lineage. */
  readonly lineage: CheckResult | null;
  /** Why something is invalid or was not checked, in sentences; empty when everything is valid. */
  readonly reasons: readonly string[];
}

/** What verifying may still cost; shared by all APKs of a split set. */
export interface VerifyBudget {
  /** Bytes that entries may inflate to. */
  bytesLeft: number;
  /** Signatures that may be verified. */
  signaturesLeft: number;
}

/** One result and, unless it is valid, the reason. */
export interface Outcome {
  readonly result: CheckResult;
  readonly reason: string | null;
}

export const valid: Outcome = { result: 'valid', reason: null };

export function invalid(reason: string): Outcome {
  return { result: 'invalid', reason };
}

export function notChecked(reason: string): Outcome {
  return { result: 'not-checked', reason };
}

/** Of several ways to say the same: invalid when one is, valid when at least one could be checked. */
export function eitherOf(outcomes: readonly Outcome[], nothing: string): Outcome {
  return firstOf(['invalid', 'valid', 'not-checked'], outcomes) ?? notChecked(nothing);
}

/** Of several that must all be right: valid only when each could be checked. */
export function allOf(outcomes: readonly Outcome[], nothing: string): Outcome {
  return firstOf(['invalid', 'not-checked', 'valid'], outcomes) ?? notChecked(nothing);
}

function firstOf(order: readonly CheckResult[], outcomes: readonly Outcome[]): Outcome | undefined {
  const [result] = order.filter((one) => outcomes.some((outcome) => outcome.result === one));
  return outcomes.find((outcome) => outcome.result === result);
}

/** The sentences of what is not valid, each once. */
export function reasonsOf(outcomes: readonly (Outcome | null)[]): string[] {
  return [...new Set(outcomes.flatMap((outcome) => outcome?.reason ?? []))];
}
