/** Assemblies that .NET for Android compressed one by one (dotnet/android, `CompressedAssemblyHeader` in xamarin-app.hh). */
import type { Report } from '../../errors.js';
import type { Limits } from '../../limits.js';
import { u32 } from '../little-endian.js';
import type { UnpackBudget } from '../unpack-budget.js';
import { maxLz4Ratio, unpackLz4Block } from './lz4-block.js';

/** `XALZ`: an LZ4 block; `XAZS`: Zstandard, of .NET 11 and later, which is not read. */
const lz4Magic = 0x5a4c4158;
const zstandardMagic = 0x535a4158;
/** Magic, index for the runtime, size of the assembly. */
const headerBytes = 12;

/** Whether a compressed assembly begins at `start`, in a form that is read or not. */
export function isCompressedAssembly(bytes: Uint8Array, start = 0): boolean {
  const magic = u32(bytes, start);
  return (magic === lz4Magic || magic === zstandardMagic) && bytes.length - start > headerBytes;
}

/**
 * Unpacks a compressed assembly. Of a damaged one the part before the damage is given, with `dotnet/bad-compression`; nothing
 * where its size is over a limit or cannot be right, or where it is compressed in a way that is not read.
 */
export function unpackAssembly(
  bytes: Uint8Array,
  where: string,
  report: Report,
  limits: Limits,
  budget: UnpackBudget,
): Uint8Array | null {
  const refuse = (code: 'dotnet/bad-compression' | 'limit/entry-bytes' | 'limit/total-bytes', message: string) => {
    report({ code, where: [{ entry: where, offset: 8 }], message });
    return null;
  };
  if (u32(bytes, 0) !== lz4Magic) return refuse('dotnet/bad-compression', 'expected LZ4, found Zstandard.');
  const size = u32(bytes, 8);
  const block = bytes.subarray(headerBytes);
  if (size > block.length * maxLz4Ratio) {
    return refuse(
      'dotnet/bad-compression',
      `${block.length} bytes of LZ4 cannot unpack to the ${size} that are stated.`,
    );
  }
  if (size > limits.maxEntryBytes) {
    return refuse('limit/entry-bytes', `an assembly of ${size} bytes, the limit is ${limits.maxEntryBytes}.`);
  }
  if (size > budget.bytesLeft) {
    return refuse(
      'limit/total-bytes',
      `an assembly of ${size} bytes, all together may unpack to ${budget.bytesLeft} more.`,
    );
  }
  budget.bytesLeft -= size;
  const out = new Uint8Array(size);
  const written = unpackLz4Block(block, out);
  if (written === size) return out;
  refuse('dotnet/bad-compression', `expected ${size} bytes, ${written} could be unpacked.`);
  return out.subarray(0, written);
}
