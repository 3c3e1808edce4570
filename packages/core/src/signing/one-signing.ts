/** Signing: one certificate that signs, as one signature has it; signatures by the same certificate are merged later. */
import type { ReadCertificate } from './certificate-reader.js';
import type { CertificateFacts, LineageEntry, SignerUse } from './signing.js';

export interface Signing {
  readonly certificate: ReadCertificate;
  readonly use: SignerUse;
  /** Issuers of the certificate, one of the other. */
  readonly chain: readonly CertificateFacts[];
  readonly lineage: readonly LineageEntry[];
}
