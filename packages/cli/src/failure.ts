/** What is said when something fails: what, where, what to try. */
import { isScanError, type ScanError } from '@trackerscope/core';
import { didYouMean } from './close-matches.js';
import { type ExitCode, exitCodeOfError } from './exit-codes.js';
import type { Io } from './io.js';
import { pageOf } from './page-of.js';
import { UsageError } from './usage-error.js';

/** How failures are to be shown. */
export interface FailureOptions {
  readonly color?: boolean | undefined;
  /** Print the stack of an internal error. */
  readonly debug: boolean;
  /** What was being done: the file that was scanned. */
  readonly about?: string;
}

/** Says on standard error what went wrong, and answers with the exit code for it. */
export async function sayFailure(failure: unknown, io: Io, options: FailureOptions): Promise<ExitCode> {
  const { caution, faint, flow, wrong } = await import('@trackerscope/reporters');
  const page = pageOf(io.stderr, io.env, options.color);
  const about = options.about === undefined ? '' : `${options.about}: `;
  const say = (what: string, lines: readonly string[], note = '') => {
    const [first = '', ...others] = lines;
    // The library names a path where it could not be opened; said once is enough.
    const named = first.startsWith(about) || first.includes(` at ${options.about}; `);
    const said = named ? first : about + first;
    const all = [
      ...flow(page, [wrong(`${what}:`), ` ${said}`, faint(note)], 0, 2),
      ...others.flatMap((line) => flow(page, [caution('try:'), ` ${line}`], 2, 4)),
    ];
    io.stderr.write(`${all.join('\n')}\n`);
  };
  if (failure instanceof UsageError) {
    say('usage', [failure.message, ...(failure.advice === undefined ? [] : [failure.advice])]);
    return 2;
  }
  if (isScanError(failure)) {
    say('error', [messageOf(failure), ...(failure.advice === undefined ? [] : [failure.advice])], ` (${failure.code})`);
    return exitCodeOfError(failure.code);
  }
  const { name, message, stack } = failure instanceof Error ? failure : new Error(String(failure));
  say('internal error', [
    `${name}: ${message}`,
    'This is a fault in TrackerScope. Please report it, with what --debug prints and, if you can, the file.',
  ]);
  if (options.debug)
    for (const line of (stack ?? '').split('\n')) io.stderr.write(`${flow(page, [faint(line)], 2).join('\n')}\n`);
  return 5;
}

/** The message, and the place where it does not name it itself. */
function messageOf({ message, where: [place] }: ScanError): string {
  if (place === undefined || message.includes(place.entry)) return message;
  const offset = place.offset === undefined ? '' : ` at 0x${place.offset.toString(16)}`;
  return `${message} In ${place.entry}${offset}.`;
}

/** An error for a word that is none of those there are. */
export function unknownWord(what: string, word: string, known: Iterable<string>, otherwise?: string): UsageError {
  return new UsageError(`${what}: ${word}`, didYouMean(word, known) ?? otherwise);
}
