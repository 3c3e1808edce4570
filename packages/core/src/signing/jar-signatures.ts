/** Finds the v1 signatures of an app in META-INF (JAR File Specification, "Signed JAR File"), without reading them as PKCS#7. */
import type { Archive, ArchiveEntry } from '../archive/archive.js';
import { entryPath } from '../archive/place.js';
import { isScanError, type Report } from '../errors.js';
import type { Limits } from '../limits.js';

/** A v1 signature: the bytes of its PKCS#7 file, and the `.SF` file that it signs. */
export interface JarSignature {
  readonly entry: ArchiveEntry;
  readonly signs: ArchiveEntry;
  readonly bytes: Uint8Array;
  /** Newer schemes that the `.SF` file says the app is signed with, too. */
  readonly otherSchemes: readonly number[];
}

const signatureName = /\.(?:RSA|DSA|EC)$/;
/** Bytes of a `.SF` file in which its main section ends; it has three or four lines, 150 to 250 bytes. */
const mainSection = 512;

/**
 * The v1 signatures in the order of the directory. A signature without its `.SF` file signs nothing and is left out, as in
 * Android and apksig. Letters count as capitals, as in older versions of Android (libcore, JarVerifier).
 */
export async function readJarSignatures(
  archive: Archive,
  where: string,
  limits: Limits,
  report: Report,
): Promise<JarSignature[]> {
  const byName = new Map<string, ArchiveEntry>();
  for (const entry of archive.entries) {
    // Of the 30,000 names of a large app, few need be written anew: M is the capital of no other letter.
    if (!/^m/i.test(entry.name)) continue;
    // The first of two entries with the same name: which one Android takes depends on its version.
    const name = entry.name.toUpperCase();
    if (name.startsWith('META-INF/') && !byName.has(name)) byName.set(name, entry);
  }
  const signatures: JarSignature[] = [];
  let bytesLeft = limits.maxCertificateBytes;
  for (const [name, entry] of byName) {
    const signs = signatureName.test(name) ? byName.get(name.replace(/[A-Z]+$/, 'SF')) : undefined;
    if (signs === undefined) continue;
    const place = [{ entry: entryPath(where, entry.name) }];
    if (signatures.length === limits.maxCertificates) {
      const message = `Expected at most ${limits.maxCertificates} v1 signatures; the rest were not read.`;
      report({ code: 'limit/items', where: place, message });
      break;
    }
    try {
      const { bytes, diagnostics } = await archive.read(entry, bytesLeft);
      for (const diagnostic of diagnostics) report({ ...diagnostic, where: place });
      const head = await archive.head(signs, mainSection);
      bytesLeft -= bytes.length;
      signatures.push({ entry, signs, bytes, otherSchemes: otherSchemesOf(head) });
    } catch (error) {
      if (!isScanError(error)) throw error;
      report({ code: error.code, where: place, message: error.message });
    }
  }
  return signatures;
}

/** The numbers in the header `X-Android-APK-Signed` of the main section, which a blank line ends. */
function otherSchemesOf(head: Uint8Array): number[] {
  const text = new TextDecoder('latin1').decode(head);
  const main = text.split(/\r?\n\r?\n/, 1)[0]!;
  const value = /^X-Android-APK-Signed:([^\r\n]*)/m.exec(main)?.[1] ?? '';
  return value.split(',').map(Number);
}
