/** Says who signed an app: finds its signatures, and reads their certificates. */
import type { Report } from '../errors.js';
import type { Limits } from '../limits.js';
import type { Platform } from '../platform.js';
import { collectSignatures, type SignedApk } from './collect-signatures.js';
import type { AppSigning } from './signing.js';
import { describeBlock } from './signing-block.js';

/**
 * Reads the signatures of schemes v1, v2, v3, v3.1 and v3.2, and the source stamp. Nothing is verified: the answer is what the
 * signatures say. Never throws because of the bytes; what is damaged is reported (`signing/*`, `zip/*`, `limit/items`), and the rest
 * still read.
 */
export async function readSigners(
  apk: SignedApk,
  limits: Limits,
  report: Report,
  platform: Pick<Platform, 'digest'>,
): Promise<AppSigning> {
  const signatures = await collectSignatures(apk, limits, report);
  const { block, inBlock, stamp, inJar } = signatures;
  if (inBlock.length === 0 && inJar.length === 0 && stamp === null) {
    return { schemes: [], signers: [], stamp: null, signatureFiles: [], block: block && describeBlock(block) };
  }
  // The library that reads certificates takes longer to load than to run: only for an app that has some.
  const { describeSigners } = await import('./describe-signers.js');
  return describeSigners(signatures, apk, limits, report, platform);
}
