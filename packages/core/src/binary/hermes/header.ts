/** The header of Hermes bytecode, and where the tables of strings lie behind it. */

import type { DamageLog } from '../dex/damage-log.js';
import { u32 } from '../little-endian.js';
import { type HeaderField, type Layout, layoutOf, nearestLayouts } from './layouts.js';

/** Bytes of the header in every version; what the fields leave is padding. */
const headerBytes = 128;
const magic = [0xc6, 0x1f, 0xbc, 0x03, 0xc1, 0x03, 0x19, 0x1f]; // BytecodeFileFormat.h, `MAGIC`

/** The header of a file of one version. */
export interface HermesHeader {
  /** As the file states it. */
  readonly version: number;
  /** The numbers that this version has. */
  readonly fields: Readonly<Partial<Record<HeaderField, number>>>;
  readonly tables: StringTables;
}

/** File offsets and sizes of the tables in which the strings are (`visitBytecodeSegmentsInOrder`); any of them may lie. */
export interface StringTables {
  /** Kinds, run-length encoded: 4 bytes for each run. */
  readonly kinds: number;
  readonly kindCount: number;
  readonly identifierCount: number;
  /** One entry of 4 bytes for each string. */
  readonly entries: number;
  readonly count: number;
  /** Places of 8 bytes for strings that an entry has no room for. */
  readonly overflow: number;
  readonly overflowCount: number;
  /** The bytes of the strings. */
  readonly storage: number;
  readonly storageBytes: number;
}

/** Whether bytes begin like Hermes bytecode, be it in the form that runs or the one for updates. */
export function isHermes(head: Uint8Array): boolean {
  return beginsWith(head, 0) || isDelta(head);
}

/** Whether bytes begin like the form for updates by difference: the magic with all bits turned (`DELTA_MAGIC`). */
export const isDelta = (head: Uint8Array): boolean => beginsWith(head, 0xff);

const beginsWith = (head: Uint8Array, mask: number): boolean => magic.every((byte, i) => head[i] === (byte ^ mask));

/**
 * Reads the header, whose magic was checked. A version that is not known is read as the nearest one with which the counts of
 * strings agree. Null when there is none, or the header is cut short.
 */
export function readHeader(bytes: Uint8Array, damage: DamageLog): HermesHeader | null {
  if (bytes.length < headerBytes) {
    damage.note('hermes/truncated', 'header', 0, () => `expected ${headerBytes} bytes, found ${bytes.length}`);
    return null;
  }
  const version = u32(bytes, 8);
  const known = layoutOf(version);
  if (known !== undefined) return readAs(bytes, version, known);
  const agreeing = nearestLayouts(version).find((layout) => kindsAgree(bytes, readAs(bytes, version, layout).tables));
  if (agreeing === undefined) {
    const found = `the counts of version ${version} fit no known one`;
    damage.note('hermes/bad-layout', 'header', 8, () => found);
    return null;
  }
  const { from, to } = agreeing;
  damage.note('hermes/unknown-version', 'version', 8, () => `found ${version}, read as version ${from} to ${to}`);
  return readAs(bytes, version, agreeing);
}

function readAs(bytes: Uint8Array, version: number, layout: Layout): HermesHeader {
  const fields: Partial<Record<HeaderField, number>> = {};
  for (const [i, field] of layout.fields.entries()) fields[field] = u32(bytes, 32 + i * 4);
  const count = (field: HeaderField): number => fields[field] ?? 0;
  const kinds = headerBytes + count('functionCount') * layout.functionHeaderBytes;
  // One hash of 4 bytes for each identifier lies between the kinds and the entries.
  const entries = kinds + (count('stringKindCount') + count('identifierCount')) * 4;
  const overflow = entries + count('stringCount') * 4;
  const storage = overflow + count('overflowStringCount') * 8;
  const tables = {
    ...{ kinds, kindCount: count('stringKindCount'), identifierCount: count('identifierCount') },
    ...{ entries, count: count('stringCount'), overflow, overflowCount: count('overflowStringCount') },
    ...{ storage, storageBytes: count('stringStorageSize') },
  };
  return { version, fields, tables };
}

const identifierBit = 0x80000000;

/** Whether the kinds at hand are of as many strings, and as many of them identifiers, as the header states. */
function kindsAgree(bytes: Uint8Array, tables: StringTables): boolean {
  if (tables.kinds + tables.kindCount * 4 > bytes.length) return false;
  let strings = 0;
  let identifiers = 0;
  for (let i = 0, at = tables.kinds; i < tables.kindCount; i++, at += 4) {
    const run = u32(bytes, at);
    const length = run % identifierBit;
    strings += length;
    if (run >= identifierBit) identifiers += length;
  }
  return strings > 0 && strings === tables.count && identifiers === tables.identifierCount;
}
