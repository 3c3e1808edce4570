/** The columns of the metadata tables up to AssemblyRef, as far as they decide how long a row is (ECMA-335 II.22). */

/** Numbers of the tables, which are their bits in the `Valid` field. The `…Ptr` and `Enc…` tables occur in `#-` streams only. */
export const tables = {
  module: 0x00,
  typeRef: 0x01,
  typeDef: 0x02,
  fieldPtr: 0x03,
  field: 0x04,
  methodPtr: 0x05,
  methodDef: 0x06,
  paramPtr: 0x07,
  param: 0x08,
  interfaceImpl: 0x09,
  memberRef: 0x0a,
  constant: 0x0b,
  customAttribute: 0x0c,
  fieldMarshal: 0x0d,
  declSecurity: 0x0e,
  classLayout: 0x0f,
  fieldLayout: 0x10,
  standAloneSig: 0x11,
  eventMap: 0x12,
  eventPtr: 0x13,
  event: 0x14,
  propertyMap: 0x15,
  propertyPtr: 0x16,
  property: 0x17,
  methodSemantics: 0x18,
  methodImpl: 0x19,
  moduleRef: 0x1a,
  typeSpec: 0x1b,
  implMap: 0x1c,
  fieldRva: 0x1d,
  encLog: 0x1e,
  encMap: 0x1f,
  assembly: 0x20,
  assemblyProcessor: 0x21,
  assemblyOs: 0x22,
  assemblyRef: 0x23,
  file: 0x26,
  exportedType: 0x27,
  manifestResource: 0x28,
  genericParam: 0x2a,
  methodSpec: 0x2b,
  genericParamConstraint: 0x2c,
} as const;

type TableName = keyof typeof tables;

/** An index into one of several tables: its low bits say which (ECMA-335 II.24.2.6). */
interface CodedIndex {
  readonly tagBits: number;
  readonly into: readonly TableName[];
}

const typeDefOrRef: CodedIndex = { tagBits: 2, into: ['typeDef', 'typeRef', 'typeSpec'] };
const hasConstant: CodedIndex = { tagBits: 2, into: ['field', 'param', 'property'] };
const hasFieldMarshal: CodedIndex = { tagBits: 1, into: ['field', 'param'] };
const hasDeclSecurity: CodedIndex = { tagBits: 2, into: ['typeDef', 'methodDef', 'assembly'] };
const memberRefParent: CodedIndex = {
  tagBits: 3,
  into: ['typeDef', 'typeRef', 'moduleRef', 'methodDef', 'typeSpec'],
};
const hasSemantics: CodedIndex = { tagBits: 1, into: ['event', 'property'] };
const methodDefOrRef: CodedIndex = { tagBits: 1, into: ['methodDef', 'memberRef'] };
const memberForwarded: CodedIndex = { tagBits: 1, into: ['field', 'methodDef'] };
const customAttributeType: CodedIndex = { tagBits: 3, into: ['methodDef', 'memberRef'] };
const resolutionScope: CodedIndex = { tagBits: 2, into: ['module', 'moduleRef', 'assemblyRef', 'typeRef'] };
const hasCustomAttribute: CodedIndex = {
  tagBits: 5,
  into: [
    ...['methodDef', 'field', 'typeRef', 'typeDef', 'param', 'interfaceImpl', 'memberRef', 'module'],
    ...['declSecurity', 'property', 'event', 'standAloneSig', 'moduleRef', 'typeSpec', 'assembly', 'assemblyRef'],
    ...['file', 'exportedType', 'manifestResource', 'genericParam', 'genericParamConstraint', 'methodSpec'],
  ] as TableName[],
};

/** A column: so many bytes, an index into a heap, into one table, or into one of several. */
export type Column = 2 | 4 | '#Strings' | '#GUID' | '#Blob' | TableName | CodedIndex;

/** Columns by table, in the order of the tables; {@link tables.assemblyRef} is the last one that anything is read from. */
export const schema: readonly (readonly Column[])[] = [
  [2, '#Strings', '#GUID', '#GUID', '#GUID'], // Module
  [resolutionScope, '#Strings', '#Strings'], // TypeRef
  [4, '#Strings', '#Strings', typeDefOrRef, 'field', 'methodDef'], // TypeDef
  ['field'], // FieldPtr
  [2, '#Strings', '#Blob'], // Field
  ['methodDef'], // MethodPtr
  [4, 2, 2, '#Strings', '#Blob', 'param'], // MethodDef
  ['param'], // ParamPtr
  [2, 2, '#Strings'], // Param
  ['typeDef', typeDefOrRef], // InterfaceImpl
  [memberRefParent, '#Strings', '#Blob'], // MemberRef
  [2, hasConstant, '#Blob'], // Constant
  [hasCustomAttribute, customAttributeType, '#Blob'], // CustomAttribute
  [hasFieldMarshal, '#Blob'], // FieldMarshal
  [2, hasDeclSecurity, '#Blob'], // DeclSecurity
  [2, 4, 'typeDef'], // ClassLayout
  [4, 'field'], // FieldLayout
  ['#Blob'], // StandAloneSig
  ['typeDef', 'event'], // EventMap
  ['event'], // EventPtr
  [2, '#Strings', typeDefOrRef], // Event
  ['typeDef', 'property'], // PropertyMap
  ['property'], // PropertyPtr
  [2, '#Strings', '#Blob'], // Property
  [2, 'methodDef', hasSemantics], // MethodSemantics
  ['typeDef', methodDefOrRef, methodDefOrRef], // MethodImpl
  ['#Strings'], // ModuleRef
  ['#Blob'], // TypeSpec
  [2, memberForwarded, '#Strings', 'moduleRef'], // ImplMap
  [4, 'field'], // FieldRVA
  [4, 4], // EncLog
  [4], // EncMap
  [4, 2, 2, 2, 2, 4, '#Blob', '#Strings', '#Strings'], // Assembly
  [4], // AssemblyProcessor
  [4, 4, 4], // AssemblyOS
  [2, 2, 2, 2, 4, '#Blob', '#Strings', '#Strings', '#Blob'], // AssemblyRef
];
