/** The Node door of @trackerscope/core: the same scan, with file paths, reading by position and inflating natively. */
import type { ClassList, Inventory, Limits, ReadOptions, ScanOptions, ScanReport } from '../index.js';
import { inventorySource } from '../inventory.js';
import { listClassesOf } from '../list-classes.js';
import { scanSource } from '../scan.js';
import { type NodeScanInput, withInput } from './open-input.js';
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
export type { NodeAppInParts, NodeScanInput } from './open-input.js';

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
 * An app that comes in several files, a base APK and its splits, is given as the folder that holds them, or as
 * `{ parts: ['base.apk', 'split_config.en.apk'] }`.
 *
 * @throws ScanError `input/*` when the file cannot be read, otherwise as `scan` of `@trackerscope/core`
 */
export async function scan(input: NodeScanInput, options: ScanOptions): Promise<ScanReport> {
  return withInput(input, ({ app, name }) => scanSource(app, options.name ?? name, options, nodePlatform));
}

/**
 * Reads an app without looking for anything, and keeps all that rules could match; {@link scanInventory} then tries rules on it.
 * @throws ScanError as {@link scan}
 */
export async function takeInventory(input: NodeScanInput, options: ReadOptions = {}): Promise<Inventory> {
  return withInput(input, ({ app, name }) => inventorySource(app, options.name ?? name, options, nodePlatform));
}

/**
 * Lists every class that an app defines or refers to, without looking for trackers.
 * @throws ScanError when the input cannot be opened
 */
export async function listClasses(input: NodeScanInput, limits?: Partial<Limits>): Promise<ClassList> {
  return withInput(input, ({ app }) => listClassesOf(app, nodePlatform, limits));
}
