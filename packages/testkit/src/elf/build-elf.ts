/** Builds native libraries that binutils can read. */
import { EndianWriter } from './endian-writer.js';
import { type Layout, layOut } from './layout.js';
import type { ElfSpec } from './spec.js';
import { bucketCount } from './symbols.js';

/** A shared library with everything that `spec` mentions: headers, hash tables and string tables complete. */
export function buildElf(spec: ElfSpec): Uint8Array {
  const layout = layOut(spec);
  const out = new EndianWriter(layout.size, layout.little, layout.wide);
  writeHeader(out, layout, spec.machine ?? 183);
  writeProgramHeaders(out, layout, spec.constantsWithCode ?? false);
  writeSymbols(out, layout);
  writeDynamicSection(out, layout, spec);
  const { part, strings, names, constants, variables, buildId } = layout;
  out.seek(part('.dynstr').offset).raw(strings.bytes());
  out.seek(part('.rodata').offset).raw(constants);
  out.bytes.fill(0xcc, part('.text').offset, part('.text').offset + part('.text').size);
  out.seek(part('.data').offset).raw(variables);
  out.seek(part('.shstrtab').offset).raw(names.bytes());
  if (buildId) out.seek(part('.note.gnu.build-id').offset).u32(4, buildId.length, 3).text('GNU\0').raw(buildId);
  if (layout.sections.count > 0) writeSectionHeaders(out, layout);
  return out.bytes;
}

function writeHeader(out: EndianWriter, layout: Layout, machine: number): void {
  const { wide, little, headerBytes, programHeaderBytes, programHeaders, sectionHeaderBytes, sections } = layout;
  out
    .u8(0x7f)
    .text('ELF')
    .u8(wide ? 2 : 1, little ? 1 : 2, 1)
    .seek(16);
  out.u16(3, machine).u32(1).word(0, headerBytes, sections.at).u32(0);
  out.u16(headerBytes, programHeaderBytes, programHeaders);
  out.u16(sectionHeaderBytes, sections.count, sections.count === 0 ? 0 : layout.index('.shstrtab'));
}

function writeProgramHeaders(out: EndianWriter, layout: Layout, constantsWithCode: boolean): void {
  const { wide, part, headerBytes } = layout;
  const header = (type: number, flags: number, start: number, end: number, address: number, align: number): void => {
    out.u32(type);
    if (wide) out.u32(flags);
    out.word(start, address, address, end - start, end - start);
    if (!wide) out.u32(flags);
    out.word(align);
  };
  const endOf = (name: string): number => part(name).offset + part(name).size;
  const [text, dynamic] = [part('.text'), part('.dynamic')];
  out.seek(headerBytes);
  if (constantsWithCode) {
    header(1, 5, 0, endOf('.text'), 0, 0x1000);
    header(0x6474e551, 6, 0, 0, 0, 16); // PT_GNU_STACK
  } else {
    header(1, 4, 0, endOf('.rodata'), 0, 0x1000);
    header(1, 5, text.offset, endOf('.text'), text.address, 0x1000);
  }
  header(1, 6, dynamic.offset, endOf('.data'), dynamic.address, 0x1000);
  header(2, 6, dynamic.offset, endOf('.dynamic'), dynamic.address, 8);
  if (!layout.buildId) return;
  const note = part('.note.gnu.build-id');
  header(4, 4, note.offset, endOf(note.name), note.address, 4);
}

function writeSymbols(out: EndianWriter, layout: Layout): void {
  const { wide, wordBytes, symbolBytes, symbols, strings, constants, sysv, gnu, part, index } = layout;
  // Bytes that have a name lie behind the texts, in the order of their symbols.
  const named = symbols.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);
  let at = part('.rodata').address + constants.length - named;
  out.seek(part('.dynsym').offset + symbolBytes);
  for (const { name, exported, bytes } of symbols) {
    const section = exported ? index(bytes ? '.rodata' : '.text') : 0;
    const address = exported ? (bytes ? at : part('.text').address) : 0;
    const size = exported ? (bytes?.length ?? 4) : 0;
    const info = 0x10 | (bytes ? 1 : 2); // STB_GLOBAL, and STT_OBJECT or STT_FUNC
    out.u32(strings.add(name));
    if (wide) out.u8(info, 0).u16(section).word(address, size);
    else out.word(address, size).u8(info, 0).u16(section);
    at += bytes?.length ?? 0;
  }
  if (sysv) out.seek(part('.hash').offset).u32s(sysv);
  if (!gnu) return;
  out.seek(part('.gnu.hash').offset).u32(bucketCount, gnu.symbolOffset, 1, 0);
  for (let i = 0; i < wordBytes; i++) out.u8(0xff); // a Bloom filter with all bits set turns no name away
  out.u32s(gnu.buckets).u32s(gnu.chains);
}

function writeDynamicSection(out: EndianWriter, layout: Layout, spec: ElfSpec): void {
  const { part, strings, sysv, gnu, symbolBytes } = layout;
  out.seek(part('.dynamic').offset);
  for (const name of spec.needed ?? []) out.word(1, strings.add(name));
  if (spec.soname !== undefined) out.word(14, strings.add(spec.soname));
  if (sysv) out.word(4, part('.hash').address);
  if (gnu) out.word(0x6ffffef5, part('.gnu.hash').address);
  out.word(5, part('.dynstr').address, 10, strings.size, 6, part('.dynsym').address, 11, symbolBytes, 0, 0);
}

function writeSectionHeaders(out: EndianWriter, { parts, names, index, sections, sectionHeaderBytes }: Layout): void {
  out.seek(sections.at + sectionHeaderBytes);
  for (const { name, type, flags, address, offset, size, link, align, itemBytes } of parts) {
    out.u32(names.add(name), type).word(flags, address, offset, size);
    out.u32(index(link), name === '.dynsym' ? 1 : 0).word(align, itemBytes);
  }
}
