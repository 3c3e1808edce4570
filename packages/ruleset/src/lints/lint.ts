/** The contract of a lint: one question asked of a set of rules. */
import type { CodeSignature, NetworkSignature, TrackerRule } from '@trackerscope/core';

/** Something that a lint found. */
export interface LintProblem {
  /** Id of the lint. */
  readonly lint: string;
  readonly severity: Severity;
  /** Id of the rule. */
  readonly rule: string;
  /** The member of the rule, as in `signatures.code[0]`. */
  readonly field: string;
  readonly message: string;
  /** What to do about it. */
  readonly advice: string;
}

/** An error always stands; a warning is settled by a `reason` in the signature it is about. */
type Severity = 'error' | 'warning';

/** What a lint says when it finds something. */
export interface LintFinding {
  readonly severity: Severity;
  readonly rule: TrackerRule;
  readonly field: string;
  readonly message: string;
  readonly advice: string;
  /** The signature it is about, where it is about one. */
  readonly signature?: CodeSignature | NetworkSignature;
}

/** One lint. Its id is the name of its file. */
export interface Lint {
  readonly id: string;
  /** Asks its question of all rules, in time that is linear in their size. Signatures that cannot be read are skipped. */
  check(rules: readonly TrackerRule[], report: (finding: LintFinding) => void): void;
}
