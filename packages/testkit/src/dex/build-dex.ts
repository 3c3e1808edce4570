/** Builds DEX files that Android's own tools accept, and v041 containers of several. */
import { createHash } from 'node:crypto';
import { ByteWriter } from './byte-writer.js';
import { type Section, writeDataItems } from './data-items.js';
import { buildIdTables, type IdTables, isField, shorty } from './id-tables.js';
import { type DexSpec, type DexVersion, descriptor } from './spec.js';

const noIndex = 0xffffffff;

/** A valid DEX with everything that `spec` mentions: ids sorted, map complete, signature and checksum right. */
export function buildDex(spec: DexSpec): Uint8Array {
  return build([spec], spec.version ?? '035');
}

/** A v041 container: one logical DEX file for each spec, string data shared by all of them at its end. */
export function buildDexContainer(specs: readonly DexSpec[]): Uint8Array {
  return build(specs, '041');
}

/** Makes signature and checksum fit the bytes again, in place, for a DEX that was changed on purpose. */
export function signDex(dex: Uint8Array, start = 0, end = dex.length): Uint8Array {
  const view = new DataView(dex.buffer, dex.byteOffset);
  dex.set(
    createHash('sha1')
      .update(dex.subarray(start + 32, end))
      .digest(),
    start + 12,
  );
  view.setUint32(start + 8, adler32(dex.subarray(start + 12, end)), true);
  return dex;
}

function build(specs: readonly DexSpec[], version: DexVersion): Uint8Array {
  const out = new ByteWriter();
  const starts: number[] = [];
  const files = specs.map(buildIdTables);
  const pool = files.length === 1 ? files[0]!.strings : [...new Set(files.flatMap((ids) => ids.strings))].sort();
  const patches = files.map((ids) => {
    out.align(4);
    starts.push(out.length);
    return writeLogicalFile(out, ids, version);
  });
  // String data lies behind everything else, so that the files of a container can share it.
  const stringDataOffset = out.length;
  const places = new Map<string, number>();
  for (const text of pool) {
    places.set(text, out.length);
    out.stringData(text);
  }
  out.align(4);
  for (const [i, file] of patches.entries()) {
    const end = starts[i + 1] ?? out.length;
    for (const [n, text] of files[i]!.strings.entries()) out.patch32(file.stringIds + n * 4, places.get(text)!);
    if (file.stringDataItem > 0) {
      out.patch32(file.stringDataItem + 4, pool.length);
      out.patch32(file.stringDataItem + 8, stringDataOffset);
    }
    out.patch32(starts[i]! + 0x20, end - starts[i]!);
    if (version === '041') {
      out.patch32(starts[i]! + 0x70, out.length);
      out.patch32(starts[i]! + 0x74, starts[i]!);
    } else {
      out.patch32(starts[i]! + 0x68, end - file.dataOffset);
      out.patch32(starts[i]! + 0x6c, file.dataOffset);
    }
  }
  const dex = out.finish();
  for (const [i, start] of starts.entries()) signDex(dex, start, starts[i + 1] ?? dex.length);
  return dex;
}

/** Writes one logical file; returns the places that are filled in once the string data has its place. */
function writeLogicalFile(out: ByteWriter, ids: IdTables, version: DexVersion) {
  const start = out.length;
  const headerSize = version === '041' ? 0x78 : 0x70;
  for (const char of `dex\n${version}\0`) out.u8(char.charCodeAt(0));
  while (out.length < start + headerSize) out.u8(0);
  out.patch32(start + 0x24, headerSize);
  out.patch32(start + 0x28, 0x12345678);

  // The id tables point into the data section, which is written after them: they get their room now, their contents later.
  const counts = [ids.strings, ids.types, ids.protos, ids.fields, ids.methods, ids.classes].map(
    (table) => table.length,
  );
  const tables: Section[] = [];
  for (const [type, itemSize] of [4, 4, 12, 8, 8, 32].entries()) {
    const count = counts[type]!;
    tables.push({ type: type + 1, offset: count === 0 ? 0 : out.length, count });
    out.patch32(start + 0x38 + type * 8, count);
    out.patch32(start + 0x3c + type * 8, count === 0 ? 0 : out.length);
    for (let i = 0; i < count * itemSize; i += 4) out.u32(0);
  }
  // The header knows nothing of these two; they are found by the map alone.
  for (const [type, itemSize, count] of [
    [7, 4, ids.callSites.length],
    [8, 8, ids.methodHandles.length],
  ] as const) {
    tables.push({ type, offset: out.length, count });
    for (let i = 0; i < count * itemSize; i += 4) out.u32(0);
  }
  const dataOffset = out.length;
  const { offsets, sections } = writeDataItems(out, ids);
  const fill = (table: number, rows: readonly (readonly number[])[]): void => {
    let at = tables[table]!.offset;
    for (const value of rows.flat()) {
      out.patch32(at, value);
      at += 4;
    }
  };
  const halves = (low: number, high: number): number => low | (high << 16);
  fill(
    1,
    ids.types.map((type) => [ids.stringIndex(type)]),
  );
  fill(
    2,
    ids.protos.map((it) => [ids.stringIndex(shorty(it)), ids.typeIndex(it.returns), offsets.typeList(it.parameters)]),
  );
  fill(
    3,
    ids.fields.map(([owner, name, type]) => [halves(ids.typeIndex(owner), ids.typeIndex(type)), ids.stringIndex(name)]),
  );
  fill(
    4,
    ids.methods.map(([owner, name, it]) => [halves(ids.typeIndex(owner), ids.protoIndex(it)), ids.stringIndex(name)]),
  );
  fill(
    5,
    ids.classes.map((it) => [
      ids.typeIndex(it.name),
      0x1, // public
      ids.typeIndex(it.superclass),
      offsets.typeList(it.interfaces),
      it.sourceFile === undefined ? noIndex : ids.stringIndex(it.sourceFile),
      0, // annotations_off
      offsets.classData(it),
      offsets.staticValues(it),
    ]),
  );

  fill(
    6,
    ids.callSites.map((it) => [offsets.callSite(it)]),
  );
  fill(
    7,
    ids.methodHandles.map(({ code, owner, member }) => [
      code,
      isField(member) ? ids.fieldIndex(descriptor(owner), member) : ids.methodIndex(descriptor(owner), member),
    ]),
  );

  out.align(4);
  const map = out.length;
  out.patch32(start + 0x34, map);
  const header: Section = { type: 0x0000, offset: start, count: 1 };
  const listed = [header, ...tables.filter((it) => it.count > 0), ...sections, { type: 0x1000, offset: map, count: 1 }];
  const hasStrings = ids.strings.length > 0;
  if (hasStrings) listed.push({ type: 0x2002, offset: 0, count: 0 });
  out.u32(listed.length);
  for (const it of listed) {
    out.u16(it.type);
    out.u16(0);
    out.u32(it.count);
    out.u32(it.offset);
  }
  // 0: without strings there is no map item to fill in.
  return { stringIds: tables[0]!.offset, stringDataItem: hasStrings ? out.length - 12 : 0, dataOffset };
}

/** Adler-32 as RFC 1950 section 9 writes it down; slow and plain on purpose, to check the fast one against. */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}
