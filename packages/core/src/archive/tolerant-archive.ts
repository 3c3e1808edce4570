/** The tolerant reader: entries by position from a ByteSource, with inflate injected. */
import { u16, u32 } from '../binary/little-endian.js';
import { type Code, type Diagnostic, isScanError, ScanError } from '../errors.js';
import type { Limits } from '../limits.js';
import type { Location } from '../observation.js';
import type { ByteSource } from '../source/byte-source.js';
import { sliceOf } from '../source/slice.js';
import { windowed } from '../source/windowed.js';
import { type Archive, type ArchiveEntry, type EntryBytes, frameRoom, type Inflater, pieceBytes } from './archive.js';
import { type Directory, readDirectory } from './directory.js';
import type { DirectoryEntry } from './directory-record.js';
import { inflateHead } from './inflate-head.js';
import { rangesOf, regroup } from './pieces.js';
import { entryPath } from './place.js';

const localHeaderLength = 30;
const localHeaderSignature = 0x04034b50;
/** Compressed bytes tried first for a head: room for the code tables of a block (at most 290 bytes) and some symbols. */
const headInput = 512;
/** How often the data of the whole archive may be read, and how many bytes besides, before it is a trap. */
const timesRead = 4;
const sharedData = 8 * 1024 * 1024;

/**
 * Opens the ZIP in `source` by its central directory.
 * @throws ScanError `zip/no-end-record` when there is none.
 */
export async function openTolerantArchive(
  source: ByteSource,
  where: string,
  limits: Limits,
  inflater: Inflater,
): Promise<Archive> {
  return tolerantArchive(source, where, await readDirectory(source, where, limits), inflater);
}

/** The entries of a directory that was read before. */
export function tolerantArchive(source: ByteSource, where: string, directory: Directory, inflater: Inflater): Archive {
  // Heads are asked for one after the other, and copied or decoded at once: their window is the same memory each time.
  const near = windowed(source);
  // Honest heads never ask for more than the archive has; entries that share their bytes a thousand times do.
  let headBudget = source.size;
  let dataBudget = sharedData + timesRead * source.size;
  const charge = (bytes: number, place: readonly Location[]) => {
    dataBudget -= Math.min(bytes, source.size);
    if (dataBudget < 0) throw sharedTooOften(source.size, place);
  };
  const storedLength = (entry: ArchiveEntry, start: number): number => {
    const end = start <= directory.start ? directory.start : source.size;
    return Math.min(entry.size, Math.max(0, end - start));
  };
  /** The steps to a head: says which bytes are needed next, is given them, and ends with the head. */
  function* headSteps(entry: ArchiveEntry, length: number): Generator<Range, Uint8Array, Uint8Array> {
    const start = dataStart(
      yield { offset: (entry as DirectoryEntry).headerOffset, length: localHeaderLength },
      entry,
      where,
    );
    const stored = dataLength(entry);
    if (entry.method === 'stored') return (yield { offset: start, length: Math.min(length, stored) }).slice();
    for (let input = headInput; ; input *= 16) {
      const given = Math.min(input, stored, Math.max(headInput, headBudget));
      if (given > headInput) headBudget -= given;
      const { bytes, end } = inflateHead(yield { offset: start, length: given }, length);
      if (end !== 'needs-input' || given < input) return bytes;
    }
  }
  return {
    entries: directory.records.filter((record) => !isDirectory(record)),
    diagnostics: directory.diagnostics,

    head(entry, length) {
      const steps = headSteps(entry, length);
      return near.readNow ? walkNow(steps, near.readNow) : walk(steps, near);
    },

    async read(entry, maxBytes, adler32) {
      // Where the archive is in memory nothing is waited for until the entry inflates: other threads get their work at once.
      const { readNow } = source;
      const start = readNow ? findDataNow(readNow, entry, where) : await findData(source, entry, where);
      const place = [{ entry: entryPath(where, entry.name) }];
      if (entry.method === 'stored') {
        const there = storedLength(entry, start);
        if (there > maxBytes) throw tooLarge(maxBytes, place);
        charge(there, place);
        return withSizeCheck(await source.read(start, there), entry, place, false);
      }
      charge(entry.compressedSize, place);
      const roomAround = readNow !== undefined && !source.inMemory;
      const compressed = roomAround
        ? readWithRoom(readNow, start, Math.min(entry.compressedSize, source.size))
        : await source.read(start, entry.compressedSize);
      const {
        bytes,
        end,
        verified = false,
      } = await inflater.whole(compressed, { expectedSize: entry.size, maxBytes, adler32, roomAround });
      if (end === 'limit') throw tooLarge(maxBytes, place);
      if (end === 'done') return withSizeCheck(bytes, entry, place, verified);
      const message = `Expected ${entry.size} bytes; the compressed data breaks off or is damaged after ${bytes.length}.`;
      if (bytes.length === 0) throw new ScanError('zip/bad-data', message, { where: place });
      return { bytes, diagnostics: [{ code: 'zip/bad-data', where: place, message }], verified };
    },

    async *pieces(entry, maxBytes, report) {
      const start = await findData(source, entry, where);
      const place = [{ entry: entryPath(where, entry.name) }];
      const length = entry.method === 'stored' ? storedLength(entry, start) : entry.compressedSize;
      charge(length, place);
      const packed = rangesOf(source, start, length);
      let given = 0;
      try {
        for await (const piece of regroup(entry.method === 'stored' ? packed : inflater.pieces(packed), pieceBytes)) {
          given += piece.length;
          if (given > maxBytes) throw tooLarge(maxBytes, place);
          yield piece;
        }
      } catch (error) {
        if (isScanError(error)) throw error;
        // Some inflaters take bytes after the end of the data for an error; zlib and Android do not.
        if (given === entry.size) return;
        const message = `Expected ${entry.size} bytes; the compressed data breaks off or is damaged after ${given}.`;
        return report({ code: 'zip/bad-data', where: place, message });
      }
      if (given === entry.size) return;
      report({ code: 'zip/size-mismatch', where: place, message: `Expected ${entry.size} bytes; there are ${given}.` });
    },

    async slice(entry) {
      if (entry.method !== 'stored') return null;
      const start = await findData(source, entry, where);
      return sliceOf(source, start, storedLength(entry, start));
    },
  };
}

interface Range {
  readonly offset: number;
  readonly length: number;
}

function walkNow(
  steps: Generator<Range, Uint8Array, Uint8Array>,
  readNow: NonNullable<ByteSource['readNow']>,
): Uint8Array {
  let step = steps.next();
  while (!step.done) step = steps.next(readNow(step.value.offset, step.value.length));
  return step.value;
}

async function walk(steps: Generator<Range, Uint8Array, Uint8Array>, source: ByteSource): Promise<Uint8Array> {
  let step = steps.next();
  while (!step.done) step = steps.next(await source.read(step.value.offset, step.value.length));
  return step.value;
}

/** A name ending in `/` that holds bytes is an entry like any other: an app can load it. */
export function isDirectory(entry: ArchiveEntry): boolean {
  return entry.name.endsWith('/') && entry.size === 0;
}

async function findData(source: ByteSource, entry: ArchiveEntry, where: string): Promise<number> {
  return dataStart(await source.read((entry as DirectoryEntry).headerOffset, localHeaderLength), entry, where);
}

/** Reads into memory with room for a frame around it, so that nobody has to copy the bytes for one. */
function readWithRoom(readNow: NonNullable<ByteSource['readNow']>, start: number, length: number): Uint8Array {
  const memory = new Uint8Array(length + 2 * frameRoom);
  return readNow(start, length, memory.subarray(frameRoom, frameRoom + length));
}

function findDataNow(readNow: NonNullable<ByteSource['readNow']>, entry: ArchiveEntry, where: string): number {
  return dataStart(readNow((entry as DirectoryEntry).headerOffset, localHeaderLength), entry, where);
}

/**
 * Where the data of an entry begins. Of the local header only its lengths count (APPNOTE 4.3.7); where it contradicts
 * the directory, the directory is right. libziparchive (FindEntry) takes the same values and then refuses a contradiction.
 */
function dataStart(header: Uint8Array, entry: ArchiveEntry, where: string): number {
  const { headerOffset } = entry as DirectoryEntry;
  // Directories that lie can put an entry in front of the file, where sources may give the first bytes or none.
  const outside = headerOffset < 0 || header.length < localHeaderLength;
  if (!outside && u32(header, 0) === localHeaderSignature) {
    return headerOffset + localHeaderLength + u16(header, 26) + u16(header, 28);
  }
  const found = outside ? 'that is not inside the archive' : 'other bytes are there';
  throw new ScanError('zip/bad-entry', `Expected a local header at offset ${headerOffset}; ${found}.`, {
    where: [{ entry: entryPath(where, entry.name) }],
  });
}

/**
 * Bytes of data in the archive. Android maps what is not deflated by its uncompressed length, whatever the method
 * and the compressed length say (ZipAssetsProvider::OpenInternal of libandroidfw).
 */
function dataLength(entry: ArchiveEntry): number {
  return entry.method === 'stored' ? entry.size : entry.compressedSize;
}

function withSizeCheck(
  bytes: Uint8Array,
  entry: ArchiveEntry,
  place: readonly Location[],
  verified: boolean,
): EntryBytes {
  const diagnostics: Diagnostic[] = [];
  const note = (code: Code, message: string) => diagnostics.push({ code, where: place, message });
  const { size, compressedSize, methodCode } = entry as DirectoryEntry;
  if (bytes.length !== size) note('zip/size-mismatch', `Expected ${size} bytes; there are ${bytes.length}.`);
  else if (methodCode === 0 && compressedSize !== size) {
    note(
      'zip/size-mismatch',
      `Expected a stored entry to take its ${size} bytes; the directory says ${compressedSize}.`,
    );
  }
  return { bytes, diagnostics, verified };
}

function tooLarge(maxBytes: number, place: readonly Location[]): ScanError {
  return new ScanError('limit/entry-bytes', `Expected at most ${maxBytes} bytes; the entry inflates to more.`, {
    where: place,
    advice: 'Raise the limit maxEntryBytes if the entry is meant to be this large.',
  });
}

/**
 * The limits count what comes out. Thousands of entries over the same damaged data cost time and give nothing out; over
 * the same sound DEX, they make an archive of 1 MB cost as much as one of 4 GB.
 */
function sharedTooOften(size: number, place: readonly Location[]): ScanError {
  const message = `Expected entries with data of their own; they read the ${size} bytes of the archive over and over.`;
  return new ScanError('limit/total-bytes', message, { where: place });
}
