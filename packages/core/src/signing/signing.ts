/** AppSigning: who signed an app, as its signatures say, as plain JSON. Nothing here is verified; see verify-signers.ts for that. */

/** Ways to sign an APK, oldest first. v4 lies in a file of its own beside the APK. */
export const signatureSchemes = ['v1', 'v2', 'v3', 'v3.1', 'v3.2'] as const;
export type SignatureScheme = (typeof signatureSchemes)[number];

/** Everything that signatures say about an app. */
export interface AppSigning {
  /** The schemes of which there is a signature that names its signer, oldest first; empty for an unsigned app. */
  readonly schemes: readonly SignatureScheme[];
  /** Each certificate that signs once: those of the newest scheme first, then in the order of the file. */
  readonly signers: readonly Signer[];
  /** The stamp of the store or build system that made the APK, if there is one (docs/signers.md, "Source stamp"). */
  readonly stamp: SourceStamp | null;
  /** v1 signatures in the order of the archive's directory. */
  readonly signatureFiles: readonly SignatureFile[];
  /** The APK Signing Block, where v2 and later lie; null when there is none. */
  readonly block: SigningBlockFacts | null;
}

/** One certificate that signs the app. */
export interface Signer extends CertificateFacts {
  /** Whether it is a debug certificate as Android's build tools make them: exactly CN=Android Debug, O=Android, C=US. */
  readonly debug: boolean;
  /** Where it signs, oldest scheme first. */
  readonly signatures: readonly SignerUse[];
  /** The rest of its certificate chain, each issued by the next; nearly always empty. */
  readonly chain: readonly CertificateFacts[];
  /** When keys were rotated (v3 and later): all certificates of this app, oldest first, this one last. Else empty. */
  readonly lineage: readonly LineageEntry[];
}

/** One signature that a signer made. */
export interface SignerUse {
  readonly scheme: SignatureScheme;
  /** The v1 signature file, for example `META-INF/CERT.RSA`; null in the signing block. */
  readonly entry: string | null;
  /** Android API levels that the signature is for (v3 and later); null where it does not say, or has no upper end. */
  readonly minSdk: number | null;
  readonly maxSdk: number | null;
  /** How it is signed, for example `SHA256withRSA`; an id in hexadecimal or an object identifier where the name is not known. */
  readonly algorithms: readonly string[];
}

/** What an X.509 certificate says (RFC 5280, section 4.1). All but the hashes are null where it could not be read. */
export interface CertificateFacts {
  /** Of the whole certificate, lower-case hexadecimal. */
  readonly sha256: string;
  readonly sha1: string;
  /** As `apksigner` prints it: `CN=Example, O="Example, Inc.", C=US`. */
  readonly subject: string | null;
  readonly issuer: string | null;
  /** Lower-case hexadecimal, without leading zeros. */
  readonly serial: string | null;
  /** ISO 8601 in UTC, to the second. */
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  readonly publicKey: PublicKeyFacts | null;
  /** How the issuer signed the certificate, for example `SHA256withRSA`. */
  readonly signatureAlgorithm: string | null;
}

export interface PublicKeyFacts {
  /** `RSA`, `EC`, `DSA`, another common name, or an object identifier. */
  readonly algorithm: string;
  /** Size of the modulus (RSA, DSA) or of the field (EC); null where it is not known. */
  readonly bits: number | null;
  /** Name of the curve of an EC key, or its object identifier; null otherwise. */
  readonly curve: string | null;
}

/** One certificate of a lineage. */
export interface LineageEntry {
  readonly certificate: CertificateFacts;
  /** What the app still lets this certificate do. */
  readonly capabilities: readonly LineageCapability[];
}

/** Bit by bit from 1 up (AOSP, SigningDetails.CertCapabilities). */
export const lineageCapabilities = ['installed-data', 'shared-uid', 'permission', 'rollback', 'auth'] as const;
export type LineageCapability = (typeof lineageCapabilities)[number];

export interface SourceStamp {
  readonly version: 1 | 2;
  readonly certificate: CertificateFacts;
  /** When the stamp was made, ISO 8601; null where it does not say. */
  readonly time: string | null;
  /** Certificates that stamped before, oldest first, this one last; empty without rotation. */
  readonly lineage: readonly LineageEntry[];
  /** Whether the entry `stamp-cert-sha256` names this certificate; the stamp is void where it does not. */
  readonly expected: boolean;
}

/** A v1 signature: a file with PKCS#7 data, and the `.SF` file that it signs. */
export interface SignatureFile {
  readonly entry: string;
  readonly signs: string;
  /** All certificates in the file in its order, signers or not, without what could not be read. */
  readonly certificates: readonly CertificateHashes[];
}

export interface CertificateHashes {
  readonly sha256: string;
  readonly sha1: string;
}

export interface SigningBlockFacts {
  /** Where it begins in the APK. */
  readonly offset: number;
  readonly bytes: number;
  /** In file order; past 64 pairs, only the first of each known name. */
  readonly pairs: readonly SigningBlockPair[];
}

export interface SigningBlockPair {
  /** As `0x7109871a`. */
  readonly id: string;
  /** What it is known to be, or null. */
  readonly name: string | null;
  /** Bytes of its value. */
  readonly bytes: number;
}
