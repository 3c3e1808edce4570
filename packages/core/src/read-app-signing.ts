/** Reading who signed an app, beside its entries: the two have nothing to do with each other but the archive. */
import { archivePlace, entryPath } from './archive/place.js';
import type { OpenedApp } from './containers/container.js';
import type { DiagnosticList } from './diagnostic-list.js';
import type { Diagnostic } from './errors.js';
import type { Limits } from './limits.js';
import type { Platform } from './platform.js';
import type { AppFacts, InputKind } from './report.js';
import type { SignedApk } from './signing/collect-signatures.js';
import { exodusId } from './signing/exodus-id.js';
import { readSigners } from './signing/read-signers.js';
import type { AppSigning } from './signing/signing.js';
import type { SignatureCheck } from './signing/verification/check.js';
import { verifySigners } from './signing/verify-signers.js';

/**
 * What a signature on a kind of input is for: installing it, or uploading it to a store, which then signs anew what people install.
 * Nothing asks for one on the others.
 */
const signedFor: Readonly<Record<InputKind, 'installing' | 'uploading' | null>> = {
  apk: 'installing',
  'split-set': 'installing',
  aab: 'uploading',
  aar: null,
  jar: null,
  dex: null,
  'class-list': null,
};

/** What the signatures of an app say. */
export interface SigningReading {
  /** The signed archive; of a split set its base. */
  readonly apk: SignedApk;
  readonly signing: AppSigning;
  readonly purpose: 'installing' | 'uploading';
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the signatures of an app, or gives null for what has none by nature. Diagnostics are handed back instead of reported, so that
 * their order does not depend on what else is read meanwhile.
 */
export async function readAppSigning(
  { kind, parts: [base] }: OpenedApp,
  limits: Limits,
  platform: Pick<Platform, 'digest'>,
): Promise<SigningReading | null> {
  const purpose = signedFor[kind];
  if (purpose === null || base === undefined) return null;
  const { source, archive, path: where } = base;
  const apk = { source, archive, where };
  const diagnostics: Diagnostic[] = [];
  const signing = await readSigners(apk, limits, (diagnostic) => diagnostics.push(diagnostic), platform);
  return { apk, signing, purpose, diagnostics };
}

/** What is needed to tell of signatures that were read. */
export interface SigningContext {
  readonly packageName: string | null;
  /** Check the signatures as well. */
  readonly verify: boolean;
  readonly limits: Limits;
  readonly platform: Pick<Platform, 'digest'>;
  readonly diagnostics: DiagnosticList;
}

/** The facts of a report about signatures. With `verify` reads the whole app once more, and reports `signing/invalid`. */
export async function describeAppSigning(
  reading: SigningReading | null,
  { packageName, verify, limits, platform, diagnostics }: SigningContext,
): Promise<Pick<AppFacts, 'exodusId' | 'signers' | 'signing'>> {
  if (reading === null) return { exodusId: null, signers: [], signing: null };
  const { apk, signing, purpose } = reading;
  for (const diagnostic of reading.diagnostics) diagnostics.report(diagnostic);
  const checks = verify ? await verifySigners(apk, limits, platform) : null;
  for (const check of checks ?? []) if (isInvalid(check)) diagnostics.report(invalidSignature(check, apk));
  const { schemes, signers, stamp, block } = signing;
  return {
    exodusId: packageName === null || purpose !== 'installing' ? null : await exodusId(packageName, signing, platform),
    signers,
    signing: { schemes, stamp, block, checks },
  };
}

function isInvalid({ signature, digests, lineage }: SignatureCheck): boolean {
  return [signature, digests, lineage].includes('invalid');
}

function invalidSignature({ scheme, entry, reasons }: SignatureCheck, { where }: SignedApk): Diagnostic {
  const message = `Expected a valid signature of scheme ${scheme}. ${reasons.join(' ')}`;
  return {
    code: 'signing/invalid',
    where: entry === null ? archivePlace(where) : [{ entry: entryPath(where, entry) }],
    message,
  };
}
