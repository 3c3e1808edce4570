/** The process around {@link main}: arguments in, exit code out. */
import { exitCodeOfError } from './exit-codes.js';
import { main } from './main.js';

// Making one of the three streams costs milliseconds, and most runs need one alone: each is made when it is first asked for.
const streams = {
  get stdin() {
    return process.stdin;
  },
  get stdout() {
    return listenedTo('stdout', (error) => {
      // A reader that has seen enough (`| head`) closes the pipe; that is no failure, and the exit code stays what it was.
      if (error.code === 'EPIPE') return;
      streams.stderr.write(`error: standard output cannot be written: ${error.message} (output/unwritable)\n`);
      process.exit(exitCodeOfError('output/unwritable'));
    });
  },
  get stderr() {
    // Nobody is left to be told.
    return listenedTo('stderr', () => {});
  },
};

function listenedTo(name: 'stdout' | 'stderr', onError: (error: NodeJS.ErrnoException) => void) {
  const stream = process[name];
  if (stream.listenerCount('error') === 0) stream.on('error', onError);
  return stream;
}

const io = Object.assign(streams, { env: process.env, now: () => performance.now() });
// No `await` here: the bundle is CommonJS, which has none outside of functions.
main(process.argv.slice(2), io).then((exit) => {
  process.exitCode = exit;
});
