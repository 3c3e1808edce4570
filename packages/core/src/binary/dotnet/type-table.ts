/** The types that an assembly defines and refers to: TypeDef and TypeRef (ECMA-335 II.22.37 and II.22.38). */
import type { Heap } from '../heap-texts.js';
import { type NamespacedTypes, namespacedTypes } from '../namespaced-types.js';
import { columnValues, type MetadataTable, rowOffsets } from './table-stream.js';

/** Name and namespace are the second and third column of both tables. */
const nameColumn = 1;
const namespaceColumn = 2;

/** Reads the rows of both tables; decodes no name. */
export function readTypes(heap: Heap, defs: MetadataTable, refs: MetadataTable): NamespacedTypes {
  const ofBoth = (values: (table: MetadataTable) => Uint32Array): Uint32Array => {
    const all = new Uint32Array(defs.rows + refs.rows);
    all.set(values(defs));
    all.set(values(refs), defs.rows);
    return all;
  };
  const names = ofBoth((table) => columnValues(heap.bytes, table, nameColumn));
  const namespaces = ofBoth((table) => columnValues(heap.bytes, table, namespaceColumn));
  return namespacedTypes(heap, names, namespaces, defs.rows, ofBoth(rowOffsets));
}
