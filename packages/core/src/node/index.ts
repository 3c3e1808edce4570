/** The Node door of @trackerscope/core: the same scan, with file paths, reading by position and inflating natively. */
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClassList, Inventory, Limits, ReadOptions, ScanInput, ScanOptions, ScanReport } from '../index.js';
import { inventorySource } from '../inventory.js';
import { listClassesOf } from '../list-classes.js';
import { scanSource } from '../scan.js';
import type { ByteSource } from '../source/byte-source.js';
import { fromBlob } from '../source/from-blob.js';
import { fromBytes } from '../source/from-bytes.js';
import { openFile } from './from-file.js';
import { nodePlatform } from './platform.js';

export {
  type ClassList,
  type Code,
  codes,
  type Diagnostic,
  type Inventory,
  isScanError,
  type Limits,
  type MatchOptions,
  type ReadOptions,
  ScanError,
  type ScanOptions,
  type ScanReport,
  scanInventory,
} from '../index.js';

/** What can be scanned on Node: a path, a `file:` URL, or the bytes. */
export type NodeScanInput = string | URL | ScanInput;

/**
 * Scans an Android app on Node. A file is read by position and never held in memory as a whole.
 *
 * ```ts
 * import { scan } from '@trackerscope/core/node';
 * import { rules } from '@trackerscope/ruleset';
 *
 * const report = await scan('app.apk', { rules });
 * for (const { tracker, verdict } of report.findings) console.log(tracker.name, verdict);
 * ```
 *
 * @throws ScanError `input/*` when the file cannot be read, otherwise as `scan` of `@trackerscope/core`
 */
export async function scan(input: NodeScanInput, options: ScanOptions): Promise<ScanReport> {
  return withSource(input, (source, name) => scanSource(source, options.name ?? name, options, nodePlatform));
}

/**
 * Reads an app without looking for anything, and keeps all that rules could match; {@link scanInventory} then tries rules on it.
 * @throws ScanError as {@link scan}
 */
export async function takeInventory(input: NodeScanInput, options: ReadOptions = {}): Promise<Inventory> {
  return withSource(input, (source, name) => inventorySource(source, options.name ?? name, options, nodePlatform));
}

/**
 * Lists every class that an app defines or refers to, without looking for trackers.
 * @throws ScanError when the input cannot be opened
 */
export async function listClasses(input: NodeScanInput, limits?: Partial<Limits>): Promise<ClassList> {
  return withSource(input, (source) => listClassesOf(source, nodePlatform, limits));
}

async function withSource<Result>(
  input: NodeScanInput,
  use: (source: ByteSource, name: string | null) => Promise<Result>,
): Promise<Result> {
  if (input instanceof Blob)
    return use(fromBlob(input), 'name' in input && typeof input.name === 'string' ? input.name : null);
  if (typeof input !== 'string' && !(input instanceof URL)) return use(fromBytes(input), null);
  const path = typeof input === 'string' ? input : fileURLToPath(input);
  const file = await openFile(path);
  try {
    return await use(file, basename(path));
  } finally {
    await file.close();
  }
}
