/** What the header of Hermes bytecode says in each version of the format, and how long a function's header is. */

/**
 * The 32-bit numbers behind magic, version and the hash of the source, in the order of the file. Up to `stringStorageSize` all
 * versions agree; `segmentID` was called `cjsModuleOffset` up to 77. A byte of options follows, and padding up to 128 bytes.
 * Source: facebook/hermes, include/hermes/BCGen/HBC/BytecodeFileFormat.h, `struct BytecodeFileHeader`.
 */
const strings = [
  'fileLength',
  'globalCodeIndex',
  'functionCount',
  'stringKindCount',
  'identifierCount',
  'stringCount',
  'overflowStringCount',
  'stringStorageSize',
] as const;
const bigInts = ['bigIntCount', 'bigIntStorageSize'] as const;
const regExps = ['regExpCount', 'regExpStorageSize'] as const;
const literals = ['arrayBufferSize', 'objKeyBufferSize', 'objValueBufferSize'] as const;
const shapes = ['literalValueBufferSize', 'objKeyBufferSize', 'objShapeTableCount', 'numStringSwitchImms'] as const;
const modules = ['segmentID', 'cjsModuleCount'] as const;
const sources = ['functionSourceCount'] as const;
const debug = ['debugInfoOffset'] as const;

export type HeaderField =
  | (typeof strings)[number]
  | (typeof bigInts)[number]
  | (typeof regExps)[number]
  | (typeof literals)[number]
  | (typeof shapes)[number]
  | (typeof modules)[number]
  | (typeof sources)[number]
  | (typeof debug)[number];

export interface Layout {
  /** The first and the last version that have it. */
  readonly from: number;
  readonly to: number;
  readonly fields: readonly HeaderField[];
  /** Bytes of one entry of the function table (`struct SmallFuncHeader`). */
  readonly functionHeaderBytes: number;
}

/**
 * Checked against the compilers of versions 74, 76, 83, 84, 85, 89, 90, 94, 96, 98 and 99; the last two are React Native's "Hermes V1".
 * No compiler of 86 to 88 was at hand: that the table of big integers came with 87 is taken from other readers (hermes-dec). Where
 * the strings are does not depend on it.
 */
const layouts: readonly Layout[] = [
  { from: 74, to: 83, fields: [...strings, ...regExps, ...literals, ...modules, ...debug], functionHeaderBytes: 16 },
  {
    from: 84,
    to: 86,
    fields: [...strings, ...regExps, ...literals, ...modules, ...sources, ...debug],
    functionHeaderBytes: 16,
  },
  {
    from: 87,
    to: 96,
    fields: [...strings, ...bigInts, ...regExps, ...literals, ...modules, ...sources, ...debug],
    functionHeaderBytes: 16,
  },
  {
    from: 98,
    to: 99,
    fields: [...strings, ...bigInts, ...regExps, ...shapes, ...modules, ...sources, ...debug],
    functionHeaderBytes: 12,
  },
];

/** The layout of a version; undefined for one that is not known. */
export const layoutOf = (version: number): Layout | undefined =>
  layouts.find(({ from, to }) => version >= from && version <= to);

/** All layouts, those of the versions nearest to `version` first. */
export function nearestLayouts(version: number): Layout[] {
  const distance = ({ from, to }: Layout): number => Math.max(from - version, version - to, 0);
  return [...layouts].sort((a, b) => distance(a) - distance(b));
}
