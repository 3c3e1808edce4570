/** The process around {@link main}: arguments in, exit code out. */
import { exitCodeOfError } from './exit-codes.js';
import { main } from './main.js';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) closes the pipe; that is no failure, and the exit code stays what it was.
  if (error.code === 'EPIPE') return;
  process.stderr.write(`error: standard output cannot be written: ${error.message} (output/unwritable)\n`);
  process.exit(exitCodeOfError('output/unwritable'));
});
// Nobody is left to be told.
process.stderr.on('error', () => {});

process.exitCode = await main(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  now: () => performance.now(),
});
