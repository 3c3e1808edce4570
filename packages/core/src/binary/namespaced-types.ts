/** Types with their namespaces, as .NET metadata and Unity's keep them: two names, by their offsets in one heap. */
import type { TextTable } from '../extractors/sink.js';
import { type Heap, heapTexts } from './heap-texts.js';
import { textTable } from './utf8-texts.js';

/** Types in the order of their rows, those that the file defines first. */
export interface NamespacedTypes {
  /** Simple names as ranges of the file: `` List`1 ``, `<Module>`. A nested type has the name of itself alone. */
  readonly names: TextTable;
  /** So many of the types, the first ones, are defined here; the others are only referred to. */
  readonly defined: number;
  /** Each namespace once, as a range of the file, in order of appearance: `Com.Vendor.Sdk`. Nested types have an empty one. */
  readonly namespaces: TextTable;
  /** Index into `namespaces` for each type. */
  readonly namespaceOf: Uint32Array;
  /** Offset of each type's row. */
  readonly rows: Uint32Array;
}

/** Looks up the names and namespaces at these offsets in the heap; decodes none. */
export function namespacedTypes(
  heap: Heap,
  nameIndices: Uint32Array,
  namespaceIndices: Uint32Array,
  defined: number,
  rows: Uint32Array,
): NamespacedTypes {
  const { distinct, indexOf } = distinctValues(namespaceIndices);
  const names = heapTexts(heap, nameIndices);
  return { names, defined, namespaces: heapTexts(heap, distinct), namespaceOf: indexOf, rows };
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
export function fullTypeNames(types: NamespacedTypes): TextTable {
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
