/** Reads a .NET assembly: what it is called, what it refers to, its types and its string literals (ECMA-335 II). */
import type { Report } from '../../errors.js';
import type { TextTable } from '../../extractors/sink.js';
import type { Limits } from '../../limits.js';
import { DamageLog } from '../dex/damage-log.js';
import { type Heap, heapTexts, openHeap } from '../heap-texts.js';
import { u16 } from '../little-endian.js';
import type { NamespacedTypes } from '../namespaced-types.js';
import { findSignature, readStreams, type Streams } from './metadata-root.js';
import { findMetadata } from './pe.js';
import { tables } from './table-schema.js';
import { columnValues, type MetadataTable, readTables, rowOffsets } from './table-stream.js';
import { readTypes } from './type-table.js';
import { readUserStrings } from './user-strings.js';

/** Names of assemblies, with the version of each. */
interface AssemblyNames {
  /** `Xamarin.Firebase.Analytics`, as ranges of `#Strings`. */
  readonly names: TextTable;
  /** Offset of each assembly's row. */
  readonly offsets: Uint32Array;
  /** Version `i` as `major.minor.build.revision`. */
  version(i: number): string;
}

/** One assembly. Offsets and ranges count from the start of its bytes. */
export interface Assembly {
  /** The assembly itself: one, or none for a module of another. */
  readonly self: AssemblyNames;
  /** The assemblies that it refers to. */
  readonly references: AssemblyNames;
  readonly types: NamespacedTypes;
  /** The string literals of the code, rewritten from UTF-16. */
  readonly userStrings: TextTable;
}

/**
 * Reads the metadata of a PE file. Where its headers lead nowhere, metadata is looked for by its signature, as in files that were
 * protected against readers. What is damaged goes to `report`, with `where` as its entry, and the rest is read. Null, and
 * `dotnet/no-metadata`, where there is nothing to read. Throws nothing; work and memory are linear in the bytes.
 */
export function readAssembly(bytes: Uint8Array, where: string, report: Report, limits: Limits): Assembly | null {
  const damage = new DamageLog(where, report);
  const streams = findStreams(bytes, damage);
  const assembly = streams === null ? null : readMetadata(bytes, streams, limits, damage);
  if (assembly === null) damage.note('dotnet/no-metadata', 'metadata', 0, () => 'expected a root and a table stream');
  damage.flush();
  return assembly;
}

function findStreams(bytes: Uint8Array, damage: DamageLog): Streams | null {
  const stated = findMetadata(bytes);
  const streams = stated === null ? null : readStreams(bytes, stated, damage);
  if (streams !== null) return streams;
  const found = findSignature(bytes);
  if (found === -1) return null;
  damage.note('dotnet/bad-header', 'headers', 0, () => `they lead to no metadata; its signature stands at ${found}`);
  return readStreams(bytes, found, damage);
}

function readMetadata(bytes: Uint8Array, streams: Streams, limits: Limits, damage: DamageLog): Assembly | null {
  const rows = readTables(bytes, streams.tables, limits.maxTableItems, damage);
  if (rows === null) return null;
  const heap = openHeap(bytes, streams.strings, damage, 'dotnet/bad-item');
  return {
    self: readNames(heap, rows[tables.assembly]!, 4),
    references: readNames(heap, rows[tables.assemblyRef]!, 0),
    types: readTypes(heap, rows[tables.typeDef]!, rows[tables.typeRef]!),
    userStrings: readUserStrings(bytes, streams.userStrings, limits.maxTableItems, damage),
  };
}

/** Reads Assembly or AssemblyRef, which hold the same in other places: four numbers of a version, and a name (II.22.2, II.22.5). */
function readNames(heap: Heap, table: MetadataTable, versionOffset: number): AssemblyNames {
  const { bytes } = heap;
  const nameColumn = versionOffset === 0 ? 6 : 7;
  const offsets = rowOffsets(table);
  return {
    names: heapTexts(heap, columnValues(bytes, table, nameColumn)),
    offsets,
    version(i) {
      const at = (offsets[i] ?? bytes.length) + versionOffset;
      return [0, 2, 4, 6].map((part) => u16(bytes, at + part)).join('.');
    },
  };
}
