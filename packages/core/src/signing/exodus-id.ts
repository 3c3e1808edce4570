/** The id that Exodus gives an app, its "UAID" (exodus-core, static_analysis.py, get_application_universal_id). */
import type { Platform } from '../platform.js';
import { hex } from './byte-reader.js';
import type { AppSigning } from './signing.js';

/** The names that androguard takes for v1 signatures (apk.py, get_signature_names): capitals only, in any folder. */
const signatureName = /^META-INF\/.*\.(?:RSA|EC|DSA)$/;

/**
 * SHA-1, in upper case, over the package name and the SHA-1 fingerprints of certificates in upper case, with blanks between.
 *
 * The certificates are the first one in each v1 signature file, whoever signs, in the order of the archive's directory. Signatures
 * of other schemes do not count: all versions of an app that has those alone share one id, whoever signed them.
 */
export async function exodusId(
  packageName: string,
  { signatureFiles }: AppSigning,
  { digest }: Pick<Platform, 'digest'>,
): Promise<string> {
  const fingerprints = signatureFiles
    .filter(({ entry, signs }) => signatureName.test(entry) && signs === entry.replace(/[^.]*$/, 'SF'))
    .flatMap(({ certificates }) => certificates.slice(0, 1).map(({ sha1 }) => sha1.toUpperCase()));
  const text = [packageName, ...fingerprints].join(' ');
  return hex(await digest('SHA-1', new TextEncoder().encode(text))).toUpperCase();
}
