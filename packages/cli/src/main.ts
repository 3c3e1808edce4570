/** The command: arguments to a command, a command to an exit code, and every failure to a message. */
import type { Arguments, CommandName } from './commands/arguments.js';
import { commands } from './commands/registry.js';
import type { ExitCode } from './exit-codes.js';
import { sayFailure } from './failure.js';
import type { Io } from './io.js';
import { parseArguments } from './options/parse-arguments.js';

/**
 * Runs the command and never throws.
 *
 * @param argv the arguments after the name of the program
 * @returns the exit code; see `exitCodes`
 */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await run(await parseArguments(argv, io), io);
  } catch (failure) {
    return await sayFailure(failure, io, { debug: argv.includes('--debug') });
  }
}

/** Loads the module of a command only when it is the one to run. */
async function run<Name extends CommandName>(
  { command, told }: { readonly command: Name; readonly told: Arguments<Name> },
  io: Io,
): Promise<ExitCode> {
  const module = await commands[command]();
  return module.run(told, io);
}
