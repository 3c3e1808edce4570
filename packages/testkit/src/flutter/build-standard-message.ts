/** Builds messages in Flutter's standard encoding, as AssetManifest.bin holds one (flutter, `StandardMessageCodec`). */
import { ByteWriter } from '../dex/byte-writer.js';

/** A value of the encoding. Whole numbers are written as 32-bit integers, others as doubles. */
export type MessageValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | Float64Array
  | readonly MessageValue[]
  | ReadonlyMap<MessageValue, MessageValue>;

/** The bytes of a message. */
export function buildStandardMessage(value: MessageValue): Uint8Array {
  const out = new ByteWriter();
  write(out, value);
  return out.finish();
}

function write(out: ByteWriter, value: MessageValue): void {
  if (value === null) out.u8(0);
  else if (typeof value === 'boolean') out.u8(value ? 1 : 2);
  else if (typeof value === 'number' && Number.isInteger(value)) {
    out.u8(3);
    out.u32(value);
  } else if (typeof value === 'number') {
    out.u8(6);
    writeDoubles(out, Float64Array.of(value));
  } else if (typeof value === 'string') writeBytes(out, 7, new TextEncoder().encode(value));
  else if (value instanceof Uint8Array) writeBytes(out, 8, value);
  else if (value instanceof Float64Array) {
    out.u8(11);
    writeSize(out, value.length);
    writeDoubles(out, value);
  } else if (value instanceof Map) {
    out.u8(13);
    writeSize(out, value.size);
    for (const [key, of] of value) {
      write(out, key);
      write(out, of);
    }
  } else {
    const items = value as readonly MessageValue[];
    out.u8(12);
    writeSize(out, items.length);
    for (const item of items) write(out, item);
  }
}

function writeBytes(out: ByteWriter, type: number, bytes: Uint8Array): void {
  out.u8(type);
  writeSize(out, bytes.length);
  for (const byte of bytes) out.u8(byte);
}

function writeDoubles(out: ByteWriter, values: Float64Array): void {
  out.align(8);
  for (const byte of new Uint8Array(values.buffer)) out.u8(byte);
}

function writeSize(out: ByteWriter, size: number): void {
  if (size < 254) out.u8(size);
  else if (size <= 0xffff) {
    out.u8(254);
    out.u16(size);
  } else {
    out.u8(255);
    out.u32(size);
  }
}
