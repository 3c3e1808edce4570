/** Builds .NET assemblies: a PE file with one section that holds a CLI header and metadata (ECMA-335 II.24 and II.25). */
import { ByteWriter } from '../dex/byte-writer.js';
import { type Heaps, writeTables } from './tables.js';

export interface AssemblyReference {
  readonly name: string;
  /** Major, minor, build, revision. */
  readonly version?: readonly number[];
}

export interface AssemblySpec extends AssemblyReference {
  readonly references?: readonly AssemblyReference[];
  /** Full names, `Com.Vendor.Sdk.Client`; what stands before the last dot is the namespace. */
  readonly types?: readonly string[];
  readonly referredTypes?: readonly string[];
  readonly userStrings?: readonly string[];
  /** Rows without meaning in tables that lie before or between those that are read; more than 65,535 make indexes wide. */
  readonly fields?: number;
  readonly methods?: number;
  readonly memberReferences?: number;
  readonly customAttributes?: number;
  /** Indexes of four bytes into all heaps, however small they are. */
  readonly wideHeaps?: boolean;
  /** PE32+ instead of PE32. */
  readonly pe32Plus?: boolean;
  /** Name of the table stream; default `#~`. */
  readonly tableStream?: '#~' | '#-';
}

const headersSize = 0x200;
/** Address at which the only section is loaded; its bytes lie at {@link headersSize}. */
const sectionAddress = 0x2000;
const cliHeaderSize = 72;

/** The bytes of an assembly. */
export function buildAssembly(spec: AssemblySpec): Uint8Array {
  const metadata = buildMetadata(spec);
  const size = cliHeaderSize + metadata.length;
  const out = new ByteWriter();
  writeHeaders(out, size, spec.pe32Plus === true);
  out.u32(cliHeaderSize);
  out.u16(2);
  out.u16(5);
  out.u32(sectionAddress + cliHeaderSize);
  out.u32(metadata.length);
  while (out.length < headersSize + cliHeaderSize) out.u8(0);
  for (const byte of metadata) out.u8(byte);
  return out.finish();
}

/** MS-DOS header, PE signature, COFF header, optional header with its data directories, one section header. */
function writeHeaders(out: ByteWriter, size: number, plus: boolean): void {
  out.u16(0x5a4d);
  while (out.length < 0x3c) out.u8(0);
  out.u32(0x80);
  while (out.length < 0x80) out.u8(0);
  out.u32(0x4550);
  out.u16(plus ? 0x8664 : 0x14c);
  out.u16(1);
  for (let i = 0; i < 3; i++) out.u32(0);
  out.u16((plus ? 112 : 96) + 16 * 8);
  out.u16(0x2102);
  const optional = out.length;
  out.u16(plus ? 0x20b : 0x10b);
  while (out.length < optional + (plus ? 108 : 92)) out.u8(0);
  out.u32(16);
  for (let i = 0; i < 16; i++) {
    out.u32(i === 14 ? sectionAddress : 0);
    out.u32(i === 14 ? cliHeaderSize : 0);
  }
  for (const letter of '.text\0\0\0') out.u8(letter.charCodeAt(0));
  out.u32(size);
  out.u32(sectionAddress);
  out.u32(size);
  out.u32(headersSize);
  while (out.length < headersSize) out.u8(0);
}

/** The metadata root and its streams. */
function buildMetadata(spec: AssemblySpec): Uint8Array {
  const heaps = new HeapBuilder();
  const tables = writeTables(spec, heaps);
  const streams: [string, Uint8Array][] = [
    [spec.tableStream ?? '#~', tables],
    ['#Strings', heaps.strings.finish()],
    ['#US', userStringHeap(spec.userStrings ?? [])],
    ['#GUID', new Uint8Array(16)],
    ['#Blob', new Uint8Array(4)],
  ];
  const out = new ByteWriter();
  out.u32(0x424a5342);
  out.u16(1);
  out.u16(1);
  out.u32(0);
  out.u32(12);
  for (const letter of 'v4.0.30319\0\0') out.u8(letter.charCodeAt(0));
  out.u16(0);
  out.u16(streams.length);
  const padded = ([name]: [string, Uint8Array]) => (name.length + 4) & ~3;
  let offset = out.length + streams.reduce((sum, stream) => sum + 8 + padded(stream), 0);
  for (const stream of streams) {
    const size = (stream[1].length + 3) & ~3;
    out.u32(offset);
    out.u32(size);
    for (let i = 0; i < padded(stream); i++) out.u8(stream[0].charCodeAt(i) || 0);
    offset += size;
  }
  for (const [, bytes] of streams) {
    for (const byte of bytes) out.u8(byte);
    out.align(4);
  }
  return out.finish();
}

/** `#Strings`: an empty string first, then each text once. */
class HeapBuilder implements Heaps {
  readonly strings = new ByteWriter();
  readonly #indexes = new Map<string, number>([['', 0]]);

  constructor() {
    this.strings.u8(0);
  }

  string(text: string): number {
    const index = this.#indexes.get(text) ?? this.strings.length;
    if (!this.#indexes.has(text)) {
      this.#indexes.set(text, index);
      for (const byte of new TextEncoder().encode(text)) this.strings.u8(byte);
      this.strings.u8(0);
    }
    return index;
  }
}

/** `#US`: an empty blob first, then UTF-16 with one byte behind it, and the length of both in one, two or four bytes before. */
function userStringHeap(texts: readonly string[]): Uint8Array {
  const out = new ByteWriter();
  out.u8(0);
  for (const text of texts) {
    const size = text.length * 2 + 1;
    if (size < 0x80) out.u8(size);
    else if (size < 0x4000) {
      out.u8(0x80 | (size >> 8));
      out.u8(size & 0xff);
    } else for (const shift of [24, 16, 8, 0]) out.u8(((size >> shift) & 0xff) | (shift === 24 ? 0xc0 : 0));
    for (let i = 0; i < text.length; i++) out.u16(text.charCodeAt(i));
    out.u8(0);
  }
  return out.finish();
}
