/** The body of a method: its registers, its debug info, and the types its handlers catch (dex-format, "code_item"). */

import { u16, u32 } from '../little-endian.js';
import type { ByteCursor } from './byte-cursor.js';

export interface CodeItem {
  readonly registers: number;
  /** Registers of the arguments, the last ones. */
  readonly ins: number;
  readonly tries: number;
  /** Offset of the debug_info_item; 0 for none. */
  readonly debugInfo: number;
  /** Offset of the first try_item. */
  readonly triesOffset: number;
}

const headerBytes = 16;
const tryItemBytes = 8;

/** The head of the code_item at `offset`; null when it does not lie inside the bytes. */
export function readCodeItem(bytes: Uint8Array, offset: number): CodeItem | null {
  if (offset + headerBytes > bytes.length) return null;
  const instructions = u32(bytes, offset + 12);
  const padding = instructions % 2 === 0 ? 0 : 2; // try items are aligned to four bytes
  return {
    registers: u16(bytes, offset),
    ins: u16(bytes, offset + 2),
    tries: u16(bytes, offset + 6),
    debugInfo: u32(bytes, offset + 8),
    triesOffset: offset + headerBytes + instructions * 2 + padding,
  };
}

/** Tells `visit` the type of each exception that a try block of `code` catches, as an index into type_ids. */
export function walkCatchTypes(cursor: ByteCursor, code: CodeItem, visit: (type: number) => void): void {
  const { bytes } = cursor;
  const handlers = code.triesOffset + code.tries * tryItemBytes;
  let lastHandler = -1;
  for (let i = 0; i < code.tries; i++) {
    cursor.spend(tryItemBytes);
    const handler = handlers + u16(bytes, code.triesOffset + i * tryItemBytes + 6);
    if (handler === lastHandler) continue; // neighbouring blocks often share their handlers
    lastHandler = handler;
    if (!cursor.seek(handler).ok) return; // outside the bytes, or out of fuel
    const size = cursor.sleb(); // not positive when there is also a catch-all, which names no type
    for (let n = Math.abs(size); n > 0 && cursor.ok; n--) {
      const type = cursor.uleb();
      cursor.uleb(); // addr
      if (cursor.ok) visit(type);
    }
  }
}
