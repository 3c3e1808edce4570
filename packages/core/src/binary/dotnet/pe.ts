/** The PE frame around a .NET assembly, read as far as its CLI header (ECMA-335 II.25). */
import { u16, u32 } from '../little-endian.js';

/** Whether the bytes from `start` on begin like a PE file: the `MZ` of the MS-DOS header (ECMA-335 II.25.2.1). */
export function isPe(bytes: Uint8Array, start = 0): boolean {
  return bytes[start] === 0x4d && bytes[start + 1] === 0x5a;
}

const peOffsetField = 0x3c;
const peSignature = 0x00004550;
const coffHeaderBytes = 20;
const sectionBytes = 40;
/** PE32 and PE32+ (`Magic` of the optional header), and where their data directories begin. */
const directoriesOffset = { 267: 96, 523: 112 } as const;
/** Index of the CLI header in the data directories (ECMA-335 II.25.2.3.3). */
const cliDirectory = 14;
/** More sections than any linker writes; the loader of Windows refuses more than 96. */
const maxSections = 96;

/**
 * Where the metadata of the PE file that begins at `start` lies: the `MetaData` directory of its CLI header (ECMA-335 II.25.3.3).
 * Null where a header is no such, or lies outside the bytes.
 */
export function findMetadata(bytes: Uint8Array, start = 0): number | null {
  if (!isPe(bytes, start)) return null;
  const pe = start + u32(bytes, start + peOffsetField);
  if (pe + 4 + coffHeaderBytes > bytes.length || u32(bytes, pe) !== peSignature) return null;
  const coff = pe + 4;
  const optional = coff + coffHeaderBytes;
  const sections: Sections = { first: optional + u16(bytes, coff + 16), count: u16(bytes, coff + 2), image: start };
  const cli = fileOffset(bytes, sections, directory(bytes, optional, cliDirectory));
  // Size of the CLI header, runtime version, then the directory of the metadata: RVA and size.
  if (cli === null || cli + 16 > bytes.length) return null;
  const metadata = fileOffset(bytes, sections, u32(bytes, cli + 8));
  return metadata !== null && metadata < bytes.length ? metadata : null;
}

/** RVA of a data directory; 0 where the file states none. */
function directory(bytes: Uint8Array, optional: number, index: number): number {
  const magic = u16(bytes, optional);
  if (magic !== 0x10b && magic !== 0x20b) return 0;
  const directories = optional + directoriesOffset[magic];
  return index < u32(bytes, directories - 4) ? u32(bytes, directories + index * 8) : 0;
}

interface Sections {
  readonly first: number;
  readonly count: number;
  /** Where the PE file begins; positions in it count from there. */
  readonly image: number;
}

/** Position of a relative virtual address in the bytes, by the section that holds it; null for 0 and where none does. */
function fileOffset(bytes: Uint8Array, { first, count, image }: Sections, rva: number): number | null {
  if (rva === 0) return null;
  for (let i = 0, at = first; i < Math.min(count, maxSections); i++, at += sectionBytes) {
    const address = u32(bytes, at + 12);
    const size = Math.max(u32(bytes, at + 8), u32(bytes, at + 16));
    if (rva >= address && rva < address + size) return image + u32(bytes, at + 20) + (rva - address);
  }
  return null;
}
