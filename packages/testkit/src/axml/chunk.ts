/** Little-endian bytes and resource chunks (ResourceTypes.h, `ResChunk_header`), the bricks of AXML and ARSC. */
import { concatBytes } from '../corrupt.js';

/** Numbers as 16-bit little-endian bytes. */
export function u16(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setUint16(i * 2, value, true);
  });
  return bytes;
}

/** Numbers as 32-bit little-endian bytes; negative ones in two's complement. */
export function u32(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setUint32(i * 4, value, true);
  });
  return bytes;
}

/** All parts in a row. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return concatBytes(parts);
}

/** The bytes, with zeros up to the next multiple of four: chunks and string data are aligned so. */
export function aligned(bytes: Uint8Array): Uint8Array {
  return concat(bytes, new Uint8Array(-bytes.length & 3));
}

/** How one chunk is to differ from what the format asks for. */
export interface ChunkOddities {
  /** Zero bytes at the end of the header, counted in its size. */
  readonly extraHeader?: number;
  /** The size to state instead of the true one. */
  readonly statedSize?: (size: number) => number;
}

/** One chunk: type, header size and size, then the rest of the header, then the body. */
export function chunk(type: number, header: Uint8Array, body: Uint8Array, oddities: ChunkOddities = {}): Uint8Array {
  const extra = new Uint8Array(oddities.extraHeader ?? 0);
  const size = 8 + header.length + extra.length + body.length;
  return concat(
    u16(type, 8 + header.length + extra.length),
    u32(oddities.statedSize?.(size) ?? size),
    header,
    extra,
    body,
  );
}

/** A value as `Res_value` stores it; text goes through the string pool. */
export type TypedInput = string | number | boolean | { readonly reference: number } | TypedValue;

/** A `Res_value` by its numbers: `dataType` and `data`. */
export interface TypedValue {
  readonly type: number;
  readonly data: number;
}

/** `Res_value.dataType` and `data` for a value; `textIndex` gives a string's index in the pool. */
export function typedValue(value: TypedInput, textIndex: (text: string) => number): TypedValue {
  if (typeof value === 'string') return { type: 0x03, data: textIndex(value) };
  if (typeof value === 'number') return { type: 0x10, data: value };
  if (typeof value === 'boolean') return { type: 0x12, data: value ? 0xffffffff : 0 };
  return 'reference' in value ? { type: 0x01, data: value.reference } : value;
}
