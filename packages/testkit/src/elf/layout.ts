/** Which parts a library has and where each lies, before any is written. */
import type { ElfSpec } from './spec.js';
import { nulTerminated, StringTable } from './string-table.js';
import { bucketCount, gnuHash, orderSymbols, sysvHash } from './symbols.js';

/** A part of the file, which a section header may name. */
export interface Part {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly size: number;
  readonly align: number;
  readonly itemBytes: number;
  /** Name of the part that it refers to (`sh_link`). */
  readonly link: string;
  offset: number;
  address: number;
}

export type Layout = ReturnType<typeof layOut>;

const flags = { write: 1, alloc: 2, execute: 4 };
const page = 0x1000;
/** Writable parts are loaded this far behind their place in the file, so that addresses and offsets differ. */
const writableShift = 0x10000;

export function layOut(spec: ElfSpec) {
  const wide = (spec.bits ?? 64) === 64;
  const little = (spec.byteOrder ?? 'little') === 'little';
  const wordBytes = wide ? 8 : 4;
  const symbolBytes = wide ? 24 : 16;
  const symbols = orderSymbols(spec);
  const strings = new StringTable([
    ...symbols.map(({ name }) => name),
    ...(spec.needed ?? []),
    ...(spec.soname === undefined ? [] : [spec.soname]),
  ]);
  const hash = spec.hash ?? 'both';
  const sysv = hash === 'sysv' || hash === 'both' ? sysvHash(symbols) : null;
  const gnu = hash === 'gnu' || hash === 'both' ? gnuHash(symbols) : null;
  const constants = Buffer.concat([nulTerminated(spec.texts ?? []), ...symbols.flatMap(({ bytes }) => bytes ?? [])]);
  const variables = nulTerminated(spec.writableTexts ?? []);
  const buildId = spec.buildId === undefined ? null : Buffer.from(spec.buildId, 'hex');
  const tags = (spec.needed ?? []).length + [spec.soname, sysv, gnu].filter((it) => it != null).length + 5;

  const parts: Part[] = [];
  const add = (name: string, type: number, flag: number, size: number, itemBytes = 0, link = '', align = 8): void => {
    parts.push({ name, type, flags: flag, size, align, itemBytes, link, offset: 0, address: 0 });
  };
  const read = flags.alloc;
  if (buildId) add('.note.gnu.build-id', 7, read, 16 + Math.ceil(buildId.length / 4) * 4, 0, '', 4);
  add('.dynsym', 11, read, (symbols.length + 1) * symbolBytes, symbolBytes, '.dynstr');
  if (sysv) add('.hash', 5, read, sysv.length * 4, 4, '.dynsym');
  const gnuBytes = 16 + wordBytes + (bucketCount + (gnu?.chains.length ?? 0)) * 4;
  if (gnu) add('.gnu.hash', 0x6ffffff6, read, gnuBytes, 0, '.dynsym');
  add('.dynstr', 3, read, strings.size);
  add('.rodata', 1, read, constants.length);
  add('.text', 1, read | flags.execute, spec.codeBytes ?? 16);
  add('.dynamic', 6, read | flags.write, tags * 2 * wordBytes, 2 * wordBytes, '.dynstr');
  add('.data', 1, read | flags.write, variables.length);
  const names = new StringTable([...parts.map(({ name }) => name), '.shstrtab']);
  add('.shstrtab', 3, 0, names.size);

  const headerBytes = wide ? 64 : 52;
  const programHeaderBytes = wide ? 56 : 32;
  const programHeaders = buildId ? 5 : 4;
  let end = headerBytes + programHeaders * programHeaderBytes;
  for (const part of parts) {
    const newSegment = (part.name === '.text' && !spec.constantsWithCode) || part.name === '.dynamic';
    part.offset = align(end, newSegment ? page : part.align);
    const shift = (part.flags & flags.write) === 0 ? 0 : writableShift;
    part.address = part.flags === 0 ? 0 : part.offset + shift;
    end = part.offset + part.size;
  }
  const sectionHeaderBytes = wide ? 64 : 40;
  const sections = (spec.sections ?? true) ? { at: align(end, 8), count: parts.length + 1 } : { at: 0, count: 0 };
  const size = sections.at === 0 ? end : sections.at + sections.count * sectionHeaderBytes;
  const index = (name: string): number => parts.findIndex((it) => it.name === name) + 1;
  const part = (name: string): Part => parts[index(name) - 1]!;
  return {
    ...{ wide, little, wordBytes, symbolBytes, headerBytes, programHeaderBytes, sectionHeaderBytes },
    ...{ symbols, strings, sysv, gnu, constants, variables, buildId, names },
    ...{ parts, part, index, programHeaders, sections, size },
  };
}

const align = (at: number, unit: number): number => Math.ceil(at / unit) * unit;
