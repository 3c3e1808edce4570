/** Builds Unity's global-metadata.dat: header, string literals, names, type definitions. */
import { ByteWriter } from '../dex/byte-writer.js';

export interface UnityMetadataSpec {
  /** Default 29. */
  readonly version?: number;
  /** String literals of the code. */
  readonly literals?: readonly string[];
  /** Full names, `Com.Vendor.Sdk.Client`; what stands before the last dot is the namespace. */
  readonly types?: readonly string[];
  /** Other names: assemblies, methods, fields. */
  readonly names?: readonly string[];
  /** Bytes of one type definition; default 88, as in versions 27 to 31. */
  readonly definitionBytes?: number;
}

/** Tables in the header of version 29; later ones have as many or a few more, which no reader of names needs. */
const tableCount = 31;
const countedSince = 38;
const lengthlessSince = 35;
const positions = { literals: 0, literalData: 1, names: 2, types: 19 } as const;

/** The bytes of a global-metadata.dat; tables that the spec does not ask for are empty. */
export function buildUnityMetadata(spec: UnityMetadataSpec): Uint8Array {
  const version = spec.version ?? 29;
  const tables = buildTables(spec, version);
  const fieldBytes = version >= countedSince ? 12 : 8;
  const out = new ByteWriter();
  out.u32(0xfab11baf);
  out.u32(version);
  let offset = 8 + tableCount * fieldBytes;
  const ordered = Array.from({ length: tableCount }, (_, i) => tables.get(i) ?? { bytes: new Uint8Array(), count: 0 });
  for (const { bytes, count } of ordered) {
    out.u32(offset);
    out.u32(bytes.length);
    if (version >= countedSince) out.u32(count);
    offset += bytes.length;
  }
  for (const { bytes } of ordered) for (const byte of bytes) out.u8(byte);
  return out.finish();
}

interface Table {
  readonly bytes: Uint8Array;
  readonly count: number;
}

function buildTables(spec: UnityMetadataSpec, version: number): ReadonlyMap<number, Table> {
  const literals = new ByteWriter();
  const literalData = new ByteWriter();
  for (const literal of spec.literals ?? []) {
    const text = new TextEncoder().encode(literal);
    if (version < lengthlessSince) literals.u32(text.length);
    literals.u32(literalData.length);
    for (const byte of text) literalData.u8(byte);
  }
  const names = new ByteWriter();
  const places = new Map<string, number>();
  const place = (name: string): number => {
    const known = places.get(name) ?? names.length;
    if (!places.has(name)) {
      places.set(name, known);
      for (const byte of new TextEncoder().encode(name)) names.u8(byte);
      names.u8(0);
    }
    return known;
  };
  const types = new ByteWriter();
  for (const type of spec.types ?? []) {
    const dot = type.lastIndexOf('.');
    const end = types.length + (spec.definitionBytes ?? 88);
    types.u32(place(type.slice(dot + 1)));
    types.u32(place(type.slice(0, Math.max(0, dot))));
    // Indexes, flags and counts; a value that is no place in the names, so that a row of another length makes no sense.
    while (types.length < end) types.u8(0xff);
  }
  for (const name of spec.names ?? []) place(name);
  const table = (writer: ByteWriter, count: number): Table => ({ bytes: writer.finish(), count });
  return new Map([
    [positions.literals, table(literals, spec.literals?.length ?? 0)],
    [positions.literalData, table(literalData, literalData.length)],
    [positions.names, table(names, places.size)],
    [positions.types, table(types, spec.types?.length ?? 0)],
  ]);
}
