/** What is known while one binary XML file is read. */
import type { Code, Report } from '../../errors.js';
import type { Limits } from '../../limits.js';
import type { XmlPart } from './xml-part.js';
import type { XmlStrings } from './xml-strings.js';
import type { XmlWriter } from './xml-writer.js';

/**
 * One file being read. A plain object made in one place, because V8 throws away the machine code of loops over a class whose
 * instances all died in a garbage collection, which would be after each file.
 */
export interface AxmlScan {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly limits: Limits;
  readonly report: Report;
  readonly where: string;
  readonly writer: XmlWriter;
  /** Where the document ends. */
  end: number;
  strings: XmlStrings;
  /** Where the resource ids of attributes lie, one for each of the first strings. */
  resourceIds: number;
  /** For each of those strings the attribute name that Android knows by its id. */
  frameworkNames: readonly (string | undefined)[];
  /** What is wanted in the document, and in each open element that is written. */
  readonly wanted: XmlPart[];
  /** Open elements that are left out: not wanted, or too deep. */
  leftOut: number;
  /** Elements so far, and their attributes. */
  nodes: number;
  /** The element in which an attribute was last written, by its name with prefix; elements are told by `nodes`. */
  readonly lastWritten: Map<string, number>;
  /** Whether the root's end was read, or a limit is reached. */
  done: boolean;
  notes: number;
}

/** Elements whose end has not come yet. */
export function depthOf(scan: AxmlScan): number {
  return scan.wanted.length - 1 + scan.leftOut;
}

/** Reports what is odd at `offset`. */
export function note(scan: AxmlScan, code: Code, offset: number, message: string): void {
  // Beyond the bound nothing is kept.
  if (scan.notes++ > scan.limits.maxDiagnostics) return;
  scan.report({ code, where: [{ entry: scan.where, offset }], message });
}
