/** The public door of @trackerscope/core: bytes in, report out, on any platform. */
import { type Inventory, inventorySource } from './inventory.js';
import type { Limits } from './limits.js';
import { type ClassList, listClassesOf } from './list-classes.js';
import { portablePlatform } from './portable-platform.js';
import type { ScanReport } from './report.js';
import { scanSource } from './scan.js';
import { inputOf, type ScanInput } from './scan-input.js';
import type { ReadOptions, ScanOptions } from './scan-options.js';

export { type Code, codes, type Diagnostic, isScanError, ScanError } from './errors.js';
export { type Inventory, scanInventory } from './inventory.js';
export { defaultLimits, type Limits } from './limits.js';
export type { ClassList } from './list-classes.js';
export type { Location, Observation, ObservationKind } from './observation.js';
export { compareCodeUnits } from './order.js';
export * from './report.js';
export type { AppInParts, FileBytes, NamedPart, ScanInput } from './scan-input.js';
export type { MatchOptions, Progress, ReadOptions, ScanOptions } from './scan-options.js';
export { matchesCode, parseCodePattern, readPublishedCode } from './signatures/code-pattern.js';
export { compileRules } from './signatures/matcher.js';
export { matchesNetwork, parseNetworkPattern, readPublishedNetwork } from './signatures/network-pattern.js';
export type { CodeSignature, NetworkSignature, Owner, Ruleset, TrackerRule } from './signatures/rule.js';

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
 * An app that comes in several files, a base APK and its splits, is given as `{ parts: [{ name, bytes }, …] }`.
 *
 * @returns plain JSON; the same bytes give the same report
 * @throws ScanError when nothing at all can be said about the input, or the rules cannot be used; damage to a part of the
 *   app is a diagnostic in the report instead
 */
export async function scan(input: ScanInput, options: ScanOptions): Promise<ScanReport> {
  const { app, name } = inputOf(input);
  return scanSource(app, options.name ?? name, options, portablePlatform);
}

/**
 * Reads an app without looking for anything, and keeps all that rules could match; {@link scanInventory} then tries rules on it.
 * @throws ScanError when nothing at all can be said about the input
 */
export async function takeInventory(input: ScanInput, options: ReadOptions = {}): Promise<Inventory> {
  const { app, name } = inputOf(input);
  return inventorySource(app, options.name ?? name, options, portablePlatform);
}

/**
 * Lists every class that an app defines or refers to, without looking for trackers.
 * @throws ScanError when the input cannot be opened
 */
export async function listClasses(input: ScanInput, limits?: Partial<Limits>): Promise<ClassList> {
  return listClassesOf(inputOf(input).app, portablePlatform, limits);
}
