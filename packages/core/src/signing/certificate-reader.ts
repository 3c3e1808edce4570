/** Reads each certificate of an app once, within the limits, and hashes it. */

import type { Report } from '../errors.js';
import type { Limits } from '../limits.js';
import type { Location } from '../observation.js';
import type { Platform } from '../platform.js';
import { hex } from './byte-reader.js';
import type { CertificateParts } from './certificate.js';
import { describeCertificate, isDebugCertificate, parseCertificate } from './certificate.js';
import type { CertificateFacts } from './signing.js';

/** A certificate with what only its bytes tell. */
export interface ReadCertificate {
  readonly facts: CertificateFacts;
  readonly debug: boolean;
  readonly parts: CertificateParts | null;
}

/** Reads certificates; the same one again costs its hash alone. */
export interface CertificateReader {
  /** The certificate, or null when there are more than the limits allow. */
  read(der: Uint8Array, where: readonly Location[]): Promise<ReadCertificate | null>;
}

/** Starts reading the certificates of one app. Each reading counts towards the limits, since each has its cost. */
export function startReadingCertificates(
  { digest }: Pick<Platform, 'digest'>,
  { maxCertificates, maxCertificateBytes }: Limits,
  report: Report,
): CertificateReader {
  const known = new Map<string, ReadCertificate>();
  let certificatesLeft = maxCertificates;
  let bytesLeft = maxCertificateBytes;
  const pastLimits = `Expected at most ${maxCertificates} certificates, ${maxCertificateBytes} bytes together; the rest were not read.`;
  let said = false;
  return {
    async read(der, where) {
      certificatesLeft--;
      bytesLeft -= der.length;
      if (certificatesLeft < 0 || bytesLeft < 0) {
        if (!said) report({ code: 'limit/items', where, message: pastLimits });
        said = true;
        return null;
      }
      const sha256 = hex(await digest('SHA-256', der));
      const before = known.get(sha256);
      if (before) return before;
      const sha1 = hex(await digest('SHA-1', der));
      const parts = parseCertificate(der);
      if (parts === null) {
        const message = `Expected an X.509 certificate; these ${der.length} bytes, with the SHA-256 ${sha256}, are none.`;
        report({ code: 'signing/bad-certificate', where, message });
      }
      const facts = describeCertificate(parts, { sha256, sha1 });
      const read = { facts, debug: isDebugCertificate(parts), parts };
      known.set(sha256, read);
      return read;
    },
  };
}
