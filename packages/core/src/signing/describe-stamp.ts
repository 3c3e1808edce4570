/** Describes the source stamp, and says whether the app expects it. */
import { archivePlace, entryPath } from '../archive/place.js';
import { isScanError, type Report } from '../errors.js';
import { hex } from './byte-reader.js';
import type { CertificateReader } from './certificate-reader.js';
import type { SignedApk } from './collect-signatures.js';
import { describeLineage } from './describe-block-signer.js';
import type { SourceStamp } from './signing.js';
import { type StampBlock, stampHashEntry } from './source-stamp.js';
import { timeOfSeconds } from './time.js';

/** A SHA-256 has 32 bytes; anything longer is none. */
const hashBytes = 33;

/** The stamp, or null when it has no certificate, or none that the limits let through. */
export async function describeStamp(
  { version, certificate, time, lineage }: StampBlock & { readonly version: 1 | 2 },
  { archive, where }: SignedApk,
  certificates: CertificateReader,
  report: Report,
): Promise<SourceStamp | null> {
  const place = archivePlace(where);
  const read = certificate === null ? null : await certificates.read(certificate, place);
  if (read === null) return null;
  return {
    version,
    certificate: read.facts,
    time: time === null ? null : timeOfSeconds(time),
    lineage: await describeLineage(lineage, place, certificates),
    expected: (await expectedHash(archive, where, report)) === read.facts.sha256,
  };
}

async function expectedHash(archive: SignedApk['archive'], where: string, report: Report): Promise<string | null> {
  const entry = archive.entries.find(({ name }) => name === stampHashEntry);
  if (entry === undefined) return null;
  try {
    return hex(await archive.head(entry, hashBytes));
  } catch (error) {
    if (!isScanError(error)) throw error;
    report({ code: error.code, where: [{ entry: entryPath(where, entry.name) }], message: error.message });
    return null;
  }
}
