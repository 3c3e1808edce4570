/** The public door of @trackerscope/core: bytes in, report out, on any platform. */
import { type Inventory, inventorySource } from './inventory.js';
import type { Limits } from './limits.js';
import { type ClassList, listClassesOf } from './list-classes.js';
import { portablePlatform } from './portable-platform.js';
import type { ScanReport } from './report.js';
import { scanSource } from './scan.js';
import type { ReadOptions, ScanOptions } from './scan-options.js';
import type { ByteSource } from './source/byte-source.js';
import { fromBlob } from './source/from-blob.js';
import { fromBytes } from './source/from-bytes.js';

export { type Code, codes, type Diagnostic, isScanError, ScanError } from './errors.js';
export { type Inventory, scanInventory } from './inventory.js';
export { defaultLimits, type Limits } from './limits.js';
export type { ClassList } from './list-classes.js';
export type { Location, Observation, ObservationKind } from './observation.js';
export { compareCodeUnits } from './order.js';
export * from './report.js';
export type { MatchOptions, Progress, ReadOptions, ScanOptions } from './scan-options.js';
export { matchesCode, parseCodePattern, readPublishedCode } from './signatures/code-pattern.js';
export { compileRules } from './signatures/matcher.js';
export { matchesNetwork, parseNetworkPattern, readPublishedNetwork } from './signatures/network-pattern.js';
export type { CodeSignature, NetworkSignature, Owner, Ruleset, TrackerRule } from './signatures/rule.js';

/** What can be scanned anywhere: the bytes of an app, or a Blob (a File of a web page keeps its name in the report). */
export type ScanInput = Uint8Array | ArrayBuffer | Blob;

/**
 * Scans an Android app and says which trackers are inside, with proof.
 *
 * ```ts
 * import { scan } from '@trackerscope/core';
 * import { rules } from '@trackerscope/ruleset';
 *
 * const report = await scan(bytes, { rules });
 * for (const { tracker, verdict } of report.findings) console.log(tracker.name, verdict);
 * ```
 *
 * @returns plain JSON; the same bytes give the same report
 * @throws ScanError when nothing at all can be said about the input, or the rules cannot be used; damage to a part of the
 *   app is a diagnostic in the report instead
 */
export async function scan(input: ScanInput, options: ScanOptions): Promise<ScanReport> {
  return scanSource(sourceOf(input), options.name ?? nameOf(input), options, portablePlatform);
}

/**
 * Reads an app without looking for anything, and keeps all that rules could match; {@link scanInventory} then tries rules on it.
 * @throws ScanError when nothing at all can be said about the input
 */
export async function takeInventory(input: ScanInput, options: ReadOptions = {}): Promise<Inventory> {
  return inventorySource(sourceOf(input), options.name ?? nameOf(input), options, portablePlatform);
}

/**
 * Lists every class that an app defines or refers to, without looking for trackers.
 * @throws ScanError when the input cannot be opened
 */
export async function listClasses(input: ScanInput, limits?: Partial<Limits>): Promise<ClassList> {
  return listClassesOf(sourceOf(input), portablePlatform, limits);
}

function sourceOf(input: ScanInput): ByteSource {
  return input instanceof Blob ? fromBlob(input) : fromBytes(input);
}

function nameOf(input: ScanInput): string | null {
  return input instanceof Blob && 'name' in input && typeof input.name === 'string' ? input.name : null;
}
