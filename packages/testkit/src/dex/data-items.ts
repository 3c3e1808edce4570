/** The data section of a DEX: type lists, debug info, code, static values and class data. */
import type { ByteWriter } from './byte-writer.js';
import { type FullClass, type IdTables, type Proto, protoOf } from './id-tables.js';
import { type CallSiteSpec, descriptor, type FieldSpec, type MethodSpec } from './spec.js';

/** Where the items lie that ids and class_defs point to; 0 stands for none. */
export interface DataOffsets {
  typeList(types: readonly string[]): number;
  staticValues(owner: FullClass): number;
  classData(owner: FullClass): number;
  callSite(site: CallSiteSpec): number;
}

/** A run of items of one type, for the map list. */
export interface Section {
  readonly type: number;
  readonly offset: number;
  readonly count: number;
}

const accPublic = 0x1;
const accStatic = 0x8;
const accFinal = 0x10;
const accConstructor = 0x10000;

/** Writes every data item that the classes of `ids` need, section by section. */
export function writeDataItems(out: ByteWriter, ids: IdTables): { offsets: DataOffsets; sections: Section[] } {
  const sections: Section[] = [];
  const section = <T>(type: number, unit: number, items: Iterable<T>, write: (item: T) => void): Map<T, number> => {
    const places = new Map<T, number>();
    for (const item of items) {
      out.align(unit);
      if (places.size === 0) sections.push({ type, offset: out.length, count: 0 });
      places.set(item, out.length);
      write(item);
    }
    const last = sections.at(-1);
    if (last !== undefined && places.size > 0) sections.splice(-1, 1, { ...last, count: places.size });
    return places;
  };
  const bodies = ids.classes.flatMap((it) => it.methods);

  const lists = [...ids.protos.map((proto) => proto.parameters), ...ids.classes.map((it) => it.interfaces)];
  const distinctLists = new Set(lists.filter((types) => types.length > 0).map((types) => types.join(' ')));
  const typeLists = section(0x1001, 4, distinctLists, (list) => {
    const types = list.split(' ');
    out.u32(types.length);
    for (const type of types) out.u16(ids.typeIndex(type));
  });
  const withLocals = bodies.filter((method) => method.locals !== undefined);
  const debugInfos = section(0x2003, 1, withLocals, (method) => writeDebugInfo(out, ids, method));
  const codes = section(0x2001, 4, bodies, (method) => writeCode(out, ids, method, debugInfos.get(method) ?? 0));
  const withValues = ids.classes.filter((it) => it.staticStrings.length > 0);
  const values = section<FullClass | CallSiteSpec>(0x2005, 1, [...withValues, ...ids.callSites], (it) => {
    if ('staticStrings' in it) writeStaticStrings(out, ids, it.staticStrings);
    else writeCallSite(out, ids, it);
  });
  const withMembers = ids.classes.filter((it) => it.fields.length + it.methods.length > 0);
  const data = section(0x2000, 1, withMembers, (it) => writeClassData(out, ids, it, codes));

  return {
    sections,
    offsets: {
      typeList: (types) => typeLists.get(types.join(' ')) ?? 0,
      staticValues: (owner) => values.get(owner) ?? 0,
      classData: (owner) => data.get(owner) ?? 0,
      callSite: (site) => values.get(site) ?? 0,
    },
  };
}

/** Registers that hold the arguments: wide types take two, an instance method has `this`. */
function argumentRegisters(method: MethodSpec, proto: Proto): number {
  const wide = proto.parameters.filter((type) => type === 'J' || type === 'D').length;
  return proto.parameters.length + wide + (method.static === true ? 0 : 1);
}

function writeDebugInfo(out: ByteWriter, ids: IdTables, method: MethodSpec): void {
  out.uleb(1); // line_start
  const { parameters } = protoOf(method);
  out.uleb(parameters.length);
  for (const _ of parameters) out.uleb(0); // no name
  for (const [register, local] of (method.locals ?? []).entries()) {
    out.u8(local.signature === undefined ? 0x03 : 0x04); // DBG_START_LOCAL, DBG_START_LOCAL_EXTENDED
    out.uleb(register);
    out.uleb(ids.stringIndex(local.name) + 1);
    out.uleb(ids.typeIndex(descriptor(local.type)) + 1);
    if (local.signature !== undefined) out.uleb(ids.stringIndex(local.signature) + 1);
  }
  out.u8(0x00); // DBG_END_SEQUENCE
}

/** A body that does nothing: `nop; return-void`, with the `nop` inside a try block if anything is caught. */
function writeCode(out: ByteWriter, ids: IdTables, method: MethodSpec, debugInfo: number): void {
  const catches = method.catches ?? [];
  const arguments_ = argumentRegisters(method, protoOf(method));
  out.u16(arguments_ + (method.locals?.length ?? 0));
  out.u16(arguments_);
  out.u16(0); // outs_size
  out.u16(catches.length > 0 ? 1 : 0);
  out.u32(debugInfo);
  out.u32(2);
  out.u16(0x0000);
  out.u16(0x000e);
  if (catches.length === 0) return;
  out.u32(0); // try: start_addr
  out.u16(1); // insn_count
  out.u16(1); // handler_off: after the one byte of the list's size
  out.uleb(1);
  out.sleb(catches.length);
  for (const type of catches) {
    out.uleb(ids.typeIndex(descriptor(type)));
    out.uleb(1); // addr
  }
}

function writeStaticStrings(out: ByteWriter, ids: IdTables, texts: readonly string[]): void {
  out.uleb(texts.length);
  for (const text of texts) writeValue(out, 0x17, ids.stringIndex(text));
}

/** VALUE_METHOD_HANDLE, VALUE_STRING, VALUE_METHOD_TYPE, and a VALUE_STRING for each further argument. */
function writeCallSite(out: ByteWriter, ids: IdTables, site: CallSiteSpec): void {
  const texts = site.strings ?? [];
  out.uleb(3 + texts.length);
  writeValue(out, 0x16, 0);
  writeValue(out, 0x17, ids.stringIndex(site.name));
  writeValue(out, 0x15, ids.protoIndex(protoOf(site)));
  for (const text of texts) writeValue(out, 0x17, ids.stringIndex(text));
}

/** An encoded_value that holds an index, in as many bytes as it needs. */
function writeValue(out: ByteWriter, type: number, index: number): void {
  const bytes: number[] = [];
  for (let rest = index; rest > 0 || bytes.length === 0; rest >>>= 8) bytes.push(rest & 0xff);
  out.u8(((bytes.length - 1) << 5) | type);
  for (const byte of bytes) out.u8(byte);
}

function writeClassData(out: ByteWriter, ids: IdTables, it: FullClass, codes: ReadonlyMap<MethodSpec, number>): void {
  const isDirect = (method: MethodSpec): boolean => method.static === true || method.name.startsWith('<');
  const fields = it.fields.map((field) => ({ ...field, index: ids.fieldIndex(it.name, field) }));
  const methods = it.methods.map((method) => ({ method, index: ids.methodIndex(it.name, method) }));
  const groups = [
    fields.filter((field: FieldSpec) => field.static === true),
    fields.filter((field: FieldSpec) => field.static !== true),
    methods.filter(({ method }) => isDirect(method)),
    methods.filter(({ method }) => !isDirect(method)),
  ];
  for (const group of groups) {
    out.uleb(group.length);
    group.sort((a, b) => a.index - b.index);
  }
  for (const group of groups) {
    let previous = 0;
    for (const member of group) {
      out.uleb(member.index - previous);
      previous = member.index;
      if ('method' in member) {
        const special = member.method.name.startsWith('<') ? accConstructor : 0;
        out.uleb(accPublic | special | (member.method.static === true ? accStatic : 0));
        out.uleb(codes.get(member.method) ?? 0);
      } else out.uleb(accPublic | (member.static === true ? accStatic | accFinal : 0));
    }
  }
}
