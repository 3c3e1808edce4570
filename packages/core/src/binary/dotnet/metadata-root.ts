/** The root of .NET metadata and its streams (ECMA-335 II.24.2.1 and II.24.2.2). */

import type { DamageLog } from '../dex/damage-log.js';
import type { ByteRange } from '../heap-texts.js';
import { u16, u32 } from '../little-endian.js';

/** The streams that are read; one that is missing is empty. */
export interface Streams {
  /** `#~`, or `#-` of files that were edited and continue: the tables. */
  readonly tables: ByteRange;
  readonly strings: ByteRange;
  readonly userStrings: ByteRange;
}

/** `BSJB`. */
const signature = 0x424a5342;
/** Signature, versions, reserved, length of the version text. */
const rootBytes = 16;
/** The format knows five streams and tools add a few; a header takes at least 12 bytes. */
const maxStreams = 64;
const maxNameBytes = 32;
const nothing: ByteRange = { start: 0, end: 0 };

/** Where the first metadata signature stands, on a multiple of four as the format asks; -1 where there is none. */
export function findSignature(bytes: Uint8Array): number {
  const last = bytes.length - rootBytes;
  for (let at = 0; at <= last; at += 4) {
    if (bytes[at] === 0x42 && bytes[at + 1] === 0x53 && bytes[at + 2] === 0x4a && bytes[at + 3] === 0x42) return at;
  }
  return -1;
}

/**
 * Finds the streams of the metadata whose root lies at `start`. A stream that reaches past the bytes is cut and noted. Null where there is no
 * signature, or the root is cut short.
 */
export function readStreams(bytes: Uint8Array, start: number, damage: DamageLog): Streams | null {
  if (bytes.length - start < rootBytes || u32(bytes, start) !== signature) return null;
  // The text of the version is padded to a multiple of four; flags and the number of streams follow.
  const counts = start + rootBytes + u32(bytes, start + 12);
  if (counts + 4 > bytes.length) return null;
  const found = new Map<string, ByteRange>();
  const stated = u16(bytes, counts + 2);
  let at = counts + 4;
  for (let i = 0; i < Math.min(stated, maxStreams) && at + 8 < bytes.length; i++) {
    const name = streamName(bytes, at + 8);
    if (!found.has(name)) found.set(name, streamRange(bytes, start, at, name, damage));
    at += 8 + ((name.length + 4) & ~3);
  }
  if (found.size < Math.min(stated, maxStreams)) {
    damage.note('dotnet/truncated', 'streams', counts + 2, () => `expected ${stated} streams, found ${found.size}`);
  }
  return {
    tables: found.get('#~') ?? found.get('#-') ?? nothing,
    strings: found.get('#Strings') ?? nothing,
    userStrings: found.get('#US') ?? nothing,
  };
}

/** The name of a stream: ASCII up to a NUL. */
function streamName(bytes: Uint8Array, start: number): string {
  let name = '';
  for (let at = start; at < start + maxNameBytes; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0) break;
    name += String.fromCharCode(byte);
  }
  return name;
}

function streamRange(bytes: Uint8Array, root: number, header: number, name: string, damage: DamageLog): ByteRange {
  const start = root + u32(bytes, header);
  const size = u32(bytes, header + 4);
  if (start + size <= bytes.length) return { start, end: start + size };
  damage.note('dotnet/truncated', `stream ${name}`, header, () => {
    return `expected ${size} bytes at ${start}, the file has ${bytes.length}`;
  });
  return start < bytes.length ? { start, end: bytes.length } : nothing;
}
