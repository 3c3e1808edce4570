/** Finds the end-of-central-directory record of a ZIP, and its ZIP64 sibling (APPNOTE.TXT 4.3.14 to 4.3.16). */

import type { ByteSource } from '../source/byte-source.js';
import { readU64, recordSignature } from './directory-record.js';

/** What the end of a ZIP says of its directory. Offsets are as stated: not yet corrected for bytes before the archive. */
export interface EndRecord {
  /** Where the 32-bit end record lies in the source. */
  readonly offset: number;
  /** Where the end records begin, the ZIP64 ones included: the directory ends here or before. */
  readonly begin: number;
  /** Where the archive comment ends, as the record states it. */
  readonly archiveEnd: number;
  readonly count: number;
  readonly directorySize: number;
  readonly directoryOffset: number;
  /** Where the ZIP64 end record was found, where its locator says it is, and the size it states of itself. */
  readonly zip64: { readonly offset: number; readonly statedOffset: number; readonly statedSize: number } | undefined;
}

const endSignature = 0x06054b50;
const locatorSignature = 0x07064b50;
const zip64Signature = 0x06064b50;
const endLength = 22;
const locatorLength = 20;
const zip64Length = 56;
/** The record and the longest comment; libziparchive's kMaxEOCDSearch. */
const searchLength = endLength + 0xffff;
/** Signatures looked into; a tail made of nothing else would otherwise cost a read of the file for each. */
const maxCandidates = 64;

/**
 * The end record of `source`, or undefined when its last 64 KiB hold none.
 *
 * libziparchive (FindCentralDirectoryInfo) takes the last signature, and gives up when the comment after it does not end with
 * the file. We go on searching: the last record whose comment fits and whose directory is there wins; then the last
 * whose comment fits (an empty archive); then the last whose directory is there (bytes were appended to the archive).
 */
export async function findEndRecord(source: ByteSource): Promise<EndRecord | undefined> {
  const tailStart = Math.max(0, source.size - searchLength);
  const tail = await source.read(tailStart, searchLength);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  let fitting: EndRecord | undefined;
  let appended: EndRecord | undefined;
  let candidates = 0;
  for (let at = tail.length - endLength; at >= 0 && candidates < maxCandidates; at--) {
    if (tail[at] !== 0x50 || view.getUint32(at, true) !== endSignature) continue;
    const fits = at + endLength + view.getUint16(at + 20, true) === tail.length;
    candidates++;
    const end = await readEndRecord(source, view, at, tailStart + at);
    const found = (await locateDirectory(source, end)) !== undefined;
    if (fits && found) return end;
    if (fits) fitting ??= end;
    if (found) appended ??= end;
  }
  return fitting ?? appended;
}

async function readEndRecord(source: ByteSource, view: DataView, at: number, offset: number): Promise<EndRecord> {
  const end: EndRecord = {
    offset,
    begin: offset,
    archiveEnd: offset + endLength + view.getUint16(at + 20, true),
    count: view.getUint16(at + 10, true),
    directorySize: view.getUint32(at + 12, true),
    directoryOffset: view.getUint32(at + 16, true),
    zip64: undefined,
  };
  const wide = end.directorySize === 0xffffffff || end.directoryOffset === 0xffffffff || end.count === 0xffff;
  return wide ? { ...end, ...(await readZip64(source, offset)) } : end;
}

/** FindCentralDirectoryInfoForZip64: the locator lies right before the end record. */
async function readZip64(source: ByteSource, offset: number): Promise<Partial<EndRecord> | undefined> {
  const locator = await viewOf(source, offset - locatorLength, locatorLength);
  if (locator?.getUint32(0, true) !== locatorSignature) return undefined;
  const statedOffset = readU64(locator, 8);
  // With bytes before the archive the stated offset is too small; the record then lies right before its locator.
  for (const at of [statedOffset, offset - locatorLength - zip64Length]) {
    if (at + zip64Length > offset - locatorLength) continue;
    const record = await viewOf(source, at, zip64Length);
    if (record?.getUint32(0, true) !== zip64Signature) continue;
    return {
      begin: at,
      count: readU64(record, 32),
      directorySize: readU64(record, 40),
      directoryOffset: readU64(record, 48),
      zip64: { offset: at, statedOffset, statedSize: readU64(record, 4) },
    };
  }
  return undefined;
}

/**
 * Where the directory of `end` begins, or undefined when no directory record is at either place it can be: where the
 * record says (libziparchive knows this one only), or, with bytes put before a finished archive, right before the end.
 */
export async function locateDirectory(source: ByteSource, end: EndRecord): Promise<number | undefined> {
  for (const start of [end.directoryOffset, end.begin - end.directorySize]) {
    if (start >= 0 && start < end.begin && (await beginsRecord(source, start))) return start;
  }
  return undefined;
}

async function beginsRecord(source: ByteSource, offset: number): Promise<boolean> {
  return (await viewOf(source, offset, 4))?.getUint32(0, true) === recordSignature;
}

/** Exactly `length` bytes at `offset`, or undefined when the source does not have them. */
async function viewOf(source: ByteSource, offset: number, length: number): Promise<DataView | undefined> {
  if (offset < 0 || offset + length > source.size) return undefined;
  const bytes = await source.read(offset, length);
  return bytes.length === length ? new DataView(bytes.buffer, bytes.byteOffset, length) : undefined;
}
