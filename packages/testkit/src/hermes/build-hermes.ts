/** Builds Hermes bytecode that Hermes's own tools read: one function that does nothing, and strings. */
import { createHash } from 'node:crypto';
import { ByteWriter } from '../dex/byte-writer.js';
import { type HermesVersion, hermesVersions } from './versions.js';

/** A bundle's strings. ASCII is stored as ASCII, and other text as UTF-16. */
export interface HermesSpec {
  /** 96 by default, which React Native has had since 0.73. */
  readonly version?: HermesVersion;
  /** Literals, patterns of regular expressions and the like. */
  readonly strings?: readonly string[];
  /** Names of properties, variables and functions. */
  readonly identifiers?: readonly string[];
}

const headerBytes = 128;
const longestShort = 254;
const furthestShort = (1 << 23) - 1;

/** A file of bytecode whose strings are `global`, the name of its one function, and those of `spec`, in their order. */
export function buildHermes(spec: HermesSpec): Uint8Array {
  const version = spec.version ?? 96;
  const { fields, code, functionHeaderBytes, debugBytes, footer } = hermesVersions[version];
  const literals = ['global', ...(spec.strings ?? [])];
  const identifiers = spec.identifiers ?? [];
  const strings = [...literals, ...identifiers];
  const storage = storeStrings(strings);
  const kinds = identifiers.length > 0 ? [literals.length, 0x80000000 + identifiers.length] : [literals.length];

  const out = new ByteWriter();
  const tablesEnd = headerBytes + functionHeaderBytes + (kinds.length + identifiers.length + strings.length) * 4;
  const codeOffset = align(tablesEnd + storage.long.length * 8 + storage.bytes.length);
  const debugOffset = codeOffset + code.length;
  const size = debugOffset + debugBytes + (footer ? 20 : 0);

  out.u32(0x03bc1fc6);
  out.u32(0x1f1903c1);
  out.u32(version);
  for (const byte of sha1(new Uint8Array())) out.u8(byte); // of the source, as if it were empty
  const counts = [size, 0, 1, kinds.length, identifiers.length, strings.length, storage.long.length];
  for (const value of [...counts, storage.bytes.length]) out.u32(value);
  for (const field of fields) out.u32(field === 'debugInfoOffset' ? debugOffset : 0);
  while (out.length < headerBytes) out.u8(0);

  out.u32(codeOffset | (1 << 25)); // one parameter
  if (functionHeaderBytes === 16) {
    out.u32(code.length); // the name is string 0
    out.u32(debugOffset | (1 << 25)); // a frame of one register
    out.u32(0x02000000); // not to be called with `new` or without
  } else {
    out.u32(code.length | (1 << 27));
    out.u32(0x02010000);
  }
  for (const run of kinds) out.u32(run);
  for (const name of identifiers) out.u32(hashIdentifier(name));
  for (const entry of storage.entries) out.u32(entry);
  for (const [offset, length] of storage.long) {
    out.u32(offset);
    out.u32(length);
  }
  for (const byte of storage.bytes) out.u8(byte);
  while (out.length < codeOffset) out.u8(0);
  for (const byte of code) out.u8(byte);
  for (let i = 0; i < debugBytes; i++) out.u8(0);
  if (footer) for (const byte of sha1(out.finish())) out.u8(byte);
  return out.finish();
}

/** Entries of the string table, the places of strings that they have no room for, and the bytes of all. */
function storeStrings(strings: readonly string[]): {
  readonly entries: number[];
  readonly long: (readonly [offset: number, length: number])[];
  readonly bytes: Uint8Array;
} {
  const entries: number[] = [];
  const long: [number, number][] = [];
  const pieces: Buffer[] = [];
  let at = 0;
  for (const text of strings) {
    const wide = /[^\0-\x7f]/.test(text);
    if (wide && at % 2 === 1) {
      pieces.push(Buffer.alloc(1));
      at += 1;
    }
    const fits = text.length <= longestShort && at <= furthestShort;
    const [offset, length] = fits ? [at, text.length] : [long.length, 255];
    if (!fits) long.push([at, text.length]);
    entries.push(((wide ? 1 : 0) | (offset << 1) | (length << 24)) >>> 0);
    const bytes = Buffer.from(text, wide ? 'utf16le' : 'latin1');
    pieces.push(bytes);
    at += bytes.length;
  }
  return { entries, long, bytes: Buffer.concat(pieces) };
}

/** Jenkins's one-at-a-time hash without its end (facebook/hermes, include/hermes/Support/HashString.h). */
function hashIdentifier(name: string): number {
  let hash = 0;
  for (let i = 0; i < name.length; i++) {
    hash = (hash + name.charCodeAt(i)) | 0;
    hash = (hash + (hash << 10)) | 0;
    hash ^= hash >>> 6;
  }
  return hash >>> 0;
}

const align = (at: number): number => Math.ceil(at / 4) * 4;
const sha1 = (bytes: Uint8Array): Uint8Array => createHash('sha1').update(bytes).digest();
