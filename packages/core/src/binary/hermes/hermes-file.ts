/** Reads the strings of Hermes bytecode, to which React Native compiles an app's JavaScript. */
import type { Report } from '../../errors.js';
import type { Limits } from '../../limits.js';
import { DamageLog } from '../dex/damage-log.js';
import { type HermesHeader, isDelta, isHermes, readHeader, type StringTables } from './header.js';
import { type HermesStrings, readStrings } from './string-table.js';

/** A file of Hermes bytecode. Offsets count from its first byte. */
export interface HermesFile extends HermesStrings {
  readonly header: HermesHeader;
}

/**
 * Reads the strings of Hermes bytecode of version 74 to 96, 98 or 99: literals, names of properties and functions, patterns of
 * regular expressions. Another version is read as the nearest one if its counts agree with it. What is damaged goes to `report`,
 * with `where` as its entry, and the rest is read. Null when the bytes are none, or nothing of them can be read. Throws
 * nothing; work and memory are linear in the bytes. The hash at the end is not checked, as Hermes itself does not.
 *
 * Format: facebook/hermes, include/hermes/BCGen/HBC/BytecodeFileFormat.h; it is not meant to be stable and has no other document.
 */
export function readHermes(bytes: Uint8Array, where: string, report: Report, limits: Limits): HermesFile | null {
  if (!isHermes(bytes)) return null;
  const damage = new DamageLog(where, report);
  const header = readForm(bytes, damage);
  const file = header && { header, ...readTables(bytes, header, limits, damage) };
  damage.flush();
  return file;
}

function readForm(bytes: Uint8Array, damage: DamageLog): HermesHeader | null {
  if (!isDelta(bytes)) return readHeader(bytes, damage);
  damage.note('hermes/delta-form', 'magic', 0, () => 'found the magic of the form for updates by difference');
  return null;
}

function readTables(bytes: Uint8Array, header: HermesHeader, limits: Limits, damage: DamageLog): HermesStrings {
  const { tables, fields } = header;
  const stated = fields.fileLength ?? 0;
  if (stated > bytes.length) {
    damage.note('hermes/truncated', 'fileLength', 32, () => `expected ${stated} bytes, found ${bytes.length}`);
  }
  return readStrings(bytes, tables, stringsAtHand(bytes, tables, limits, damage), damage);
}

function stringsAtHand(bytes: Uint8Array, tables: StringTables, limits: Limits, damage: DamageLog): number {
  const { count, entries } = tables;
  const there = Math.max(0, Math.floor((bytes.length - entries) / 4));
  if (there < count) {
    damage.note('hermes/truncated', 'string table', entries, () => `expected ${count} strings, found ${there} entries`);
  }
  const readable = Math.min(there, count);
  if (readable > limits.maxTableItems) {
    const found = `found ${readable} strings, reading ${limits.maxTableItems}`;
    damage.note('limit/items', 'string table', entries, () => found);
  }
  return Math.min(readable, limits.maxTableItems);
}
