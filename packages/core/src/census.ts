/** The census: how many distinct classes were seen, and how many of their names say nothing. */
import type { Sink } from './extractors/sink.js';
import { startNameCount } from './name-count.js';
import type { Coverage, Obfuscation } from './report.js';
import { classNameRange } from './signatures/code.js';

/** A sink that counts. */
export interface Census extends Pick<Sink, 'classes' | 'strings'> {
  counts(): Pick<Coverage, 'classesDefined' | 'classesReferenced' | 'strings' | 'dexFiles'>;
  obfuscation(): Obfuscation;
}

/** Starts a census. */
export function startCensus(): Census {
  const names = startNameCount();
  let unreadable = 0;
  let strings = 0;
  let dexFiles = 0;

  return {
    classes({ pool, defined, types }) {
      dexFiles++;
      const { bytes, starts, ends } = pool;
      const definedHere = new Uint8Array(pool.count);
      for (const index of defined) {
        definedHere[index] = 1;
        const range = classNameRange(bytes, starts[index]!, ends[index]!);
        if (range && names.define(bytes, range.start, range.end) && isUnreadable(bytes, range.start, range.end))
          unreadable++;
      }
      for (const index of types) {
        if (definedHere[index] === 1) continue;
        const range = classNameRange(bytes, starts[index]!, ends[index]!);
        if (range) names.name(bytes, range.start, range.end);
      }
    },
    strings(table) {
      strings += table.count;
    },
    counts: () => ({ classesDefined: names.defined(), classesReferenced: names.onlyNamed(), strings, dexFiles }),
    obfuscation() {
      const defined = names.defined();
      return { score: defined === 0 ? null : Math.round((unreadable / defined) * 1000) / 1000 };
    },
  };
}

/**
 * Whether the last two segments of a class name have three letters or fewer each, as renaming leaves them (`a/b/c`, `ab/a$b`).
 * An inner class is judged by the class around it.
 */
function isUnreadable(bytes: Uint8Array, start: number, end: number): boolean {
  let slash = end;
  let lengthOfLast = 0;
  for (let at = end - 1; at >= start; at--) {
    if (bytes[at] === 0x2f) {
      slash = at;
      break;
    }
    lengthOfLast = bytes[at] === 0x24 && at > start && bytes[at - 1] !== 0x2f ? 0 : lengthOfLast + 1;
  }
  if (lengthOfLast > 3) return false;
  if (slash === end) return true;
  let lengthBefore = 0;
  for (let at = slash - 1; at >= start && bytes[at] !== 0x2f; at--) lengthBefore++;
  return lengthBefore <= 3;
}
