/** Builds what Xamarin and .NET for Android wrap assemblies in: stores, compressed assemblies, shared libraries around them. */
import { ByteWriter } from '../dex/byte-writer.js';

export interface StoredFile {
  /** File name, `App.dll`; version 1 does not keep it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An assembly store (dotnet/android, AssemblyStores.md); its hash tables hold zeros. */
export function buildAssemblyStore(files: readonly StoredFile[], version: 1 | 2 | 3 = 2): Uint8Array {
  const out = new ByteWriter();
  const indexEntry = version === 1 ? 20 : version === 2 ? 12 : 9;
  out.u32(0x41424158);
  // Version 2 says here, too, that it is for 64-bit ARM.
  out.u32(version === 1 ? 1 : 0x80010000 + version);
  out.u32(files.length);
  out.u32(version === 1 ? files.length : files.length * 2);
  out.u32(version === 1 ? 0 : files.length * 2 * indexEntry);
  const skip = (count: number): void => {
    for (let i = 0; i < count; i++) out.u8(0);
  };
  if (version !== 1) skip(files.length * 2 * indexEntry);
  const descriptors = out.length;
  const descriptorSize = version === 1 ? 24 : 28;
  skip(files.length * descriptorSize);
  if (version === 1) skip(files.length * 2 * indexEntry);
  else {
    for (const { name } of files) {
      const text = new TextEncoder().encode(name);
      out.u32(text.length);
      for (const byte of text) out.u8(byte);
    }
  }
  files.forEach(({ bytes }, i) => {
    const field = descriptors + i * descriptorSize + (version === 1 ? 0 : 4);
    out.patch32(field, out.length);
    out.patch32(field + 4, bytes.length);
    for (const byte of bytes) out.u8(byte);
  });
  return out.finish();
}

/** A compressed assembly: `XALZ`, an index, the size, and an LZ4 block. */
export function compressAssembly(bytes: Uint8Array, magic: 'XALZ' | 'XAZS' = 'XALZ'): Uint8Array {
  const out = new ByteWriter();
  for (const letter of magic) out.u8(letter.charCodeAt(0));
  out.u32(0);
  out.u32(bytes.length);
  for (const byte of buildLz4Block(bytes)) out.u8(byte);
  return out.finish();
}

const shortestMatch = 4;
/** A block ends in literals: no match may begin in its last twelve bytes (lz4_Block_format.md, "End of block conditions"). */
const tail = 12;

/** An LZ4 block; matches are found by the last place at which the same four bytes stood. */
export function buildLz4Block(bytes: Uint8Array): Uint8Array {
  const out = new ByteWriter();
  const seen = new Map<number, number>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let literals = 0;
  for (let at = 0; at + tail < bytes.length; ) {
    const key = view.getUint32(at, true);
    const match = seen.get(key);
    seen.set(key, at);
    if (match === undefined || at - match > 0xffff) {
      at++;
      continue;
    }
    let length = shortestMatch;
    while (at + length < bytes.length - 5 && bytes[match + length] === bytes[at + length]) length++;
    writeSequence(out, bytes.subarray(literals, at), { distance: at - match, length });
    at += length;
    literals = at;
  }
  writeSequence(out, bytes.subarray(literals), null);
  return out.finish();
}

function writeSequence(
  out: ByteWriter,
  literals: Uint8Array,
  match: { readonly distance: number; readonly length: number } | null,
): void {
  const extra = match === null ? 0 : match.length - shortestMatch;
  out.u8((Math.min(literals.length, 15) << 4) | Math.min(extra, 15));
  writeMore(out, literals.length);
  for (const byte of literals) out.u8(byte);
  if (match === null) return;
  out.u16(match.distance);
  writeMore(out, extra);
}

/** What a nibble of 15 cannot hold of a length: bytes of 255, then the rest. */
function writeMore(out: ByteWriter, length: number): void {
  if (length < 15) return;
  let rest = length - 15;
  for (; rest >= 255; rest -= 255) out.u8(255);
  out.u8(rest);
}

/** A file that begins like a shared library and holds `payload` from `at` on, as the build of .NET for Android places it. */
export function wrapInLibrary(payload: Uint8Array, at = 0x4000): Uint8Array {
  const library = new Uint8Array(at + payload.length);
  library.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  library.set(payload, at);
  return library;
}
