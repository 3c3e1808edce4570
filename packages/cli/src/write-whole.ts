/** Files written as a whole or not at all. */
import { randomUUID } from 'node:crypto';
import { open, readdir, realpath, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ScanError } from '@trackerscope/core';

/**
 * Writes a file by way of a new one beside it, so that a reader sees the old text or the new one, never half. A device or
 * pipe (`/dev/stdout`) is written to directly.
 *
 * @throws ScanError `output/unwritable`
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  try {
    const there = await stat(path).catch(() => undefined);
    if (there !== undefined && !there.isFile() && !there.isDirectory()) return await writeFile(path, text);
    // A link stays a link; what it points to is replaced.
    await replace(there === undefined ? path : await realpath(path), text, there?.mode);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/**
 * Finds out before the work is done whether its result could not be written.
 * @throws ScanError `output/unwritable` when the folder of the path is not there, or the path is a folder
 */
export async function expectWritable(path: string): Promise<void> {
  const folder = await stat(dirname(path)).catch((error: unknown) => {
    throw unwritable(path, error);
  });
  const there = await stat(path).catch(() => undefined);
  if (!folder.isDirectory()) throw unwritable(path, { code: 'ENOTDIR' });
  if (there?.isDirectory() === true) throw unwritable(path, { code: 'EISDIR' });
}

/** Whether a path leads to the same file as one of others, by whatever name. */
export async function isOneOf(path: string, others: readonly string[]): Promise<boolean> {
  const identity = (each: string) =>
    stat(each, { bigint: true }).then(
      ({ dev, ino }) => `${dev}:${ino}`,
      () => undefined,
    );
  const own = await identity(path);
  if (own === undefined) return false;
  return (await Promise.all(others.map(identity))).includes(own);
}

/** The paths, and those of the files in each of them that is a folder. */
export async function withFilesInside(paths: readonly string[]): Promise<readonly string[]> {
  const inside = paths.map(async (path) => (await readdir(path).catch(() => [])).map((name) => join(path, name)));
  return [...paths, ...(await Promise.all(inside)).flat()];
}

async function replace(path: string, text: string, mode = 0o666): Promise<void> {
  const draft = join(dirname(path), `.${basename(path).slice(0, 64)}.${randomUUID()}.tmp`);
  const file = await open(draft, 'wx', mode & 0o777);
  try {
    await file.writeFile(text);
    await file.close();
    await rename(draft, path);
  } catch (error) {
    await file.close().catch(() => {});
    await unlink(draft).catch(() => {});
    throw error;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder',
  EACCES: 'permission was denied',
  EPERM: 'permission was denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

function unwritable(path: string, cause: unknown): ScanError {
  const code = String((cause as { code?: unknown }).code);
  return new ScanError('output/unwritable', `${path} cannot be written: ${reasons[code] ?? code}.`, {
    advice: 'Name a file in a folder that exists and that you may write to.',
    cause,
  });
}
