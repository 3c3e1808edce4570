/** The frame of a gzip file: where its compressed data lies (RFC 1952). */

import type { ByteRange } from './heap-texts.js';
import { u16, u32 } from './little-endian.js';

/** What the frame says of the data. */
export interface GzipMember {
  /** Raw DEFLATE, for whoever inflates entries. */
  readonly data: ByteRange;
  /** Bytes that the data unpacks to, as stated (modulo 2^32); may lie. */
  readonly size: number;
}

const flags = { headerChecksum: 0x02, extra: 0x04, name: 0x08, comment: 0x10 } as const;
const headerBytes = 10;
/** CRC-32 and size. */
const trailerBytes = 8;

/** Whether bytes begin like a gzip file with DEFLATE data. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

/** The first member of a gzip file; null where its frame does not fit into the bytes. */
export function gzipMember(bytes: Uint8Array): GzipMember | null {
  if (!isGzip(bytes) || bytes.length < headerBytes + trailerBytes) return null;
  const set = bytes[3]!;
  let start = headerBytes;
  if ((set & flags.extra) !== 0) start += 2 + u16(bytes, start);
  if ((set & flags.name) !== 0) start = behindNul(bytes, start);
  if ((set & flags.comment) !== 0) start = behindNul(bytes, start);
  if ((set & flags.headerChecksum) !== 0) start += 2;
  const end = bytes.length - trailerBytes;
  return start < end ? { data: { start, end }, size: u32(bytes, end + 4) } : null;
}

function behindNul(bytes: Uint8Array, from: number): number {
  const nul = bytes.indexOf(0, from);
  return nul === -1 ? bytes.length : nul + 1;
}
