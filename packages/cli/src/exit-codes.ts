/** Exit codes: what each means, which one an error or a diagnostic asks for, and which one wins. */
import type { Code } from '@trackerscope/core';

/** What each exit code means, as the help prints it. */
export const exitCodes = {
  0: 'done, nothing that --fail-on asks about',
  1: 'findings that --fail-on asks about, or errors that rules lint found',
  2: 'wrong usage: an argument, an id or the output path cannot be used',
  3: 'input unreadable: an app or a rules file',
  4: 'done, but parts were unreadable, a limit was hit or a signature is invalid',
  5: 'internal error',
} as const;

export type ExitCode = keyof typeof exitCodes;

/** The table as the help prints it. */
export function exitCodeTable(): string {
  return ['Exit codes:', ...Object.entries(exitCodes).map(([code, meaning]) => `  ${code}  ${meaning}`)].join('\n');
}

/** From the most to the least serious; where several apply, for example to several files, the first of them is given. */
export const bySeriousness: readonly ExitCode[] = [5, 2, 3, 1, 4, 0];

/** The most serious of several exit codes, 0 of none. */
export function mostSerious(all: readonly ExitCode[]): ExitCode {
  return bySeriousness.find((code) => all.includes(code)) ?? 0;
}

/** The exit code when an error with this code ends a command or the scan of one file. */
export function exitCodeOfError(code: Code): ExitCode {
  return meaningOfCode[code].thrown;
}

/** The exit code that a diagnostic asks for: 4 when part of the app was not seen or is not what it says, 0 when it is a mere remark. */
export function exitCodeOfDiagnostic(code: Code): ExitCode {
  return meaningOfCode[code].noted;
}

interface Meaning {
  readonly thrown: ExitCode;
  readonly noted: 0 | 4;
}

/** The whole input, or a part that mattered, could not be read or is not what it says. */
const gap: Meaning = { thrown: 3, noted: 4 };
/** Odd, but everything was read as Android reads it. */
const remark: Meaning = { thrown: 3, noted: 0 };
const usage: Meaning = { thrown: 2, noted: 4 };

/** Each code of errors.ts; the compiler finds one that is missing here. */
const meaningOfCode: Readonly<Record<Code, Meaning>> = {
  'input/not-found': gap,
  'input/is-directory': gap,
  'input/unreadable': gap,
  'input/empty': gap,
  'input/not-an-app': gap,
  'input/different-apps': gap,
  'input/no-app-parts': gap,
  'zip/no-end-record': gap,
  'zip/truncated-directory': gap,
  'zip/bad-entry': gap,
  'zip/bad-data': gap,
  'zip/size-mismatch': remark,
  'zip/trailing-bytes': remark,
  'zip/unknown-method': remark,
  'zip/encrypted-flag': remark,
  'zip/duplicate-name': remark,
  'zip/jszip-refused': remark,
  'dex/bad-magic': gap,
  'dex/unknown-version': remark,
  'dex/truncated': gap,
  'dex/bad-offset': gap,
  'dex/bad-index': gap,
  'dex/bad-string': gap,
  'dex/overlap': gap,
  'dex/bad-endian': remark,
  'dex/checksum': remark,
  'axml/bad-chunk': gap,
  'axml/truncated': gap,
  'arsc/bad-chunk': gap,
  // A label that lives in a split which is not there hides no tracker.
  'arsc/unresolved': remark,
  'elf/bad-header': gap,
  'elf/truncated': gap,
  'elf/bad-offset': gap,
  'elf/bad-sections': remark,
  'elf/overlap': gap,
  'elf/out-of-reach': gap,
  'hermes/unknown-version': remark,
  'hermes/bad-layout': gap,
  'hermes/delta-form': gap,
  'hermes/truncated': gap,
  'hermes/bad-offset': gap,
  'hermes/overlap': gap,
  'dotnet/bad-header': gap,
  'dotnet/no-metadata': gap,
  'dotnet/truncated': gap,
  'dotnet/bad-item': gap,
  'dotnet/bad-store': gap,
  'dotnet/bad-compression': gap,
  'unity/bad-magic': gap,
  'unity/unknown-version': remark,
  'unity/truncated': gap,
  'unity/bad-item': gap,
  'flutter/bad-kernel': gap,
  'flutter/bad-manifest': gap,
  'versions/unreadable': remark,
  'class/bad-magic': gap,
  'class/truncated': gap,
  'class/bad-constant': gap,
  'proto/truncated': gap,
  'proto/bad-field': gap,
  'manifest/missing': gap,
  'manifest/unreadable': gap,
  'app/no-base': gap,
  'app/missing-splits': gap,
  'app/duplicate-split': remark,
  'app/foreign-split': remark,
  'class-list/bad-line': gap,
  'signing/bad-block': gap,
  'signing/bad-signature-file': gap,
  'signing/bad-certificate': gap,
  'signing/stripped': remark,
  'signing/split-mismatch': remark,
  'signing/invalid': gap,
  'limit/entries': gap,
  'limit/entry-bytes': gap,
  'limit/total-bytes': gap,
  'limit/parts': gap,
  'limit/nesting': gap,
  'limit/xml': gap,
  'limit/resource-bytes': gap,
  'limit/items': gap,
  'limit/string-units': gap,
  'limit/matches': gap,
  'limit/diagnostics': gap,
  'rules/not-found': gap,
  'rules/bad-json': gap,
  'rules/bad-field': gap,
  'rules/bad-pattern': gap,
  'rules/duplicate-id': gap,
  'rules/unknown-id': usage,
  'output/unwritable': usage,
  'internal/extractor': { thrown: 5, noted: 4 },
};
