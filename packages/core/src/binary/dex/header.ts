/** The header of a DEX: magic, version, and where its tables lie (dex-format, "header_item"). */
import type { Limits } from '../../limits.js';
import { u32 } from '../little-endian.js';
import type { DamageLog } from './damage-log.js';

/** A table that lies inside the bytes from its first item to its last. */
export interface DexTable {
  readonly count: number;
  /** Bytes from the start of the entry. */
  readonly offset: number;
}

export interface DexHeader {
  /** Where this header begins: 0, except for later files of a v041 container. */
  readonly start: number;
  /** 35 to 41, the nearest known one for others. */
  readonly version: number;
  readonly checksum: number;
  /** Bytes from this header to the end of this file, or to the next header of a container; may lie. */
  readonly fileSize: number;
  readonly headerSize: number;
  /** Bytes of all files of a container together; may lie. The file size up to version 040. */
  readonly containerSize: number;
  readonly mapOffset: number;
  readonly strings: DexTable;
  readonly types: DexTable;
  readonly protos: DexTable;
  readonly fields: DexTable;
  readonly methods: DexTable;
  readonly classes: DexTable;
}

/** Since this version several logical files may share one container; all offsets count from the start of the container. */
export const containerVersion = 41;

const oldestVersion = 35;
const newestVersion = 41;
const littleEndian = 0x12345678;
const bigEndian = 0x78563412;
const headerBytes = 0x70;
const containerHeaderBytes = 0x78;

/** Whether bytes begin like a DEX: `dex\n0` and two digits and NUL. */
export function isDex(head: Uint8Array): boolean {
  return (
    head[0] === 0x64 &&
    head[1] === 0x65 &&
    head[2] === 0x78 &&
    head[3] === 0x0a &&
    head[4] === 0x30 &&
    isDigit(head[5]) &&
    isDigit(head[6]) &&
    head[7] === 0
  );
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/**
 * Reads the header at `start`, whose magic was checked. Tables that reach past the bytes, or past `items`, are cut to the
 * part inside and noted. Null when the header itself is cut short, or the file is big-endian, which Android never runs.
 */
export function readHeader(bytes: Uint8Array, start: number, limits: Limits, damage: DamageLog): DexHeader | null {
  const stated = (bytes[start + 5]! - 0x30) * 10 + (bytes[start + 6]! - 0x30);
  const version = Math.min(Math.max(stated, oldestVersion), newestVersion);
  if (version !== stated) {
    damage.note('dex/unknown-version', 'magic', start + 4, () => `expected version 035 to 041, found 0${stated}`);
  }
  const headerSize = version >= containerVersion ? containerHeaderBytes : headerBytes;
  if (bytes.length - start < headerSize) {
    damage.note('dex/truncated', 'header', start, () => `expected ${headerSize} bytes, found ${bytes.length - start}`);
    return null;
  }
  const endianTag = u32(bytes, start + 0x28);
  if (endianTag !== littleEndian) {
    const found = `expected 0x12345678, found 0x${endianTag.toString(16)}`;
    damage.note('dex/bad-endian', 'endian_tag', start + 0x28, () => found);
    if (endianTag === bigEndian) return null;
  }
  const fileSize = u32(bytes, start + 0x20);
  if (fileSize > bytes.length - start) {
    damage.note('dex/truncated', 'file_size', start + 0x20, () => {
      return `the header promises ${fileSize} bytes, found ${bytes.length - start}`;
    });
  }
  const table = (field: number, part: string, itemSize: number): DexTable =>
    tableInside(bytes, start + field, part, itemSize, limits, damage);
  return {
    start,
    version,
    checksum: u32(bytes, start + 0x08),
    fileSize,
    headerSize,
    containerSize: version >= containerVersion ? u32(bytes, start + 0x70) : fileSize,
    mapOffset: u32(bytes, start + 0x34),
    strings: table(0x38, 'string_ids', 4),
    types: table(0x40, 'type_ids', 4),
    protos: table(0x48, 'proto_ids', 12),
    fields: table(0x50, 'field_ids', 8),
    methods: table(0x58, 'method_ids', 8),
    classes: table(0x60, 'class_defs', 32),
  };
}

function tableInside(
  bytes: Uint8Array,
  field: number,
  part: string,
  itemSize: number,
  limits: Limits,
  damage: DamageLog,
): DexTable {
  const stated = u32(bytes, field);
  const offset = u32(bytes, field + 4);
  if (stated === 0) return { count: 0, offset: 0 };
  if (offset >= bytes.length) {
    damage.note('dex/bad-offset', part, field + 4, () => `offset ${offset} lies outside the ${bytes.length} bytes`);
    return { count: 0, offset: 0 };
  }
  const fitting = Math.floor((bytes.length - offset) / itemSize);
  if (fitting < stated) {
    damage.note('dex/truncated', part, field, () => `expected ${stated} items, found room for ${fitting}`);
  }
  const count = Math.min(stated, fitting, limits.maxTableItems);
  if (count === limits.maxTableItems && count < Math.min(stated, fitting)) {
    damage.note('limit/items', part, field, () => `found ${stated} items, reading ${count}`);
  }
  return { count, offset };
}
