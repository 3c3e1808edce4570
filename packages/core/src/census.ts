/** The census: how many distinct classes were seen, and how many of their names say nothing. */
import type { ClassTable, Sink } from './extractors/sink.js';
import { defineName, mentionName, type NameCount, startNameCount } from './name-count.js';
import type { Coverage, Obfuscation } from './report.js';

/** A sink that counts. */
export interface Census extends Pick<Sink, 'classes' | 'strings'> {
  counts(): Pick<Coverage, 'classesDefined' | 'classesReferenced' | 'strings' | 'dexFiles' | 'classFiles'>;
  obfuscation(): Obfuscation;
}

/** Starts a census. */
export function startCensus(): Census {
  const names = startNameCount();
  let unreadable = 0;
  let strings = 0;
  const files = { dex: 0, 'class-file': 0, 'class-list': 0, symbols: 0 };

  return {
    classes(table) {
      files[table.format]++;
      unreadable += countNames(names, table);
    },
    strings(table) {
      strings += table.count;
    },
    counts: () => ({
      classesDefined: names.defined,
      classesReferenced: names.onlyMentioned,
      strings,
      dexFiles: files.dex,
      classFiles: files['class-file'],
    }),
    obfuscation() {
      const { defined } = names;
      return { score: defined === 0 ? null : Math.round((unreadable / defined) * 1000) / 1000 };
    },
  };
}

/** Counts the names of a table; returns how many newly defined ones say nothing. */
function countNames(names: NameCount, { bytes, count, defined, starts, ends }: ClassTable): number {
  let unreadable = 0;
  for (let i = 0; i < defined; i++) {
    if (defineName(names, bytes, starts[i]!, ends[i]!) && isUnreadable(bytes, starts[i]!, ends[i]!)) unreadable++;
  }
  for (let i = defined; i < count; i++) mentionName(names, bytes, starts[i]!, ends[i]!);
  return unreadable;
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
