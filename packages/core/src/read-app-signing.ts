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
import { newestSignersOf, readNewestSigners } from './signing/newest-signers.js';
import { readSigners } from './signing/read-signers.js';
import type { AppSigning } from './signing/signing.js';
import type { SignatureCheck } from './signing/verification/check.js';
import { startVerifying, verifySigners } from './signing/verify-signers.js';

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
  readonly purpose: 'installing' | 'uploading';
  /** The archive that says who signed the app: of a split set its base. */
  readonly base: SignedApk;
  /** The other APKs of a split set. */
  readonly splits: readonly SignedApk[];
  readonly signing: AppSigning;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the signatures of an app, or gives null for what has none by nature. Diagnostics are handed back instead of reported, so that
 * their order does not depend on what else is read meanwhile.
 */
export async function readAppSigning(
  opened: OpenedApp,
  limits: Limits,
  platform: Pick<Platform, 'digest'>,
): Promise<SigningReading | null> {
  const purpose = signedFor[opened.kind];
  if (purpose === null) return null;
  const [base, ...splits] = signedArchives(opened);
  if (base === undefined) return null;
  const diagnostics: Diagnostic[] = [];
  const signing = await readSigners(base, limits, (diagnostic) => diagnostics.push(diagnostic), platform);
  return { purpose, base, splits, signing, diagnostics };
}

/** The archives that are signed each for itself, the base first. */
function signedArchives({ kind, parts, signed }: OpenedApp): SignedApk[] {
  const apks = parts.map(({ source, archive, path }) => ({ source, archive, where: path }));
  if (kind === 'apk') return apks.slice(0, 1);
  // Beside the APKs of a set, which lie at a path in it, there may be DEX files.
  if (kind === 'split-set') return apks.filter(({ where }) => where !== '');
  // The parts of a bundle are its modules, and its signature lies in none of them.
  return signed ? [{ ...signed, where: '' }] : [];
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

/**
 * The facts of a report about signatures. Reports `signing/split-mismatch`, and with `verify`, which reads the whole app once more,
 * `signing/invalid`.
 */
export async function describeAppSigning(
  reading: SigningReading | null,
  context: SigningContext,
): Promise<Pick<AppFacts, 'exodusId' | 'signers' | 'signing'>> {
  if (reading === null) return { exodusId: null, signers: [], signing: null };
  const { packageName, verify, platform, diagnostics } = context;
  const { purpose, signing } = reading;
  for (const diagnostic of reading.diagnostics) diagnostics.report(diagnostic);
  await compareSplits(reading, context);
  const { schemes, signers, stamp, block } = signing;
  return {
    exodusId: packageName === null || purpose !== 'installing' ? null : await exodusId(packageName, signing, platform),
    signers,
    signing: { schemes, stamp, block, checks: verify ? await verifyAll(reading, context) : null },
  };
}

/** Android installs a set only when the same certificates sign all of it (PackageInstallerSession.assertApkConsistentLocked). */
async function compareSplits(
  { splits, signing }: SigningReading,
  { limits, platform, diagnostics: { report } }: SigningContext,
): Promise<void> {
  const expected = newestSignersOf(signing);
  const budget = { bytesLeft: limits.maxCertificateBytes };
  for (const split of splits) {
    const found = await readNewestSigners(split, limits, report, platform, budget);
    if (found === null) {
      const message = `Expected at most ${limits.maxCertificateBytes} bytes of v1 signatures in all splits; the rest were not compared.`;
      return report({ code: 'limit/items', where: archivePlace(split.where), message });
    }
    if (found.join() === expected.join()) continue;
    const message = `Expected the split to be signed as the base is, by ${nameAll(expected)}; it is signed by ${nameAll(found)}.`;
    report({ code: 'signing/split-mismatch', where: archivePlace(split.where), message });
  }
}

/** Hashes in a sentence, the first few. */
function nameAll(hashes: readonly string[]): string {
  const more = hashes.length > 3 ? ` and ${hashes.length - 3} more` : '';
  return hashes.length === 0 ? 'nobody' : hashes.slice(0, 3).join(' and ') + more;
}

async function verifyAll(
  { base, splits }: SigningReading,
  { limits, platform, diagnostics: { report } }: SigningContext,
): Promise<readonly SignatureCheck[]> {
  const budget = startVerifying(limits);
  const all: SignatureCheck[] = [];
  for (const apk of [base, ...splits]) {
    const checks = await verifySigners(apk, limits, platform, budget);
    for (const check of checks) if (isInvalid(check)) report(invalidSignature(check));
    all.push(...checks);
  }
  return all;
}

function isInvalid({ signature, digests, lineage }: SignatureCheck): boolean {
  return [signature, digests, lineage].includes('invalid');
}

function invalidSignature({ scheme, apk, entry, reasons }: SignatureCheck): Diagnostic {
  const message = `Expected a valid signature of scheme ${scheme}. ${reasons.join(' ')}`;
  return {
    code: 'signing/invalid',
    where: entry === null ? archivePlace(apk) : [{ entry: entryPath(apk, entry) }],
    message,
  };
}
