/** The process around {@link main}: arguments in, exit code out. */
import { main } from './main.js';

// A reader that has seen enough (`| head`) closes the pipe; that is no failure, and the exit code stays what it was.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await main(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  now: () => performance.now(),
});
