/** Reads the signatures of an APK in memory, with everything that was reported on the way. */
import type { Diagnostic } from '../../src/errors.js';
import { defaultLimits, type Limits } from '../../src/limits.js';
import { nodePlatform } from '../../src/node/platform.js';
import type { Platform } from '../../src/platform.js';
import { readSigners } from '../../src/signing/read-signers.js';
import type { AppSigning } from '../../src/signing/signing.js';
import type { SignatureCheck } from '../../src/signing/verification/check.js';
import { verifySigners } from '../../src/signing/verify-signers.js';
import { fromBytes } from '../../src/source/from-bytes.js';

export interface ReadSigning {
  readonly signing: AppSigning;
  readonly diagnostics: readonly Diagnostic[];
  /** The codes of the diagnostics, in the order in which they were reported. */
  readonly codes: readonly string[];
}

/** What the APK says of its signers; `where` is its path when it lies in another archive. */
export async function read(
  apk: Uint8Array,
  changed: Partial<Limits> = {},
  platform: Platform = nodePlatform,
  where = '',
): Promise<ReadSigning> {
  const limits = { ...defaultLimits, ...changed };
  const source = fromBytes(apk);
  const archive = await platform.openArchive(source, where, limits);
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const signing = await readSigners({ source, archive, where }, limits, report, platform);
  return { signing, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

/** What checking the signatures of the APK gives. */
export async function verify(apk: Uint8Array, platform: Platform = nodePlatform): Promise<readonly SignatureCheck[]> {
  const source = fromBytes(apk);
  const archive = await platform.openArchive(source, '', defaultLimits);
  return verifySigners({ source, archive, where: '' }, defaultLimits, platform);
}
