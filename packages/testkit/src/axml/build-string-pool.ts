/** Builds a `ResStringPool` chunk, in UTF-8 or UTF-16. */
import { aligned, type ChunkOddities, chunk, concat, u16, u32 } from './chunk.js';

/** How the texts of a pool are written. */
export type PoolEncoding = 'utf8' | 'utf16';

export interface PoolOddities extends ChunkOddities {
  /** The number of strings to state instead of the true one. */
  readonly statedCount?: (count: number) => number;
  /** Offsets into the string data, instead of the true ones. */
  readonly offsets?: (offsets: readonly number[]) => readonly number[];
}

/** A string pool chunk (type 0x0001) holding `texts` in this order. */
export function buildStringPool(
  texts: readonly string[],
  encoding: PoolEncoding,
  oddities: PoolOddities = {},
): Uint8Array {
  const encoded = texts.map(encoding === 'utf8' ? encodeUtf8 : encodeUtf16);
  const starts: number[] = [];
  let at = 0;
  for (const bytes of encoded) {
    starts.push(at);
    at += bytes.length;
  }
  const offsets = u32(...(oddities.offsets?.(starts) ?? starts));
  const stringsStart = 28 + (oddities.extraHeader ?? 0) + offsets.length;
  const header = u32(
    oddities.statedCount?.(texts.length) ?? texts.length,
    0,
    encoding === 'utf8' ? 0x100 : 0,
    texts.length === 0 ? 0 : stringsStart,
    0,
  );
  return chunk(0x0001, header, concat(offsets, aligned(concat(...encoded))), oddities);
}

/** Length in UTF-16 units, length in bytes, the bytes, a zero; a length past 0x7f takes two bytes. */
function encodeUtf8(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  return concat(shortLength(text.length), shortLength(bytes.length), bytes, new Uint8Array(1));
}

function shortLength(length: number): Uint8Array {
  return length < 0x80 ? Uint8Array.of(length) : Uint8Array.of(0x80 | ((length >> 8) & 0x7f), length & 0xff);
}

/** Length in units, the units, a zero; a length past 0x7fff takes two units. */
function encodeUtf16(text: string): Uint8Array {
  const length =
    text.length < 0x8000 ? u16(text.length) : u16(0x8000 | ((text.length >>> 16) & 0x7fff), text.length & 0xffff);
  const units = new Uint8Array(text.length * 2);
  const view = new DataView(units.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), true);
  return concat(length, units, u16(0));
}
