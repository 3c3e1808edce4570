/** The header of Unity's global-metadata.dat: its version, and where its tables lie (`Il2CppGlobalMetadataHeader`). */

import type { DamageLog } from '../dex/damage-log.js';
import type { ByteRange } from '../heap-texts.js';
import { u32 } from '../little-endian.js';

/**
 * The tables that are read, by their place in the header. Unity publishes no description of the format; the header files that come
 * with each version of its IL2CPP (`il2cpp-metadata.h`, `GlobalMetadataFileInternals.h`) keep the order of the first twenty, and
 * tools that read many versions (Il2CppDumper, Cpp2IL) agree. What differs between versions comes behind them.
 */
const tables = { stringLiterals: 0, stringLiteralData: 1, strings: 2, typeDefinitions: 19 } as const;

export interface UnityHeader {
  /** As stated; 0 to 2^32 - 1. */
  readonly version: number;
  /** Entries of the string literals: length and place in `stringLiteralData`, or since version 35 the place alone. */
  readonly stringLiterals: ByteRange;
  /** The texts of the literals, UTF-8 without separators. */
  readonly stringLiteralData: ByteRange;
  /** Names of assemblies, namespaces, types, methods and fields, UTF-8 with a NUL behind each. */
  readonly strings: ByteRange;
  readonly typeDefinitions: ByteRange;
  /** Number of type definitions as the header states it; null before version 38, where it states bytes only. */
  readonly typeCount: number | null;
}

const sanity = 0xfab11baf;
/** Versions of Unity 5.3 to 6. Others between and behind them have not been seen; they are read like the ones before them. */
const isKnown = (version: number): boolean =>
  (version >= 16 && version <= 31) || version === 35 || version === 38 || version === 39;

/** Since version 38 (Unity 6) the header gives each table a number of items behind its offset and its size. */
const countedSince = 38;
/** Since version 35 a literal has no length of its own: it ends where the next one begins. */
export const lengthlessSince = 35;

/** Whether bytes begin like global-metadata.dat that is neither encrypted nor altered. */
export function isUnityMetadata(head: Uint8Array): boolean {
  return u32(head, 0) === sanity;
}

/** Reads the header, whose magic was checked. Tables that reach past the bytes are cut and noted. */
export function readUnityHeader(bytes: Uint8Array, damage: DamageLog): UnityHeader {
  const version = u32(bytes, 4);
  if (!isKnown(version)) {
    damage.note('unity/unknown-version', 'version', 4, () => `expected 16 to 31, 35, 38 or 39, found ${version}`);
  }
  const counted = version >= countedSince;
  const place = (table: keyof typeof tables): number => 8 + tables[table] * (counted ? 12 : 8);
  const range = (table: keyof typeof tables): ByteRange => tableRange(bytes, place(table), table, damage);
  return {
    version,
    stringLiterals: range('stringLiterals'),
    stringLiteralData: range('stringLiteralData'),
    strings: range('strings'),
    typeDefinitions: range('typeDefinitions'),
    typeCount: counted ? u32(bytes, place('typeDefinitions') + 8) : null,
  };
}

function tableRange(bytes: Uint8Array, field: number, table: string, damage: DamageLog): ByteRange {
  const start = u32(bytes, field);
  const end = start + u32(bytes, field + 4);
  if (end <= bytes.length && field + 8 <= bytes.length) return { start, end };
  damage.note('unity/truncated', table, Math.min(field, bytes.length), () => {
    return `expected bytes ${start} to ${end}, the file has ${bytes.length}`;
  });
  return { start: Math.min(start, bytes.length), end: bytes.length };
}
