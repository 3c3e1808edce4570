/** Says who signs an APK by the newest scheme it is signed by, at the least cost: what Android compares between APKs of one app. */
import type { Report } from '../errors.js';
import type { Limits } from '../limits.js';
import { compareCodeUnits } from '../order.js';
import type { Platform } from '../platform.js';
import type { BlockSigner } from './block-signers.js';
import { hex } from './byte-reader.js';
import { collectSignatures, type SignedApk } from './collect-signatures.js';
import type { AppSigning } from './signing.js';

/** Bytes of v1 signature files that may still be read for their certificates; shared by all APKs of a split set. */
export interface CertificateBudget {
  bytesLeft: number;
}

/**
 * SHA-256 of the certificates that sign by the newest scheme, each once, sorted; none of an unsigned APK, null where the budget does
 * not reach. Certificates are read only where there is no signing block, since v1 names its signers by what their certificates say.
 * Damage is reported as by `readSigners`.
 */
export async function readNewestSigners(
  apk: SignedApk,
  limits: Limits,
  report: Report,
  platform: Pick<Platform, 'digest'>,
  budget: CertificateBudget,
): Promise<readonly string[] | null> {
  const signatures = await collectSignatures(apk, limits, report);
  const signers = signatures.inBlock
    .findLast((scheme) => scheme.signers.some(isCertified))
    ?.signers.filter(isCertified);
  if (signers !== undefined) {
    const hashes = signers.map(async ({ certificates }) => hex(await platform.digest('SHA-256', certificates[0]!)));
    return each(await Promise.all(hashes));
  }
  if (signatures.inJar.length === 0) return [];
  budget.bytesLeft -= signatures.inJar.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (budget.bytesLeft < 0) return null;
  const { describeSigners } = await import('./describe-signers.js');
  return newestSignersOf(await describeSigners(signatures, apk, limits, report, platform));
}

function isCertified({ certificates }: BlockSigner): boolean {
  return certificates.length > 0;
}

/** The same of signatures that were read. */
export function newestSignersOf({ schemes, signers }: AppSigning): readonly string[] {
  const newest = schemes.at(-1);
  return each(
    signers.filter(({ signatures }) => signatures.some(({ scheme }) => scheme === newest)).map(({ sha256 }) => sha256),
  );
}

function each(hashes: readonly string[]): readonly string[] {
  return [...new Set(hashes)].sort(compareCodeUnits);
}
