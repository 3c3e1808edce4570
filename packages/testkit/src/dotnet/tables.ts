/** Writes the table stream of an assembly: the tables that readers look at, and some that only lie between them. */
import { ByteWriter } from '../dex/byte-writer.js';
import type { AssemblySpec } from './build-assembly.js';

/** Where texts go; gives the index by which a row names one. */
export interface Heaps {
  string(text: string): number;
}

/** A cell: a number of two or four bytes. */
type Cell = readonly [value: number, wide: boolean];
const two = (value: number): Cell => [value, false];
const four = (value: number): Cell => [value, true];

/** The `#~` stream: header, row counts, rows. Widths of indexes are worked out by hand for the tables that this builder knows. */
export function writeTables(spec: AssemblySpec, heaps: Heaps): Uint8Array {
  const wideHeap = spec.wideHeaps === true;
  const counts = {
    typeRef: spec.referredTypes?.length ?? 0,
    typeDef: spec.types?.length ?? 0,
    field: spec.fields ?? 0,
    methodDef: spec.methods ?? 0,
    memberRef: spec.memberReferences ?? 0,
    customAttribute: spec.customAttributes ?? 0,
    assemblyRef: spec.references?.length ?? 0,
  };
  const heap = (index: number): Cell => [index, wideHeap];
  const text = (value: string): Cell => heap(heaps.string(value));
  const index = (rows: number): Cell => [0, rows >= 0x10000];
  const coded = (tagBits: number, ...rows: number[]): Cell => [0, Math.max(...rows) >= 2 ** (16 - tagBits)];
  const scope = coded(2, 1, counts.assemblyRef, counts.typeRef);
  const base = coded(2, counts.typeDef, counts.typeRef);
  const parent = coded(3, counts.typeDef, counts.typeRef, counts.methodDef);
  const owner = coded(5, ...Object.values(counts), 1);
  const attributeType = coded(3, counts.methodDef, counts.memberRef);
  const rows = (count: number, row: readonly Cell[]): (readonly Cell[])[] => Array.from({ length: count }, () => row);

  const tables = new Map<number, readonly (readonly Cell[])[]>([
    [0x00, [[two(0), text(`${spec.name}.dll`), heap(1), heap(0), heap(0)]]],
    [0x01, (spec.referredTypes ?? []).map((type) => [scope, text(simpleName(type)), text(namespaceOf(type))])],
    [
      0x02,
      (spec.types ?? []).map((type) => [
        ...[four(0), text(simpleName(type)), text(namespaceOf(type)), base],
        ...[index(counts.field), index(counts.methodDef)],
      ]),
    ],
    [0x04, rows(counts.field, [two(0), text('field'), heap(0)])],
    [0x06, rows(counts.methodDef, [four(0), two(0), two(0), text('method'), heap(0), two(0)])],
    [0x0a, rows(counts.memberRef, [parent, text('member'), heap(0)])],
    [0x0c, rows(counts.customAttribute, [owner, attributeType, heap(0)])],
    [0x20, [[four(0x8004), ...version(spec.version), four(0), heap(0), text(spec.name), text('')]]],
    [
      0x23,
      (spec.references ?? []).map(({ name, version: of }) => [
        ...[...version(of), four(0), heap(0)],
        ...[text(name), text(''), heap(0)],
      ]),
    ],
  ]);
  return writeStream(tables, wideHeap);
}

const version = (parts: readonly number[] = [1, 0, 0, 0]): Cell[] => [0, 1, 2, 3].map((i) => two(parts[i] ?? 0));
const simpleName = (type: string): string => type.slice(type.lastIndexOf('.') + 1);
const namespaceOf = (type: string): string => type.slice(0, Math.max(0, type.lastIndexOf('.')));

function writeStream(tables: ReadonlyMap<number, readonly (readonly Cell[])[]>, wideHeap: boolean): Uint8Array {
  const present = [...tables].filter(([, rows]) => rows.length > 0);
  const out = new ByteWriter();
  out.u32(0);
  out.u8(2);
  out.u8(0);
  out.u8(wideHeap ? 7 : 0);
  out.u8(1);
  for (const half of [0, 32]) {
    out.u32(present.reduce((bits, [n]) => (n >= half && n < half + 32 ? bits | (1 << (n - half)) : bits), 0));
  }
  out.u32(0);
  out.u32(0);
  for (const [, rows] of present) out.u32(rows.length);
  for (const [, rows] of present) {
    for (const row of rows) for (const [value, wide] of row) wide ? out.u32(value) : out.u16(value);
  }
  return out.finish();
}
