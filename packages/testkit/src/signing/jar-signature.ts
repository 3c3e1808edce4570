/** Signs an app by scheme v1 (JAR File Specification, "Signed JAR File"): MANIFEST.MF, and a pair of files for each signer. */
import { createHash, sign } from 'node:crypto';
import type { ZipEntry } from '../zip/build-zip.js';
import { text } from '../zip/record.js';
import { derContext, derInteger, derNull, derOctets, derOid, derSequence, derSet } from './der.js';
import type { SigningIdentity } from './identity.js';

/** One v1 signer, and what its files say instead of the truth. */
export interface JarSignerSpec {
  readonly identity: SigningIdentity;
  /** `CERT` by default; the files are META-INF/CERT.SF and META-INF/CERT.EC. */
  readonly name?: string;
  /** `EC` by default. */
  readonly extension?: string;
  /** Certificates in the file, in place of the one of `identity`. */
  readonly certificates?: readonly Uint8Array[];
  /** SignerIdentifier, DER: whose signature it is said to be, in place of `identity`. */
  readonly signer?: Uint8Array;
  /** Lines besides in the main section of the `.SF` file. */
  readonly lines?: readonly string[];
  /** In place of the PKCS#7 data. */
  readonly pkcs7?: Uint8Array;
}

/** The files in META-INF that sign these entries. */
export function signJar(entries: readonly ZipEntry[], signers: readonly JarSignerSpec[]): ZipEntry[] {
  const sections = entries.map(
    ({ name, bytes }) => `Name: ${String(name)}\r\nSHA-256-Digest: ${digest(text(bytes))}\r\n\r\n`,
  );
  const manifest = `Manifest-Version: 1.0\r\n\r\n${sections.join('')}`;
  const signedSections = sections.map((section) => {
    const name = section.slice(0, section.indexOf('\r\n'));
    return `${name}\r\nSHA-256-Digest: ${digest(text(section))}\r\n\r\n`;
  });
  const files = signers.flatMap((spec): ZipEntry[] => {
    const { name = 'CERT', extension = 'EC', lines = [] } = spec;
    const head = ['Signature-Version: 1.0', `SHA-256-Digest-Manifest: ${digest(text(manifest))}`, ...lines];
    const signed = text(`${head.join('\r\n')}\r\n\r\n${signedSections.join('')}`);
    return [
      { name: `META-INF/${name}.SF`, bytes: signed },
      { name: `META-INF/${name}.${extension}`, bytes: spec.pkcs7 ?? buildPkcs7(signed, spec) },
    ];
  });
  return [{ name: 'META-INF/MANIFEST.MF', bytes: manifest }, ...files];
}

/** SignedData (RFC 5652, 5.1) over a `.SF` file, without signed attributes, with ECDSA and SHA-256. */
export function buildPkcs7(signed: Uint8Array, { identity, certificates, signer }: JarSignerSpec): Uint8Array {
  const sha256 = derSequence(derOid('2.16.840.1.101.3.4.2.1'), derNull());
  const ecdsa = derSequence(derOid('1.2.840.10045.4.3.2'));
  const signerInfo = derSequence(
    derInteger(1),
    signer ?? identity.identifier,
    sha256,
    ecdsa,
    derOctets(new Uint8Array(sign('sha256', signed, identity.privateKey))),
  );
  const signedData = derSequence(
    derInteger(1),
    derSet(sha256),
    derSequence(derOid('1.2.840.113549.1.7.1')),
    derContext(0, ...(certificates ?? [identity.certificate])),
    derSet(signerInfo),
  );
  return derSequence(derOid('1.2.840.113549.1.7.2'), derContext(0, signedData));
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}
