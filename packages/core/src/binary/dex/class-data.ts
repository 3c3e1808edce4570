/** The fields and methods of a class (dex-format, "class_data_item"). */
import type { ByteCursor } from './byte-cursor.js';

/** Told of each member in file order; indices are into field_ids and method_ids. */
export interface MemberVisitor {
  field(index: number): void;
  /** `code` is the offset of its code_item; 0 for none. */
  method(index: number, accessFlags: number, code: number): void;
}

/** Walks the class_data_item at the cursor, until its end or for as long as the cursor is ok; returns the static fields. */
export function walkClassData(cursor: ByteCursor, visitor: MemberVisitor): { readonly staticFields: number } {
  const staticFields = cursor.uleb();
  const instanceFields = cursor.uleb();
  const directMethods = cursor.uleb();
  const virtualMethods = cursor.uleb();
  // Indices are differences to the one before; each of the four lists starts again from zero.
  for (const count of [staticFields, instanceFields]) {
    let index = 0;
    for (let i = 0; i < count && cursor.ok; i++) {
      index = (index + cursor.uleb()) >>> 0;
      cursor.uleb(); // access_flags
      if (cursor.ok) visitor.field(index);
    }
  }
  for (const count of [directMethods, virtualMethods]) {
    let index = 0;
    for (let i = 0; i < count && cursor.ok; i++) {
      index = (index + cursor.uleb()) >>> 0;
      const accessFlags = cursor.uleb();
      const code = cursor.uleb();
      if (cursor.ok) visitor.method(index, accessFlags, code);
    }
  }
  return { staticFields };
}
