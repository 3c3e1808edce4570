/** A ByteSource over a file, read by position. */
import { closeSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { type Code, ScanError } from '../errors.js';
import type { ByteSource } from '../source/byte-source.js';

/** A file that stays open until it is closed. */
export interface OpenFile extends ByteSource {
  close(): Promise<void>;
}

/**
 * Opens the file at `path` for reading. Reads are not waited for: a turn through another thread costs as much as reading a megabyte,
 * and stands in line behind the entries that inflate there. What is read is looked at by this thread, which takes it longer.
 * @throws ScanError `input/not-found`, `input/is-directory`, or `input/unreadable` (also from reads, when the disk fails)
 */
export async function openFile(path: string): Promise<OpenFile> {
  const { size } = fileAt(path);
  const file = trying(path, () => openSync(path, 'r'));
  const readNow: NonNullable<ByteSource['readNow']> = (offset, length, into) =>
    readFile(path, file, size, offset, length, into);
  return {
    size,
    readNow,
    read: async (offset, length, into) => readNow(offset, length, into),
    close: async () => closeSync(file),
  };
}

/**
 * What the system says of the file at `path`. Asked before opening: opening a pipe would wait for its writer.
 * @throws ScanError `input/not-found`, `input/is-directory` or `input/unreadable`
 */
export function fileAt(path: string): Stats {
  const stats = trying(path, () => statSync(path));
  if (stats.isDirectory()) {
    throw new ScanError('input/is-directory', `Expected a file at ${path}; it is a directory.`, {
      advice: 'Name the files inside it.',
    });
  }
  if (!stats.isFile()) {
    throw new ScanError('input/unreadable', `Expected a regular file at ${path}; it is a pipe or a device.`, {
      advice: 'Copy its bytes to a file first: an archive is read from its end.',
    });
  }
  return stats;
}

/** Reads of the open file that lies at `path` and has `size` bytes, as {@link ByteSource.readNow}. */
export function readFile(
  path: string,
  file: number,
  size: number,
  offset: number,
  length: number,
  into?: Uint8Array,
): Uint8Array {
  const wanted = Math.min(length, size - offset);
  if (offset < 0 || wanted <= 0) return new Uint8Array();
  const bytes = into ?? new Uint8Array(Buffer.allocUnsafeSlow(wanted).buffer);
  return trying(path, () => readAt(file, offset, bytes, wanted));
}

/** Fewer bytes than wanted when the file has become shorter since it was opened. */
function readAt(file: number, offset: number, bytes: Uint8Array, wanted: number): Uint8Array {
  let filled = 0;
  for (let read = 1; read > 0 && filled < wanted; filled += read) {
    read = readSync(file, bytes, filled, wanted - filled, offset + filled);
  }
  return bytes.subarray(0, filled);
}

/** @throws ScanError `input/not-found` or `input/unreadable` for what the system says */
export function trying<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    throw problem(path, cause);
  }
}

const missing = new Set(['ENOENT', 'ENOTDIR']);

function problem(path: string, cause: unknown): ScanError {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  const [code, found, advice]: [Code, string, string] = missing.has(reason)
    ? ['input/not-found', 'there is none', 'Check the spelling; a relative path starts at the current directory.']
    : [
        'input/unreadable',
        `the system says ${reason}`,
        'Check the permissions of the file and of the directories above it.',
      ];
  return new ScanError(code, `Expected a readable file at ${path}; ${found}.`, { advice, cause });
}
