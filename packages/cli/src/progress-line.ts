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
export function progressLine(name: string, { stderr, now }: Pick<Io, 'stderr' | 'now'>): ProgressLine {
  const begun = now();
  let last = begun;
  let shown = false;
  return {
    show(entriesDone, entriesTotal) {
      const time = now();
      if (stderr.isTTY !== true || time - begun < patience || (shown && time - last < pace)) return;
      last = time;
      shown = true;
      const line = `Scanning ${plainText(name)}: ${entriesDone} of ${entriesTotal} entries`;
      // A line that wrapped could not be cleared. Cutting by UTF-16 units is right for all but the widest names.
      stderr.write(`\r\u001b[K${line.slice(0, (stderr.columns ?? 80) - 1)}`);
    },
    clear() {
      if (shown) stderr.write('\r\u001b[K');
      shown = false;
    },
  };
}
