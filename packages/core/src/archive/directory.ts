/** Reads the central directory of a ZIP by position, as tolerant as Android's libziparchive and a little more. */
import { type Code, type Diagnostic, ScanError } from '../errors.js';
import type { Limits } from '../limits.js';
import type { ByteSource } from '../source/byte-source.js';
import { findCutDirectory } from './cut-directory.js';
import { type DirectoryEntry, readRecord } from './directory-record.js';
import { type EndRecord, findEndRecord, locateDirectory } from './end-record.js';
import { archivePlace, entryPath } from './place.js';

/** The central directory of an archive. */
export interface Directory {
  /** Every record, those of directories included, in file order. */
  readonly records: readonly DirectoryEntry[];
  readonly diagnostics: readonly Diagnostic[];
  /** Where the first record lies in the source. */
  readonly start: number;
  /** Whether every record that the end record promises was read. */
  readonly complete: boolean;
  /** Absent when the archive was cut inside its directory. */
  readonly end: EndRecord | undefined;
}

/** Where the records are, before they are read. */
interface Extent {
  readonly start: number;
  readonly stop: number;
  /** Bytes before the archive that its offsets do not count. */
  readonly shift: number;
  readonly end: EndRecord | undefined;
}

/** Bytes read at once; no record is longer than a fifth of it. */
const blockLength = 1024 * 1024;

/**
 * Reads the records of the directory, up to `limits.maxEntries`. A directory that is cut short gives the part that is
 * whole, where libziparchive (ParseZipArchive) gives up. Records are read for as long as there are some: the count of
 * the end record has 16 bits, and archives of 65,536 entries without ZIP64 say 0.
 * @throws ScanError `zip/no-end-record` when there is neither an end record nor a directory that reaches the end.
 */
export async function readDirectory(source: ByteSource, where: string, limits: Limits): Promise<Directory> {
  const extent = await findExtent(source, where);
  const { records, overrun, limited } = await readRecords(source, extent, limits.maxEntries);
  const expected = extent.end?.count;
  const cut = expected === undefined || overrun || (!limited && records.length < expected);
  const diagnostics: Diagnostic[] = [];
  const note = (code: Code, message: string) => diagnostics.push({ code, where: archivePlace(where), message });
  if (cut) {
    const promise =
      expected === undefined ? 'an end record after the directory' : `${expected} whole directory records`;
    note('zip/truncated-directory', `Expected ${promise}; ${records.length} records could be read.`);
  }
  if (limited) {
    note(
      'limit/entries',
      `Expected at most ${limits.maxEntries} entries, and the directory goes on; the rest are skipped.`,
    );
  }
  const trailing = extent.end === undefined ? 0 : source.size - extent.end.archiveEnd;
  if (trailing > 0)
    note('zip/trailing-bytes', `Expected the archive to end with its comment; ${trailing} bytes follow.`);
  diagnostics.push(...describeRecords(records, where));
  return { records, diagnostics, start: extent.start, complete: !cut && !limited, end: extent.end };
}

async function findExtent(source: ByteSource, where: string): Promise<Extent> {
  const end = await findEndRecord(source);
  const start = end === undefined ? undefined : await locateDirectory(source, end);
  if (end !== undefined && start !== undefined) {
    return { start, stop: end.begin, shift: start - end.directoryOffset, end };
  }
  if (end?.count === 0) return { start: end.begin, stop: end.begin, shift: 0, end };
  const cutStart = await findCutDirectory(source, end?.begin ?? source.size);
  if (cutStart !== undefined) return { start: cutStart, stop: end?.begin ?? source.size, shift: 0, end };
  throw noDirectory(source, where, end !== undefined);
}

function noDirectory(source: ByteSource, where: string, hasEnd: boolean): ScanError {
  const [expected, found] = hasEnd
    ? ['a central directory before the end record', 'has none']
    : ['a ZIP end record in the last 64 KiB', 'holds none'];
  return new ScanError(
    'zip/no-end-record',
    `Expected ${expected}; ${where || 'the file'} (${source.size} bytes) ${found}.`,
    {
      where: archivePlace(where),
      advice: 'Is it a partial download, or no APK at all? Fetch it again and compare its size with the original.',
    },
  );
}

async function readRecords(source: ByteSource, extent: Extent, maxEntries: number) {
  const { stop, shift } = extent;
  const records: DirectoryEntry[] = [];
  let position = extent.start;
  let progress = true;
  while (progress && position < stop) {
    progress = false;
    const block = await source.read(position, Math.min(blockLength, stop - position));
    const last = position + block.length >= stop;
    let at = 0;
    for (let record = readRecord(block, at, shift); record !== undefined; record = readRecord(block, at, shift)) {
      if (at + record.length > block.length && !last) break;
      if (records.length === maxEntries) return { records, overrun: false, limited: true };
      records.push(record.entry);
      at += record.length;
      progress = true;
    }
    position += at;
  }
  // The name of the last record is whole, and its extra field or comment is not: the entry counts, the directory is cut.
  return { records, overrun: position > stop, limited: false };
}

function describeRecords(records: readonly DirectoryEntry[], where: string): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  for (const { name, encrypted, methodCode } of records) {
    const note = (code: Code, message: string) =>
      diagnostics.push({ code, where: [{ entry: entryPath(where, name) }], message });
    if (seen.has(name)) note('zip/duplicate-name', 'Expected one entry of this name; there is another before it.');
    seen.add(name);
    if (encrypted)
      note('zip/encrypted-flag', 'Expected no encryption; the entry is flagged as encrypted, and read as plain.');
    if (methodCode !== 0 && methodCode !== 8) {
      note('zip/unknown-method', `Expected method 0 or 8; found ${methodCode}, read as stored.`);
    }
  }
  return diagnostics;
}
