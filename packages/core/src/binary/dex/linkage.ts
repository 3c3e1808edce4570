/** Method handles and call sites of a DEX, which only its map knows (dex-format, "map_list", "call_site_id_item"). */

import { u16, u32 } from '../little-endian.js';
import type { ByteCursor } from './byte-cursor.js';
import type { DexFile } from './dex-file.js';
import { valueType } from './encoded-value.js';

const callSiteIds = 0x0007;
const methodHandles = 0x0008;

/** Told of what a linkage table names, as indices into the tables of the DEX. */
export interface LinkageVisitor {
  /** `handleType` 0 to 3 accesses a field, 4 to 8 invokes a method (dex-format, "Method Handle Type Codes"). */
  methodHandle(handleType: number, member: number): void;
  string(index: number): void;
  type(index: number): void;
  proto(index: number): void;
}

/** Walks the method handles and call sites that the map of `file` lists. */
export function walkLinkage(file: DexFile, cursor: ByteCursor, visitor: LinkageVisitor): void {
  const { bytes } = file;
  for (const offset of sectionItems(file, methodHandles, 8)) {
    visitor.methodHandle(u16(bytes, offset), u16(bytes, offset + 4));
  }
  for (const offset of sectionItems(file, callSiteIds, 4)) {
    if (cursor.seek(u32(bytes, offset)).ok) walkCallSite(cursor, visitor);
  }
}

/** Places of the items of one section of the map; those inside the bytes. Sections of a valid map occur once each. */
function* sectionItems({ bytes, header }: DexFile, type: number, itemBytes: number): Generator<number> {
  const map = header.mapOffset;
  const count = Math.min(u32(bytes, map), Math.floor((bytes.length - map - 4) / 12));
  for (let i = 0; i < count; i++) {
    const at = map + 4 + i * 12;
    if (u16(bytes, at) !== type) continue;
    const offset = u32(bytes, at + 8);
    const items = Math.min(u32(bytes, at + 4), Math.floor((bytes.length - offset) / itemBytes));
    for (let n = 0; n < items; n++) yield offset + n * itemBytes;
    return;
  }
}

/** A call site is an array of a method handle, a name, a method type, and further arguments for the linker. */
function walkCallSite(cursor: ByteCursor, visitor: LinkageVisitor): void {
  const count = cursor.uleb();
  if (count < 3) return;
  for (let i = 0; i < count && cursor.ok; i++) {
    const head = cursor.u8();
    const type = head & 0x1f;
    // What dexdump cannot print inside a call site ends it.
    if (type === valueType.array || type === valueType.annotation) return;
    const hasBytes = type !== valueType.null && type !== valueType.boolean;
    const value = hasBytes ? cursor.bytesLe((head >> 5) + 1) : head >> 5;
    if (!cursor.ok) return;
    if (i === 1 || (i > 2 && type === valueType.string)) visitor.string(value);
    else if (i === 2 || (i > 2 && type === valueType.methodType)) visitor.proto(value);
    else if (i > 2 && type === valueType.type) visitor.type(value);
  }
}
