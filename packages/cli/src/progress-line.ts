/** One line on a terminal that says how far a long scan is, and goes away after. */
import { plainText } from '@trackerscope/reporters';
import type { Io } from './io.js';

/** Milliseconds that a scan may take before it is worth a line. */
const patience = 2000;
/** Milliseconds between two changes of the line. */
const pace = 100;

export interface ProgressLine {
  show(entriesDone: number, entriesTotal: number): void;
  clear(): void;
}

/** A line for the scan of one input; silent where standard error is no terminal. */
export function progressLine(name: string, io: Pick<Io, 'stderr' | 'now'>): ProgressLine {
  const begun = io.now();
  let last = begun;
  let shown = false;
  return {
    show(entriesDone, entriesTotal) {
      const time = io.now();
      // Asked in this order, so that a quick scan makes no stream for standard error.
      if (time - begun < patience || (shown && time - last < pace) || io.stderr.isTTY !== true) return;
      last = time;
      shown = true;
      const line = `Scanning ${plainText(name)}: ${entriesDone} of ${entriesTotal} entries`;
      // A line that wrapped could not be cleared. Cutting by UTF-16 units is right for all but the widest names.
      io.stderr.write(`\r\u001b[K${line.slice(0, (io.stderr.columns ?? 80) - 1)}`);
    },
    clear() {
      if (shown) io.stderr.write('\r\u001b[K');
      shown = false;
    },
  };
}
