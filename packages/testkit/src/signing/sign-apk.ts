/** Signs an APK by schemes v2 and later. */
import { insert, overwriteU32 } from '../corrupt.js';
import {
  type BlockPair,
  type BlockSignerSpec,
  blockIds,
  buildBlockSigners,
  buildSigningBlock,
  placesOf,
} from './signing-block.js';

/** Who signs, scheme by scheme; other pairs come last. */
export interface ApkSignatures {
  readonly v2?: readonly BlockSignerSpec[];
  readonly v3?: readonly BlockSignerSpec[];
  readonly v31?: readonly BlockSignerSpec[];
  readonly v32?: readonly BlockSignerSpec[];
  readonly pairs?: readonly BlockPair[];
}

/** The APK with a signing block before its directory. `apk` is a ZIP without a comment. */
export function signApk(apk: Uint8Array, { v2, v3, v31, v32, pairs = [] }: ApkSignatures): Uint8Array {
  const pair = (scheme: 'v2' | 'v3', id: number, signers: readonly BlockSignerSpec[] | undefined): BlockPair[] =>
    signers === undefined ? [] : [[id, buildBlockSigners(scheme, apk, signers)]];
  return withSigningBlock(
    apk,
    buildSigningBlock([
      ...pair('v2', blockIds.v2, v2),
      ...pair('v3', blockIds.v3, v3),
      ...pair('v3', blockIds.v31, v31),
      ...pair('v3', blockIds.v32, v32),
      ...pairs,
    ]),
  );
}

/** The ZIP with these bytes before its directory. */
export function withSigningBlock(zip: Uint8Array, block: Uint8Array): Uint8Array {
  const { directory, end } = placesOf(zip);
  return insert(overwriteU32(zip, end + 16, directory + block.length), directory, block);
}
