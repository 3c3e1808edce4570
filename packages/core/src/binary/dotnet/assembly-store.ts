/** The store in which Xamarin and .NET for Android keep their assemblies (dotnet/android, AssemblyStores.md and AssemblyBlobs.md). */
import type { Report } from '../../errors.js';
import type { TextTable } from '../../extractors/sink.js';
import type { Limits } from '../../limits.js';
import { DamageLog } from '../dex/damage-log.js';
import { u32 } from '../little-endian.js';
import { textTable } from '../utf8-texts.js';
import { isCompressedAssembly } from './compressed-assembly.js';
import { isPe } from './pe.js';

/** The assemblies of a store, as they lie in the bytes: plain PE files or compressed ones. */
export interface AssemblyStore {
  /** 1: `assemblies.blob` up to .NET 8; 2 and 3: inside a shared library since .NET 9. */
  readonly version: number;
  readonly count: number;
  /** Where assembly `i` begins, and where it ends (exclusive); empty where the store has none or the place cannot be right. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** File names, `Xamarin.Forms.Core.dll`, since version 2. Version 1 has hashes only; the assemblies name themselves. */
  readonly names: TextTable | null;
}

/** `XABA`. */
const storeMagic = 0x41424158;
const headerBytes = 20;
/** Since version 2 the upper half of the version holds the ABI and whether it has 64 bits. */
const versionMask = 0xffff;
const newestVersion = 3;

/** Whether a store may begin at `start`: its magic, a known version, and room for the descriptors that it states. */
export function isAssemblyStore(bytes: Uint8Array, start: number): boolean {
  if (bytes.length - start < headerBytes || u32(bytes, start) !== storeMagic) return false;
  const version = u32(bytes, start + 4) & versionMask;
  return version >= 1 && version <= newestVersion;
}

/**
 * Reads where the assemblies of the store at `start` lie; the offsets in a store count from there. Hash tables are skipped: names
 * come without them. A byte is given out twice at most, so that work on all assemblies is linear in the bytes.
 * Reports `dotnet/bad-store` and `limit/entries`.
 */
export function readAssemblyStore(
  bytes: Uint8Array,
  start: number,
  where: string,
  report: Report,
  limits: Limits,
): AssemblyStore {
  const damage = new DamageLog(where, report);
  const version = u32(bytes, start + 4) & versionMask;
  const first = version === 1;
  const descriptors = start + headerBytes + (first ? 0 : u32(bytes, start + 16));
  const descriptorBytes = first ? 24 : 28;
  const stated = u32(bytes, start + 8);
  const fitting = Math.max(0, Math.floor((bytes.length - descriptors) / descriptorBytes));
  const count = Math.min(stated, fitting, limits.maxEntries);
  if (fitting < stated) {
    damage.note('dotnet/bad-store', 'descriptors', start + 8, () => `expected ${stated}, found room for ${fitting}`);
  } else if (count < stated) {
    damage.note('limit/entries', 'descriptors', start + 8, () => `found ${stated}, reading ${count}`);
  }
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  // Since version 2 a descriptor begins with an index that only the runtime needs.
  readPlaces(bytes, start, descriptors + (first ? 0 : 4), descriptorBytes, starts, ends, damage);
  const names = first ? null : readNames(bytes, descriptors + stated * descriptorBytes, count, damage);
  damage.flush();
  return { version, count, starts, ends, names };
}

/** Compilers give each byte to one assembly; tools that patch a store may let two share theirs. */
const sharingFactor = 2;

/** Reads `data_offset` and `data_size` of each descriptor. What begins no assembly is left empty, what reaches past the bytes is cut; both are noted. */
function readPlaces(
  bytes: Uint8Array,
  store: number,
  field: number,
  descriptorBytes: number,
  starts: Uint32Array,
  ends: Uint32Array,
  damage: DamageLog,
): void {
  let left = bytes.length * sharingFactor;
  for (let i = 0, at = field; i < starts.length; i++, at += descriptorBytes) {
    const start = store + u32(bytes, at);
    const size = u32(bytes, at + 4);
    if (size === 0) continue;
    const end = Math.min(bytes.length, start + size);
    const isAssembly = isPe(bytes, start) || isCompressedAssembly(bytes, start);
    if (!isAssembly || end < start + size) {
      damage.note('dotnet/bad-store', 'assembly', at, () => `${size} bytes at ${start} are no assembly in the file`);
    }
    if (!isAssembly) continue;
    if (end - start > left) {
      damage.note('dotnet/bad-store', 'places', at, () => 'assemblies overlap too often; the rest are left out');
      continue;
    }
    left -= end - start;
    starts[i] = start;
    ends[i] = end;
  }
}

/** Names behind the descriptors: a length in bytes, then UTF-8. */
function readNames(bytes: Uint8Array, from: number, count: number, damage: DamageLog): TextTable {
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  let at = from;
  for (let i = 0; i < count; i++) {
    const end = at + 4 + u32(bytes, at);
    if (at + 4 > bytes.length || end > bytes.length) {
      damage.note('dotnet/bad-store', 'names', Math.min(at, bytes.length), () => `expected ${count} names, found ${i}`);
      break;
    }
    starts[i] = at + 4;
    ends[i] = end;
    at = end;
  }
  return textTable(bytes, starts, ends, true);
}
