/** Keys and certificates that sign test apps. */
import {
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import {
  derBits,
  derContext,
  derInteger,
  derNull,
  derOid,
  derPrintable,
  derSequence,
  derSet,
  derTime,
  derUtf8,
} from './der.js';

/** Somebody who signs: a private key and the certificate for it. */
export interface SigningIdentity {
  readonly privateKey: KeyObject;
  /** DER. */
  readonly certificate: Uint8Array;
  /** Issuer and serial number, as PKCS#7 names the certificate; DER. */
  readonly identifier: Uint8Array;
}

/** Attributes in the order of their encoding, by keyword (`CN`, `O`, `C` …) or dotted identifier; bytes are put in as they are. */
export type NameAttributes = readonly (readonly [type: string, value: string | Uint8Array])[];

/** What a certificate says. */
export interface CertificateSpec {
  readonly subject?: NameAttributes;
  /** The subject itself by default. */
  readonly issuer?: NameAttributes;
  readonly serial?: number | bigint;
  readonly notBefore?: string;
  readonly notAfter?: string;
  /** Extensions, DER; version 3 with some, version 1 without. */
  readonly extensions?: readonly Uint8Array[];
}

const attributeTypes: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  O: '2.5.4.10',
  OU: '2.5.4.11',
};

/**
 * An identity with a key on the curve P-256 that depends on `name` alone, so that each run has the same certificate, to the byte.
 */
export function ecIdentity(name: string, spec: CertificateSpec = {}): SigningIdentity {
  const ecdh = createECDH('prime256v1');
  const secret = createHash('sha256').update(name).digest();
  ecdh.setPrivateKey(secret);
  const point = ecdh.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  const jwk = { kty: 'EC', crv: 'P-256', d: secret.toString('base64url'), x: x!, y: y! };
  return identityWith(createPrivateKey({ key: jwk, format: 'jwk' }), { subject: [['CN', name]], ...spec });
}

/** An identity with a new key of another kind. */
export function newIdentity(
  kind: { readonly rsa: number } | { readonly dsa: number } | { readonly curve: string },
  spec: CertificateSpec,
): SigningIdentity {
  return identityWith(newKey(kind), spec);
}

function newKey(kind: Parameters<typeof newIdentity>[0]): KeyObject {
  if ('rsa' in kind) return generateKeyPairSync('rsa', { modulusLength: kind.rsa }).privateKey;
  if ('dsa' in kind) return generateKeyPairSync('dsa', { modulusLength: kind.dsa, divisorLength: 160 }).privateKey;
  return generateKeyPairSync('ec', { namedCurve: kind.curve }).privateKey;
}

/** The certificate that says `spec` of a key. Its own signature is made up: nobody who reads an APK looks at it. */
function identityWith(privateKey: KeyObject, spec: CertificateSpec): SigningIdentity {
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const { issuer, serial } = complete(spec);
  return {
    privateKey,
    certificate: buildCertificate(new Uint8Array(publicKey), spec),
    identifier: derSequence(derName(issuer), derInteger(serial)),
  };
}

function complete(spec: CertificateSpec): Required<CertificateSpec> {
  const { subject = [['CN', 'Test']] as NameAttributes } = spec;
  const validity = { notBefore: '2020-01-01T00:00:00Z', notAfter: '2050-01-01T00:00:00Z' };
  return { subject, issuer: subject, serial: 1, extensions: [], ...validity, ...spec };
}

/** An X.509 certificate (RFC 5280, 4.1) for a SubjectPublicKeyInfo. */
export function buildCertificate(publicKey: Uint8Array, spec: CertificateSpec = {}): Uint8Array {
  const { subject, issuer, serial, notBefore, notAfter, extensions } = complete(spec);
  const algorithm = derSequence(derOid('1.2.840.113549.1.1.11'), derNull());
  const signed = derSequence(
    ...(extensions.length > 0 ? [derContext(0, derInteger(2))] : []),
    derInteger(serial),
    algorithm,
    derName(issuer),
    derSequence(derTime(notBefore), derTime(notAfter)),
    derName(subject),
    publicKey,
    ...(extensions.length > 0 ? [derContext(3, derSequence(...extensions))] : []),
  );
  return derSequence(signed, algorithm, derBits(new Uint8Array(256)));
}

/** A distinguished name with one attribute in each of its parts. */
export function derName(attributes: NameAttributes): Uint8Array {
  const parts = attributes.map(([type, value]) => {
    // Countries have a string type of their own (RFC 5280, appendix A.1).
    const encoded = typeof value !== 'string' ? value : type === 'C' ? derPrintable(value) : derUtf8(value);
    return derSet(derSequence(derOid(attributeTypes[type] ?? type), encoded));
  });
  return derSequence(...parts);
}
