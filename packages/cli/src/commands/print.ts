/** Prints text that the argument parser made: help, version, completion script. */
import type { ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import type { Arguments } from './arguments.js';

export async function run({ text }: Arguments<'print'>, { stdout }: Io): Promise<ExitCode> {
  stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  return 0;
}
