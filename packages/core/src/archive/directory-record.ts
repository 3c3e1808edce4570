/** One record of the central directory (APPNOTE.TXT 4.3.12), with its ZIP64 extra field (4.5.3). */
import type { ArchiveEntry } from './archive.js';

/** An entry with what is needed to find its bytes. */
export interface DirectoryEntry extends ArchiveEntry {
  /** Where its local header lies in the source. */
  readonly headerOffset: number;
  /** Bytes of its name, for comparison with the local header. */
  readonly nameLength: number;
  /** The method as written: 0 stored, 8 deflated. */
  readonly methodCode: number;
  /** Bit 0 of the general purpose flags. */
  readonly encrypted: boolean;
}

/** A record and the bytes it takes; `length` may reach past the bytes that are there. */
export interface DirectoryRecord {
  readonly entry: DirectoryEntry;
  readonly length: number;
}

export const recordSignature = 0x02014b50;
export const recordLength = 46;

// Android takes names as UTF-8 whatever bit 11 says (libziparchive, IsValidEntryName); it refuses what is not, we show it.
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The record at `at`, or undefined when there is no signature, or its fixed part and name are not whole. */
export function readRecord(bytes: Uint8Array, at: number, shift: number): DirectoryRecord | undefined {
  if (at + recordLength > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, bytes.length - at);
  if (view.getUint32(0, true) !== recordSignature) return undefined;
  const nameLength = view.getUint16(28, true);
  const extraLength = view.getUint16(30, true);
  const nameEnd = recordLength + nameLength;
  if (nameEnd > view.byteLength) return undefined;
  const stated = {
    size: view.getUint32(24, true),
    compressedSize: view.getUint32(20, true),
    headerOffset: view.getUint32(42, true),
  };
  const { size, compressedSize, headerOffset } = withZip64(stated, view, nameEnd, nameEnd + extraLength);
  const methodCode = view.getUint16(10, true);
  return {
    entry: {
      name: utf8.decode(bytes.subarray(at + recordLength, at + nameEnd)),
      compressedSize,
      size,
      method: methodCode === 8 ? 'deflated' : 'stored',
      headerOffset: headerOffset + shift,
      nameLength,
      methodCode,
      encrypted: (view.getUint16(8, true) & 1) !== 0,
    },
    length: nameEnd + extraLength + view.getUint16(32, true),
  };
}

interface Wide {
  readonly size: number;
  readonly compressedSize: number;
  readonly headerOffset: number;
}

/**
 * Replaces fields that say 0xffffffff. As in ParseZip64ExtendedInfoInExtraField, a field of 24 bytes holds all three values
 * even when only one is asked for (Go writes it so). The extra field is looked at only where it is needed: one that
 * lies about its length elsewhere, as protected apps have it, hurts nobody.
 */
function withZip64(stated: Wide, view: DataView, from: number, to: number): Wide {
  const names = (['size', 'compressedSize', 'headerOffset'] as const).filter((name) => stated[name] === 0xffffffff);
  if (names.length === 0) return stated;
  const end = Math.min(to, view.byteLength);
  for (let at = from; at + 4 <= end; ) {
    const length = view.getUint16(at + 2, true);
    const body = at + 4;
    if (view.getUint16(at, true) !== 1) {
      at = body + length;
      continue;
    }
    const complete = length === 24 || length === 28;
    const values: { -readonly [name in keyof Wide]: number } = { ...stated };
    let next = body;
    for (const name of complete ? (['size', 'compressedSize', 'headerOffset'] as const) : names) {
      if (next + 8 > end) break;
      values[name] = readU64(view, next);
      next += 8;
    }
    return values;
  }
  return stated;
}

/** A 64-bit number; past 2^53 it is inexact, which is past the end of any source as well. */
export function readU64(view: DataView, offset: number): number {
  return view.getUint32(offset, true) + view.getUint32(offset + 4, true) * 0x1_0000_0000;
}
