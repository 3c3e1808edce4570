/** Reads the PKCS#7 SignedData of a v1 signature file (RFC 5652, sections 3 and 5): its certificates, and who of them signs. */
import { signerInfoAlgorithm } from './algorithms.js';
import { type Asn1, bytesOf, childrenOf, contentOf, isContext, isTagged, oidOf, parseAsn1, tags } from './asn1.js';
import { sameBytes } from './byte-reader.js';
import { type CertificateParts, integerText } from './certificate.js';
import { distinguishedName } from './distinguished-name.js';

const signedDataType = '1.2.840.113549.1.7.2';
const subjectKeyIdentifier = '2.5.29.14';

/** A signature file, read. */
export interface SignedData {
  /** All certificates, DER, in their order. */
  readonly certificates: readonly Uint8Array[];
  readonly signers: readonly SignerInfo[];
}

/** One signature over the `.SF` file. */
export interface SignerInfo {
  /** SignerIdentifier: which certificate signs; see {@link findSigner}. */
  readonly identifier: Asn1 | undefined;
  /** The name of the algorithm, such as `SHA256withRSA`, or null. */
  readonly algorithm: string | null;
  /** What is signed instead of the `.SF` file, where there is such: a list that holds its digest. `[0] IMPLICIT SET`. */
  readonly signedAttributes: Asn1 | undefined;
  readonly signature: Uint8Array;
}

/** The SignedData that the bytes are, or null when they are none. */
export function parseSignedData(bytes: Uint8Array): SignedData | null {
  const [type, content] = childrenOf(parseAsn1(bytes) ?? undefined);
  if (oidOf(type) !== signedDataType || !isContext(content, 0)) return null;
  // version, digestAlgorithms, encapContentInfo, [0] certificates, [1] crls, signerInfos
  const fields = childrenOf(childrenOf(content)[0]);
  const bag = fields.find((field) => isContext(field, 0));
  // Certificates of other kinds than X.509's have context-specific tags.
  const certificates = childrenOf(bag)
    .filter((one) => isTagged(one, tags.sequence))
    .map(bytesOf);
  const infos = childrenOf(fields.findLast((field, i) => i > 2 && isTagged(field, tags.set)));
  return { certificates, signers: infos.map(readSignerInfo) };
}

function readSignerInfo(info: Asn1): SignerInfo {
  const [, identifier, digestAlgorithm, ...rest] = childrenOf(info);
  const signedAttributes = isContext(rest[0], 0) ? rest[0] : undefined;
  const [signatureAlgorithm, signature] = signedAttributes ? rest.slice(1) : rest;
  return {
    identifier,
    algorithm: signerInfoAlgorithm(digestAlgorithm, signatureAlgorithm),
    signedAttributes,
    signature: isTagged(signature, tags.octetString) ? contentOf(signature) : new Uint8Array(),
  };
}

/** What a SignerIdentifier can name a certificate by. */
export interface Identity {
  readonly issuer: string;
  readonly serial: string;
  readonly keyIdentifier: Uint8Array | null;
}

/** Names are taken as text, since the same name may be encoded in two kinds of string. */
export function identityOf(parts: CertificateParts | null): Identity | null {
  if (parts === null) return null;
  const [issuer, serial] = [distinguishedName(parts.issuer), integerText(parts.serial)];
  return { issuer, serial, keyIdentifier: keyIdentifierOf(parts.extensions) };
}

/** The index of the certificate that a SignerIdentifier names, or -1. */
export function findSigner(identifier: Asn1 | undefined, identities: readonly (Identity | null)[]): number {
  if (isContext(identifier, 0)) {
    const wanted = contentOf(identifier);
    return identities.findIndex((one) => one?.keyIdentifier != null && sameBytes(one.keyIdentifier, wanted));
  }
  const [name, number] = childrenOf(identifier);
  if (name === undefined || !isTagged(number, tags.integer)) return -1;
  const [issuer, serial] = [distinguishedName(name), integerText(number)];
  return identities.findIndex((one) => one?.serial === serial && one.issuer === issuer);
}

/** The subjectKeyIdentifier among the extensions (RFC 5280, 4.2.1.2), an octet string inside an octet string. */
function keyIdentifierOf(extensions: Asn1 | undefined): Uint8Array | null {
  const extension = childrenOf(extensions).find((one) => oidOf(childrenOf(one)[0]) === subjectKeyIdentifier);
  const value = childrenOf(extension).at(-1);
  const inner = isTagged(value, tags.octetString) ? parseAsn1(contentOf(value)) : null;
  return inner && isTagged(inner, tags.octetString) ? contentOf(inner) : null;
}
