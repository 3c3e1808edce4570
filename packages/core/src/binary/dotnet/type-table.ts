/** The types that an assembly defines and refers to: TypeDef and TypeRef (ECMA-335 II.22.37 and II.22.38). */
import type { TextTable } from '../../extractors/sink.js';
import { textTable } from '../utf8-texts.js';
import { columnValues, heapTexts, type StringHeap } from './string-heap.js';
import { type MetadataTable, rowOffsets } from './table-stream.js';

/** Types in the order of their rows, those that the assembly defines first. */
export interface TypeTable {
  /** Simple names as ranges of `#Strings`: `` List`1 ``, `<Module>`. A nested type has the name of itself alone. */
  readonly names: TextTable;
  /** So many of the types, the first ones, are defined here; the others are only referred to. */
  readonly defined: number;
  /** Each namespace once, as a range of `#Strings`, in order of appearance: `Com.Vendor.Sdk`. Nested types have an empty one. */
  readonly namespaces: TextTable;
  /** Index into `namespaces` for each type. */
  readonly namespaceOf: Uint32Array;
  /** Offset of each type's row. */
  readonly offsets: Uint32Array;
}

/** Name and namespace are the second and third column of both tables. */
const nameColumn = 1;
const namespaceColumn = 2;

/** Reads the rows of both tables; decodes no name. */
export function readTypes(heap: StringHeap, defs: MetadataTable, refs: MetadataTable): TypeTable {
  const { bytes } = heap;
  const count = defs.rows + refs.rows;
  const nameIndices = new Uint32Array(count);
  nameIndices.set(columnValues(bytes, defs, nameColumn));
  nameIndices.set(columnValues(bytes, refs, nameColumn), defs.rows);
  const namespaceIndices = new Uint32Array(count);
  namespaceIndices.set(columnValues(bytes, defs, namespaceColumn));
  namespaceIndices.set(columnValues(bytes, refs, namespaceColumn), defs.rows);
  const offsets = new Uint32Array(count);
  offsets.set(rowOffsets(defs));
  offsets.set(rowOffsets(refs), defs.rows);
  const { distinct, indexOf } = distinctValues(namespaceIndices);
  return {
    names: heapTexts(heap, nameIndices),
    defined: defs.rows,
    namespaces: heapTexts(heap, distinct),
    namespaceOf: indexOf,
    offsets,
  };
}

/** Each value once, in order of appearance, and for each value its place among them. */
function distinctValues(values: Uint32Array): { readonly distinct: Uint32Array; readonly indexOf: Uint32Array } {
  const places = new Map<number, number>();
  const indexOf = new Uint32Array(values.length);
  let last = -1;
  let place = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value !== last) {
      place = places.get(value) ?? places.size;
      places.set(value, place);
      last = value;
    }
    indexOf[i] = place;
  }
  return { distinct: Uint32Array.from(places.keys()), indexOf };
}

/** Bytes of a full name that are kept; .NET itself refuses longer ones (`MAX_CLASSNAME_LENGTH`). */
const maxNameBytes = 1024;
/** All full names together take a fraction of the file; where they take more, one namespace is shared by far too many types. */
const sharingFactor = 2;
const dot = 0x2e;

/** The types as `Namespace.Type`, in a copy of their own; text `i` belongs to type `i`, and its offset is that of the simple name. */
export function fullTypeNames(types: TypeTable): TextTable {
  const { names, namespaces, namespaceOf } = types;
  const starts = new Uint32Array(names.count);
  const ends = new Uint32Array(names.count);
  const room = names.bytes.length * sharingFactor;
  let size = 0;
  for (let i = 0; i < names.count; i++) {
    starts[i] = size;
    const n = namespaceOf[i]!;
    const space = namespaces.ends[n]! - namespaces.starts[n]!;
    const whole = (space === 0 ? 0 : space + 1) + names.ends[i]! - names.starts[i]!;
    size = Math.min(room, size + Math.min(maxNameBytes, whole));
    ends[i] = size;
  }
  const bytes = new Uint8Array(size);
  for (let i = 0; i < names.count; i++) {
    const n = namespaceOf[i]!;
    let at = starts[i]!;
    const end = ends[i]!;
    for (let from = namespaces.starts[n]!; from < namespaces.ends[n]! && at < end; ) {
      bytes[at++] = namespaces.bytes[from++]!;
    }
    if (at > starts[i]! && at < end) bytes[at++] = dot;
    for (let from = names.starts[i]!; at < end; ) bytes[at++] = names.bytes[from++]!;
  }
  return textTable(bytes, starts, ends, true, names.starts);
}
