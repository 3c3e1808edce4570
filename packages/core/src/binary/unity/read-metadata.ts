/** Reads Unity's global-metadata.dat: the string literals and the names of an app that IL2CPP compiled to native code. */
import type { Report } from '../../errors.js';
import type { TextTable } from '../../extractors/sink.js';
import type { Limits } from '../../limits.js';
import { describeBytes } from '../../magic.js';
import { DamageLog } from '../dex/damage-log.js';
import type { NamespacedTypes } from '../namespaced-types.js';
import { isUnityMetadata, readUnityHeader } from './header.js';
import { readLiterals, readNames } from './texts.js';
import { readTypeDefinitions } from './type-definitions.js';

/** What the metadata names; all as ranges of its bytes. */
export interface UnityMetadata {
  /** As the file states it: 24 for Unity 2017 to 2020, 29 for 2021 and 2022, 31, 35, 38 and 39 for later ones. */
  readonly version: number;
  /** The string literals of the code. */
  readonly literals: TextTable;
  /** Every name: assemblies (`Assembly-CSharp.dll`), namespaces, types, methods, fields; each once, in the order of the file. */
  readonly names: TextTable;
  /** The types with their namespaces; empty where the table has a layout that is not known. */
  readonly types: NamespacedTypes;
}

/**
 * Reads `assets/bin/Data/Managed/Metadata/global-metadata.dat`. What is damaged goes to `report`, with `where` as its entry, and the
 * rest is read. Null, and `unity/bad-magic`, where it does not begin as it should: many games encrypt it. Throws nothing; work and
 * memory are linear in the bytes.
 */
export function readUnityMetadata(
  bytes: Uint8Array,
  where: string,
  report: Report,
  limits: Limits,
): UnityMetadata | null {
  const damage = new DamageLog(where, report);
  if (!isUnityMetadata(bytes)) {
    const found = bytes.length === 0 ? 'nothing' : describeBytes(bytes.subarray(0, 8));
    damage.note('unity/bad-magic', 'magic', 0, () => `expected af 1b b1 fa, found ${found}`);
    damage.flush();
    return null;
  }
  const header = readUnityHeader(bytes, damage);
  const metadata = {
    version: header.version,
    literals: readLiterals(bytes, header, limits.maxTableItems, damage),
    names: readNames(bytes, header.strings, limits.maxTableItems, damage),
    types: readTypeDefinitions(bytes, header, limits.maxTableItems, damage),
  };
  damage.flush();
  return metadata;
}
