/** The census: how many distinct classes were seen, and how many of their names say nothing. */
import type { Sink } from './extractors/sink.js';
import { startNameSet } from './name-set.js';
import type { Coverage, Obfuscation } from './report.js';
import { classNameRange } from './signatures/code.js';

/** A sink that counts. */
export interface Census extends Pick<Sink, 'classes' | 'strings'> {
  counts(): Pick<Coverage, 'classesDefined' | 'classesReferenced' | 'strings' | 'dexFiles'>;
  obfuscation(): Obfuscation;
}

/** Starts a census. */
export function startCensus(): Census {
  const defined = startNameSet();
  const named = startNameSet();
  let unreadable = 0;
  let strings = 0;
  let dexFiles = 0;

  return {
    classes({ pool, defined: definedIndices, types }) {
      dexFiles++;
      const { bytes, starts, ends } = pool;
      for (const index of definedIndices) {
        const range = classNameRange(bytes, starts[index]!, ends[index]!);
        if (!range) continue;
        if (defined.add(bytes, range.start, range.end) && isUnreadable(bytes, range.start, range.end)) unreadable++;
      }
      for (const index of types) {
        const range = classNameRange(bytes, starts[index]!, ends[index]!);
        if (range) named.add(bytes, range.start, range.end);
      }
    },
    strings(table) {
      strings += table.count;
    },
    counts() {
      const classesReferenced = named.countNotIn(defined);
      return { classesDefined: defined.size(), classesReferenced, strings, dexFiles };
    },
    obfuscation() {
      return { score: defined.size() === 0 ? null : Math.round((unreadable / defined.size()) * 1000) / 1000 };
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
