/** Opening what is given on Node: paths and folders besides bytes. */
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FileBytes, inputOf, type NamedInput, type NamedPart, sourceOf, withOwnNames } from '../scan-input.js';
import type { AppFiles } from '../source/app-source.js';
import { type FilePool, startFilePool } from './file-pool.js';
import { filesOfFolder, isFolder } from './folder.js';
import { openFile } from './from-file.js';

/**
 * What can be scanned on Node: the path or `file:` URL of a file, or of a folder that holds the APKs of one app; the bytes of a file;
 * or an app in several files.
 */
export type NodeScanInput = string | URL | FileBytes | NodeAppInParts;

/** An app in several files, named by their paths (a folder stands for its files) or given as bytes. They are scanned as one app. */
export interface NodeAppInParts {
  readonly parts: readonly (string | URL | NamedPart)[];
}

/**
 * Opens the input, and closes it when `use` is done.
 * @throws ScanError `input/not-found`, `input/is-directory`, `input/unreadable`, or what `use` throws
 */
export async function withInput<Result>(
  input: NodeScanInput,
  use: (input: NamedInput) => Promise<Result>,
): Promise<Result> {
  if (typeof input === 'string' || input instanceof URL) return withPath(pathOf(input), use);
  if (!('parts' in input)) return use(inputOf(input));
  const { parts } = input;
  return withPool((pool) => use({ app: filesOfParts(parts, pool), name: null }));
}

async function withPath<Result>(path: string, use: (input: NamedInput) => Promise<Result>): Promise<Result> {
  const name = basename(path);
  if (isFolder(path)) return withPool((pool) => use({ app: filesOfFolder(path, pool, true), name }));
  const file = await openFile(path);
  try {
    return await use({ app: file, name });
  } finally {
    await file.close();
  }
}

async function withPool<Result>(use: (pool: FilePool) => Promise<Result>): Promise<Result> {
  const pool = startFilePool();
  try {
    return await use(pool);
  } finally {
    pool.close();
  }
}

/** The files that were named, in that order; what is named has to be there. */
function filesOfParts(parts: NodeAppInParts['parts'], pool: FilePool): AppFiles {
  const all = parts.map((part): AppFiles => {
    if (typeof part !== 'string' && !(part instanceof URL)) {
      return { files: [{ name: part.name, source: sourceOf(part.bytes) }], unreadable: [], folder: null };
    }
    const path = pathOf(part);
    if (isFolder(path)) return filesOfFolder(path, pool, false);
    return { files: [{ name: basename(path), source: pool.source(path) }], unreadable: [], folder: null };
  });
  return {
    files: withOwnNames(all.flatMap(({ files }) => files)),
    unreadable: all.flatMap(({ unreadable }) => unreadable),
    folder: null,
  };
}

function pathOf(input: string | URL): string {
  return typeof input === 'string' ? input : fileURLToPath(input);
}
