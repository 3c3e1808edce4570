/** proto_ids, field_ids and method_ids of a DEX, an item at a time (dex-format, "proto_id_item" and its neighbours). */
import { u16, u32 } from '../little-endian.js';
import type { DexFile } from './dex-file.js';

export interface ProtoId {
  /** Index into type_ids. */
  readonly returnType: number;
  /** Offset of the type_list of the parameters; 0 for none. */
  readonly parameters: number;
}

export interface FieldId {
  /** Indices into type_ids and string_ids. */
  readonly owner: number;
  readonly type: number;
  readonly name: number;
}

export interface MethodId {
  /** Indices into type_ids, proto_ids and string_ids. */
  readonly owner: number;
  readonly proto: number;
  readonly name: number;
}

/** Item `index` of proto_ids; null when the table has no such item. */
export function protoId({ bytes, header }: DexFile, index: number): ProtoId | null {
  if (index >= header.protos.count) return null;
  const at = header.protos.offset + index * 12;
  return { returnType: u32(bytes, at + 4), parameters: u32(bytes, at + 8) };
}

/** Item `index` of field_ids; null when the table has no such item. */
export function fieldId({ bytes, header }: DexFile, index: number): FieldId | null {
  if (index >= header.fields.count) return null;
  const at = header.fields.offset + index * 8;
  return { owner: u16(bytes, at), type: u16(bytes, at + 2), name: u32(bytes, at + 4) };
}

/** Item `index` of method_ids; null when the table has no such item. */
export function methodId({ bytes, header }: DexFile, index: number): MethodId | null {
  if (index >= header.methods.count) return null;
  const at = header.methods.offset + index * 8;
  return { owner: u16(bytes, at), proto: u16(bytes, at + 2), name: u32(bytes, at + 4) };
}
