/** A ByteSource over a file, read by position. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type Code, ScanError } from '../errors.js';
import type { ByteSource } from '../source/byte-source.js';
import { fromBytes } from '../source/from-bytes.js';

/**
 * Bytes up to which a file is read whole and without waiting: all of it is wanted for the hash anyway, four turns through another
 * thread cost as much as reading a megabyte, and looking at the bytes takes the main thread longer than reading them.
 */
const wholeFile = 32 * 1024 * 1024;

/** A file that stays open until it is closed. */
export interface OpenFile extends ByteSource {
  close(): Promise<void>;
}

/**
 * Opens the file at `path` for reading.
 * @throws ScanError `input/not-found`, `input/is-directory`, or `input/unreadable` (also from `read`, when the disk fails)
 */
export async function openFile(path: string): Promise<OpenFile> {
  // Asked before opening: opening a pipe would wait for its writer.
  const stats = trying(path, () => statSync(path));
  if (stats.isDirectory()) {
    throw new ScanError('input/is-directory', `Expected a file at ${path}; it is a directory.`, {
      advice: 'Name the APK inside it, or several files one after the other.',
    });
  }
  if (!stats.isFile()) {
    throw new ScanError('input/unreadable', `Expected a regular file at ${path}; it is a pipe or a device.`, {
      advice: 'Copy its bytes to a file first: an archive is read from its end.',
    });
  }
  if (stats.size <= wholeFile) {
    const whole = trying(path, () => readWhole(path, stats.size));
    return { ...fromBytes(whole), close: () => Promise.resolve() };
  }
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw problem(path, cause);
  });
  const read = (offset: number, length: number, into?: Uint8Array) =>
    readAt(handle, path, offset, Math.min(length, stats.size - offset), into);
  return { size: stats.size, read, close: () => handle.close() };
}

function trying<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    throw problem(path, cause);
  }
}

function readWhole(path: string, size: number): Uint8Array {
  const bytes = new Uint8Array(Buffer.allocUnsafeSlow(size).buffer);
  const file = openSync(path, 'r');
  try {
    let filled = 0;
    // No bytes come when the file has become shorter since it was looked at.
    for (let read = 1; read > 0 && filled < size; filled += read)
      read = readSync(file, bytes, filled, size - filled, filled);
    return bytes.subarray(0, filled);
  } finally {
    closeSync(file);
  }
}

async function readAt(
  handle: FileHandle,
  path: string,
  offset: number,
  length: number,
  into?: Uint8Array,
): Promise<Uint8Array> {
  if (offset < 0 || length <= 0) return new Uint8Array();
  const bytes = into ?? new Uint8Array(Buffer.allocUnsafeSlow(length).buffer);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled).catch((cause: unknown) => {
      throw problem(path, cause);
    });
    // The file has become shorter since it was opened.
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
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
