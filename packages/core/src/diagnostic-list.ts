/** The diagnostics of one scan: bounded, sorted, and summed up as limits hit. */
import { type Diagnostic, type Report, ScanError } from './errors.js';
import type { Limits } from './limits.js';
import { compareCodeUnits, compareLocations } from './order.js';

/** Collects diagnostics. */
export interface DiagnosticList {
  readonly report: Report;
  /** Keeps a caught ScanError as a diagnostic; throws anything else on. */
  keep(error: unknown, entry: string): void;
  /** All that were kept, sorted by place, code and message. */
  sorted(): readonly Diagnostic[];
  /** The codes of all limits that were hit, sorted. */
  limitsHit(): readonly string[];
}

/** Starts a list that keeps `limits.maxDiagnostics` and counts the rest. */
export function startDiagnostics(limits: Limits): DiagnosticList {
  const kept: Diagnostic[] = [];
  const limitCodes = new Set<string>();
  let dropped = 0;

  const report: Report = (diagnostic) => {
    if (diagnostic.code.startsWith('limit/')) limitCodes.add(diagnostic.code);
    if (kept.length < limits.maxDiagnostics) kept.push(diagnostic);
    else dropped++;
  };

  return {
    report,
    keep(error, entry) {
      if (!(error instanceof ScanError)) throw error;
      report({ code: error.code, where: error.where.length > 0 ? error.where : [{ entry }], message: error.message });
    },
    sorted() {
      // What two parts of the scan noticed about the same place is said once: entries are read for trackers and for signatures.
      const all = [...kept].sort(compareDiagnostics).filter((one, i, them) => i === 0 || !isSame(one, them[i - 1]!));
      if (dropped === 0) return all;
      const message = `Expected at most ${limits.maxDiagnostics} diagnostics; ${dropped} more are not listed.`;
      return [...all, { code: 'limit/diagnostics', where: [], message }];
    },
    limitsHit() {
      if (dropped > 0) limitCodes.add('limit/diagnostics');
      return [...limitCodes].sort(compareCodeUnits);
    },
  };
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return compareDiagnostics(a, b) === 0 && a.where.length === b.where.length;
}

const nowhere = { entry: '\u{10ffff}' };

/** By place, code and message; what is about no place comes last. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareLocations(a.where[0] ?? nowhere, b.where[0] ?? nowhere) ||
    compareCodeUnits(a.code, b.code) ||
    compareCodeUnits(a.message, b.message)
  );
}
