/** Values of static fields and call sites (dex-format, "encoded_value encoding"). */
import type { ByteCursor } from './byte-cursor.js';

/** The kinds of value that name something. */
export const valueType = {
  methodType: 0x15,
  methodHandle: 0x16,
  string: 0x17,
  type: 0x18,
  field: 0x19,
  method: 0x1a,
  enum: 0x1b,
  array: 0x1c,
  annotation: 0x1d,
  null: 0x1e,
  boolean: 0x1f,
} as const;

/** Told of what a value names, as indices into string_ids, type_ids, field_ids and method_ids. */
export interface ValueVisitor {
  string(index: number): void;
  type(index: number): void;
  field(index: number): void;
  method(index: number): void;
}

/**
 * Walks one encoded_value as dexdump prints it. Method types and handles are not known to dexdump: it prints `????` and reads
 * on right after the head byte, so the values behind one are read askew; this does the same. Arrays and annotations nest
 * as deep as there are bytes, hence no recursion.
 */
export function walkEncodedValue(cursor: ByteCursor, visitor: ValueVisitor): void {
  const open: { left: number; readonly named: boolean }[] = [{ left: 1, named: false }];
  for (let inner = open.at(-1); inner !== undefined && cursor.ok; inner = open.at(-1)) {
    if (inner.left === 0) {
      open.pop();
      continue;
    }
    inner.left--;
    if (inner.named) visitor.string(cursor.uleb());
    const head = cursor.u8();
    const size = (head >> 5) + 1;
    if (!cursor.ok) return;
    switch (head & 0x1f) {
      case valueType.string:
        visitor.string(cursor.bytesLe(size));
        break;
      case valueType.type:
        visitor.type(cursor.bytesLe(size));
        break;
      case valueType.field:
      case valueType.enum:
        visitor.field(cursor.bytesLe(size));
        break;
      case valueType.method:
        visitor.method(cursor.bytesLe(size));
        break;
      case valueType.array:
        open.push({ left: cursor.uleb(), named: false });
        break;
      case valueType.annotation:
        visitor.type(cursor.uleb());
        open.push({ left: cursor.uleb(), named: true });
        break;
      default:
        if (isNumber(head & 0x1f)) cursor.bytesLe(size);
    }
  }
}

/** byte, short, char, int, long, float, double. */
const isNumber = (type: number): boolean =>
  type === 0x00 || (type >= 0x02 && type <= 0x04) || type === 0x06 || type === 0x10 || type === 0x11;
