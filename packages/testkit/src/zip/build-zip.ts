/** Builds a ZIP of any layout, correct or broken, from a list of entries (APPNOTE.TXT 6.3.10). */
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { concatBytes } from '../corrupt.js';
import { type Fields, record, text } from './record.js';

/** What a header says of its entry: the truth by default, any lie where a test wants one. */
export interface HeaderFields {
  /** Bit 0 encrypted, bit 3 sizes follow the data, bit 11 name is UTF-8. */
  readonly flags?: number;
  /** 0 stored, 8 deflated; anything else is unknown to Android. */
  readonly method?: number;
  readonly crc32?: number;
  readonly compressedSize?: number;
  readonly size?: number;
  readonly name?: string | Uint8Array;
  readonly extra?: Uint8Array;
}

/** One entry; without the optional fields it is deflated and everything said of it is true. */
export interface ZipEntry {
  readonly name: string | Uint8Array;
  readonly bytes: Uint8Array | string;
  readonly method?: 'stored' | 'deflated';
  /** Data to put in as it is, instead of compressing `bytes`. */
  readonly compressed?: Uint8Array;
  /** Sizes after the data (bit 3), with or without the optional signature; the local header then says 0. */
  readonly descriptor?: 'signed' | 'bare';
  /** Sizes and offset in a ZIP64 extra field; the 32-bit fields say 0xffffffff. */
  readonly zip64?: boolean;
  /** What both headers say instead of the truth. */
  readonly both?: HeaderFields;
  /** What the local header says instead of the truth. */
  readonly local?: HeaderFields;
  /** What the central directory says instead of the truth. */
  readonly central?: HeaderFields & { readonly offset?: number; readonly externalAttributes?: number };
}

/** The layout around the entries. */
export interface ZipOptions {
  readonly comment?: Uint8Array | string;
  /** Bytes before the first entry. */
  readonly prefix?: Uint8Array;
  /** Whether offsets count from the start of the file (true, the default) or of the archive after the prefix. */
  readonly offsetsCountPrefix?: boolean;
  /** Bytes between the last entry and the directory, where APK signing blocks lie. */
  readonly beforeDirectory?: Uint8Array;
  /** Bytes between the directory and the end record. */
  readonly afterDirectory?: Uint8Array;
  /** Bytes after the archive comment, which no field accounts for. */
  readonly suffix?: Uint8Array;
  /** Bytes to leave off the end of the directory; the end record still promises them. */
  readonly cutDirectory?: number;
  /** Write a ZIP64 end record and locator; the 32-bit fields say 0xffff and 0xffffffff. */
  readonly zip64?: boolean;
  /** What the end record says instead of the truth. */
  readonly end?: { readonly count?: number; readonly directorySize?: number; readonly directoryOffset?: number };
}

/** The bytes of a ZIP holding `entries` in this order. */
export function buildZip(entries: readonly ZipEntry[], options: ZipOptions = {}): Uint8Array {
  const prefix = options.prefix ?? new Uint8Array();
  const base = (options.offsetsCountPrefix ?? true) ? prefix.length : 0;
  const parts: Uint8Array[] = [prefix];
  const directory: Uint8Array[] = [];
  let position = base;
  const put = (bytes: Uint8Array) => {
    parts.push(bytes);
    position += bytes.length;
  };
  for (const entry of entries) {
    const { local, data, descriptor, central } = layOut(entry, position);
    directory.push(central);
    for (const part of [local, data, descriptor]) put(part);
  }
  put(options.beforeDirectory ?? new Uint8Array());
  const directoryOffset = position;
  const whole = concatBytes(directory);
  const cut = whole.subarray(0, whole.length - (options.cutDirectory ?? 0));
  put(cut);
  put(options.afterDirectory ?? new Uint8Array());
  const truth = { count: entries.length, directorySize: whole.length, directoryOffset, ...options.end };
  if (options.zip64 === true) put(zip64End(truth, position));
  put(end(truth, text(options.comment ?? ''), options.zip64 ?? false));
  put(options.suffix ?? new Uint8Array());
  return concatBytes(parts);
}

function layOut(entry: ZipEntry, offset: number) {
  const bytes = text(entry.bytes);
  const deflated = entry.method !== 'stored';
  const data = entry.compressed ?? (deflated ? deflateRawSync(bytes) : bytes);
  const truth = {
    flags: (entry.descriptor === undefined ? 0 : 8) | 0x800,
    method: deflated ? 8 : 0,
    crc32: crc32(bytes),
    compressedSize: data.length,
    size: bytes.length,
    name: entry.name,
    extra: new Uint8Array(),
    ...entry.both,
  };
  const after = { crc32: 0, compressedSize: 0, size: 0 };
  const local = { ...truth, ...(entry.descriptor === undefined ? {} : after), ...entry.local };
  const central = { ...truth, offset, externalAttributes: 0, ...entry.central };
  const zip64 = entry.zip64 ?? false;
  return {
    local: localHeader(zip64 && entry.descriptor === undefined ? inZip64(local) : local),
    data,
    descriptor: entry.descriptor === undefined ? new Uint8Array() : descriptor(truth, entry.descriptor, zip64),
    central: centralHeader(zip64 ? inZip64(central) : central),
  };
}

type Complete = Required<HeaderFields> & { readonly offset?: number; readonly externalAttributes?: number };

/** APPNOTE 4.5.3: the extra field 0x0001 holds what the 32-bit fields cannot. */
function inZip64<T extends Complete>(header: T): T {
  const wide = [header.size, header.compressedSize, ...(header.offset === undefined ? [] : [header.offset])];
  const field = record([[2, 1], [2, wide.length * 8], ...wide.map((value) => [8, value] as const)]);
  const full = { compressedSize: 0xffffffff, size: 0xffffffff };
  const offset = header.offset === undefined ? {} : { offset: 0xffffffff };
  return { ...header, ...full, ...offset, extra: concatBytes([field, header.extra]) };
}

/** APPNOTE 4.3.7. */
function localHeader(header: Complete): Uint8Array {
  const name = text(header.name);
  return record([[4, 0x04034b50], [2, 20], ...shared(header, name), name, header.extra]);
}

/** APPNOTE 4.3.12. */
function centralHeader(header: Complete): Uint8Array {
  const name = text(header.name);
  return record([
    [4, 0x02014b50],
    [2, 20],
    [2, 20],
    ...shared(header, name),
    [2, 0],
    [2, 0],
    [2, 0],
    [4, header.externalAttributes ?? 0],
    [4, header.offset ?? 0],
    name,
    header.extra,
  ]);
}

/** The fields that both headers have in the same order. The date is 1 January 1980. */
function shared(header: Complete, name: Uint8Array): Fields {
  return [
    [2, header.flags],
    [2, header.method],
    [2, 0],
    [2, 0x21],
    [4, header.crc32],
    [4, header.compressedSize],
    [4, header.size],
    [2, name.length],
    [2, header.extra.length],
  ];
}

/** APPNOTE 4.3.9: the signature is optional, and the sizes have 8 bytes in ZIP64. */
function descriptor(truth: Complete, kind: 'signed' | 'bare', zip64: boolean): Uint8Array {
  const width = zip64 ? 8 : 4;
  const signature: Fields = kind === 'signed' ? [[4, 0x08074b50]] : [];
  return record([...signature, [4, truth.crc32], [width, truth.compressedSize], [width, truth.size]]);
}

type End = { readonly count: number; readonly directorySize: number; readonly directoryOffset: number };

/** APPNOTE 4.3.16. */
function end(truth: End, comment: Uint8Array, zip64: boolean): Uint8Array {
  const count = zip64 ? 0xffff : truth.count;
  return record([
    [4, 0x06054b50],
    [4, 0],
    [2, count],
    [2, count],
    [4, zip64 ? 0xffffffff : truth.directorySize],
    [4, zip64 ? 0xffffffff : truth.directoryOffset],
    [2, comment.length],
    comment,
  ]);
}

/** APPNOTE 4.3.14 and 4.3.15: the ZIP64 end record and its locator. */
function zip64End(truth: End, at: number): Uint8Array {
  return record([
    [4, 0x06064b50],
    [8, 44],
    [2, 45],
    [2, 45],
    [8, 0],
    [8, truth.count],
    [8, truth.count],
    [8, truth.directorySize],
    [8, truth.directoryOffset],
    [4, 0x07064b50],
    [4, 0],
    [8, at],
    [4, 1],
  ]);
}

/** A raw DEFLATE stream of `size` zero bytes, a multiple of 1 MiB, made without ever holding them: about size / 1,000. */
export function deflatedZeros(size: number): Uint8Array {
  const mebibyte = 1024 * 1024;
  const block = deflateRawSync(new Uint8Array(mebibyte), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const last = Uint8Array.of(3, 0);
  return concatBytes([...Array.from({ length: Math.ceil(size / mebibyte) }, () => block), last]);
}

/** `innermost` inside a ZIP inside a ZIP …, `depth` times; each level is called `nested.zip`. */
export function nestZip(innermost: Uint8Array, depth: number): Uint8Array {
  let zip = innermost;
  for (let level = 0; level < depth; level++) zip = buildZip([{ name: 'nested.zip', bytes: zip, method: 'stored' }]);
  return zip;
}

/** An APK Signing Block holding `payload` under an unknown id (source.android.com, APK signature scheme v2). */
export function signingBlock(payload = new Uint8Array(4096)): Uint8Array {
  const size = 8 + 4 + payload.length + 8 + 16;
  return record([[8, size], [8, 4 + payload.length], [4, 0x42726577], payload, [8, size], text('APK Sig Block 42')]);
}
