/** Goes over the signatures of an app and checks each; content digests and the digests of entries are made once for all. */
import type { Limits } from '../../limits.js';
import type { Platform } from '../../platform.js';
import { hex } from '../byte-reader.js';
import type { Signatures, SignedApk } from '../collect-signatures.js';
import { checkBlockSigner, type Verify } from './block-check.js';
import { notChecked, reasonsOf, type SignatureCheck, type VerifyBudget } from './check.js';
import { contentDigestOf, digestContents } from './content-digests.js';
import { checkJarSignature, type JarCheck } from './jar-check.js';
import { checkEntries, checkManifest } from './manifest-check.js';
import { verifySignature } from './public-key-signature.js';

/** Signatures of one APK that are verified; a key of 16,384 bits takes milliseconds, and a file has room for thousands. */
const maxVerified = 64;

/** The checks in the order of the schemes, v1 first. */
export async function verifySignatures(
  signatures: Signatures,
  apk: SignedApk,
  limits: Limits,
  platform: Pick<Platform, 'digest'>,
  budget: VerifyBudget,
): Promise<SignatureCheck[]> {
  const verify = verifyAtMost(maxVerified, budget);
  const inJar = await verifyJar(signatures, {
    apk,
    limits,
    platform,
    verify,
    budget,
  });
  const inBlock = await verifyBlock(signatures, apk, platform, verify);
  return [...inJar, ...inBlock];
}

/** Verifies that many signatures, and declines the rest. */
function verifyAtMost(count: number, budget: VerifyBudget): Verify {
  let left = count;
  return async (...signature) => {
    if (--left >= 0 && --budget.signaturesLeft >= 0) return verifySignature(...signature);
    return notChecked('There are more signatures than the limit; the rest were not checked.');
  };
}

async function verifyJar({ inJar }: Signatures, check: JarCheck): Promise<SignatureCheck[]> {
  if (inJar.length === 0) return [];
  const entries = await checkEntries(check);
  const checks: SignatureCheck[] = [];
  for (const jarSignature of inJar) {
    const { signature, certificate, signed } = await checkJarSignature(jarSignature, check);
    const digests = await checkManifest(signed, entries, check);
    checks.push({
      apk: check.apk.where,
      scheme: 'v1',
      signer: certificate && hex(await check.platform.digest('SHA-256', certificate)),
      entry: jarSignature.entry.name,
      signature: signature.result,
      digests: digests.result,
      lineage: null,
      reasons: reasonsOf([signature, digests]),
    });
  }
  return checks;
}

async function verifyBlock(
  { block, inBlock }: Signatures,
  { source, where }: SignedApk,
  platform: Pick<Platform, 'digest'>,
  verify: Verify,
): Promise<SignatureCheck[]> {
  if (block === null) return [];
  const signers = inBlock.flatMap(({ scheme, signers }) => signers.map((signer) => ({ scheme, signer })));
  const algorithms = signers.flatMap(({ signer }) =>
    signer.digests.flatMap(({ algorithm }) => contentDigestOf(algorithm) ?? []),
  );
  const contents = await digestContents(source, block.sections, [...new Set(algorithms)], platform);
  const checks: SignatureCheck[] = [];
  for (const { scheme, signer } of signers) {
    const digestOf = (algorithm: number) => contents.get(contentDigestOf(algorithm)!);
    const { signature, digests, lineage } = await checkBlockSigner(signer, scheme, digestOf, verify);
    const [certificate] = signer.certificates;
    checks.push({
      apk: where,
      scheme,
      signer: certificate ? hex(await platform.digest('SHA-256', certificate)) : null,
      entry: null,
      signature: signature.result,
      digests: digests.result,
      lineage: lineage?.result ?? null,
      reasons: reasonsOf([signature, digests, lineage]),
    });
  }
  return checks;
}
