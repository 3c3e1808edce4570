/** Reads what an X.509 certificate says (RFC 5280, section 4.1), by position, and no stricter than showing it needs. */
import { algorithmOf } from './algorithms.js';
import { type Asn1, childrenOf, contentOf, isContext, isTagged, parseAsn1, tags } from './asn1.js';
import { hex } from './byte-reader.js';
import { distinguishedName, sameAttributes } from './distinguished-name.js';
import { describePublicKey } from './public-key.js';
import type { CertificateFacts } from './signing.js';
import { timeOf } from './time.js';

/** The parts of a certificate that are looked at. */
export interface CertificateParts {
  readonly serial: Asn1;
  readonly issuer: Asn1;
  readonly notBefore: Asn1 | undefined;
  readonly notAfter: Asn1 | undefined;
  readonly subject: Asn1;
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Asn1;
  /** The list of extensions, of version 3. */
  readonly extensions: Asn1 | undefined;
  /** AlgorithmIdentifier of the issuer's signature. */
  readonly algorithm: Asn1 | undefined;
}

/** The parts of a DER certificate, or null when the bytes are none. */
export function parseCertificate(der: Uint8Array): CertificateParts | null {
  const certificate = parseAsn1(der);
  const [signed, algorithm] = childrenOf(certificate ?? undefined);
  const fields = childrenOf(signed);
  // The version, [0], is left out in certificates of version 1.
  const [serial, , issuer, validity, subject, publicKey] = isContext(fields[0], 0) ? fields.slice(1) : fields;
  if (!isTagged(serial, tags.integer)) return null;
  for (const part of [issuer, validity, subject, publicKey]) if (!isTagged(part, tags.sequence)) return null;
  const [notBefore, notAfter] = childrenOf(validity);
  const extensions = childrenOf(fields.find((field) => isContext(field, 3)))[0];
  return {
    serial,
    issuer: issuer!,
    notBefore,
    notAfter,
    subject: subject!,
    publicKey: publicKey!,
    extensions,
    algorithm,
  };
}

/** The facts of a report. Nothing but the hashes without `parts`. */
export function describeCertificate(
  parts: CertificateParts | null,
  hashes: { readonly sha256: string; readonly sha1: string },
): CertificateFacts {
  if (parts === null) {
    const unread = { subject: null, issuer: null, serial: null, notBefore: null, notAfter: null };
    return { ...hashes, ...unread, publicKey: null, signatureAlgorithm: null };
  }
  return {
    ...hashes,
    subject: distinguishedName(parts.subject),
    issuer: distinguishedName(parts.issuer),
    serial: integerText(parts.serial),
    notBefore: timeOf(parts.notBefore),
    notAfter: timeOf(parts.notAfter),
    publicKey: describePublicKey(parts.publicKey),
    signatureAlgorithm: algorithmOf(parts.algorithm),
  };
}

/** Whether it names nobody but Android's build tools, which make such a certificate on each developer's machine. */
export function isDebugCertificate(parts: CertificateParts | null): boolean {
  // 2.5.4.3 is CN, 2.5.4.10 O, 2.5.4.6 C. Both orders are in use.
  return (
    parts !== null &&
    sameAttributes(parts.subject, [
      ['2.5.4.3', 'Android Debug'],
      ['2.5.4.10', 'Android'],
      ['2.5.4.6', 'US'],
    ])
  );
}

/** An INTEGER (two's complement, X.690, 8.3) in hexadecimal, with a minus sign when it is negative. */
export function integerText(node: Asn1): string {
  const bytes = contentOf(node);
  const unsigned = BigInt(`0x${hex(bytes) || '0'}`);
  const negative = ((bytes[0] ?? 0) & 0x80) !== 0;
  return (negative ? unsigned - (1n << BigInt(8 * bytes.length)) : unsigned).toString(16);
}
