/** What differs from version to version of Hermes bytecode, as far as a file of strings needs it. */

export interface HermesVersionFacts {
  /** Names of the header's 32-bit numbers behind the eight that all versions have; only `debugInfoOffset` is not 0. */
  readonly fields: readonly string[];
  /** `LoadConstUndefined r0; Ret r0`. */
  readonly code: readonly number[];
  readonly functionHeaderBytes: 16 | 12;
  /** Bytes of a debug info that says nothing. */
  readonly debugBytes: number;
  /** Whether a SHA-1 of all before it ends the file. */
  readonly footer: boolean;
}

const regExps = ['regExpCount', 'regExpStorageSize'];
const literals = ['arrayBufferSize', 'objKeyBufferSize', 'objValueBufferSize'];
const bigInts = ['bigIntCount', 'bigIntStorageSize'];
const end74 = ['segmentID', 'cjsModuleCount', 'debugInfoOffset'];
const end84 = ['segmentID', 'cjsModuleCount', 'functionSourceCount', 'debugInfoOffset'];
const shapes = ['literalValueBufferSize', 'objKeyBufferSize', 'objShapeTableCount', 'numStringSwitchImms'];

const of74 = {
  fields: [...regExps, ...literals, ...end74],
  functionHeaderBytes: 16,
  debugBytes: 20,
  footer: true,
} as const;
const of84 = { ...of74, fields: [...regExps, ...literals, ...end84] } as const;
const of87 = { ...of84, fields: [...bigInts, ...of84.fields] } as const;
const of98 = {
  fields: [...bigInts, ...regExps, ...shapes, ...end84],
  functionHeaderBytes: 12,
  debugBytes: 16,
  footer: true,
} as const;

/** Taken from what the compiler of each version makes of an empty program. */
export const hermesVersions = {
  74: { ...of74, code: [0x6b, 0, 0x55, 0], footer: false },
  76: { ...of74, code: [0x6b, 0, 0x55, 0] },
  83: { ...of74, code: [0x70, 0, 0x58, 0] },
  84: { ...of84, code: [0x70, 0, 0x58, 0] },
  85: { ...of84, code: [0x72, 0, 0x5a, 0] },
  89: { ...of87, code: [0x74, 0, 0x5a, 0] },
  90: { ...of87, code: [0x74, 0, 0x5a, 0] },
  94: { ...of87, code: [0x76, 0, 0x5c, 0], debugBytes: 28 },
  96: { ...of87, code: [0x76, 0, 0x5c, 0], debugBytes: 28 },
  98: { ...of98, code: [0x93, 0, 0x76, 0] },
  99: { ...of98, code: [0x93, 0, 0x76, 0] },
} as const satisfies Record<number, HermesVersionFacts>;

export type HermesVersion = keyof typeof hermesVersions;
