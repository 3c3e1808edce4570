/** Writes the wire format of protocol buffers (protobuf.dev, "Encoding"). */
import { concatBytes } from '../corrupt.js';

const utf8 = new TextEncoder();

/** A varint: seven bits a byte, the lowest first; a negative number in two's complement of 64 bits. */
export function protoVarint(value: number | bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

/** A tag: the field's number and its wire type. */
export function protoTag(field: number, wireType: number): Uint8Array {
  return protoVarint(field * 8 + wireType);
}

/** One field: numbers as varints, text and messages with their length. */
export function protoField(field: number, value: number | bigint | boolean | string | Uint8Array): Uint8Array {
  if (typeof value === 'boolean') return protoField(field, value ? 1 : 0);
  if (typeof value === 'number' || typeof value === 'bigint')
    return concatBytes([protoTag(field, 0), protoVarint(value)]);
  const bytes = typeof value === 'string' ? utf8.encode(value) : value;
  return concatBytes([protoTag(field, 2), protoVarint(bytes.length), bytes]);
}

/** A field of 32 bits, such as a float. */
export function fixed32Field(field: number, bits: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, bits, true);
  return concatBytes([protoTag(field, 5), bytes]);
}

/** A message is its fields in a row. */
export function protoMessage(...fields: readonly Uint8Array[]): Uint8Array {
  return concatBytes(fields);
}
