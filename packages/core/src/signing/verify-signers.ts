/** Verifies the signatures of an app, as far as the platform's cryptography goes. */
import type { Limits } from '../limits.js';
import type { Platform } from '../platform.js';
import { collectSignatures, type SignedApk } from './collect-signatures.js';
import type { SignatureCheck, VerifyBudget } from './verification/check.js';

/** Signatures of all APKs of a split set that are verified; an honest one has two or three in each. */
const maxVerified = 1024;

/** What verifying the signatures of an app, whatever it is made of, may cost. */
export function startVerifying({ maxTotalBytes }: Limits): VerifyBudget {
  return { bytesLeft: maxTotalBytes, signaturesLeft: maxVerified };
}

/**
 * Checks each signature that `readSigners` finds: whether the key of its certificate made it, and whether the bytes of the APK are
 * those that it signs. Reads all of the APK, 1 MiB at a time; an app with v1 signatures alone is read entry by entry. Says for each
 * part what was checked, and why something was not. Never throws because of the bytes.
 */
export async function verifySigners(
  apk: SignedApk,
  limits: Limits,
  platform: Pick<Platform, 'digest'>,
  budget: VerifyBudget = startVerifying(limits),
): Promise<readonly SignatureCheck[]> {
  // Reading reports what is damaged; here it shows in the results.
  const signatures = await collectSignatures(apk, limits, () => {});
  if (signatures.inBlock.length === 0 && signatures.inJar.length === 0) return [];
  const { verifySignatures } = await import('./verification/verify-signatures.js');
  return verifySignatures(signatures, apk, limits, platform, budget);
}
