/** Describes one v1 signature file: its certificates, who of them signs, and the chain of that one. */
import { entryPath } from '../archive/place.js';
import type { Report } from '../errors.js';
import type { CertificateReader, ReadCertificate } from './certificate-reader.js';
import type { JarSignature } from './jar-signatures.js';
import type { Signing } from './one-signing.js';
import { findSigner, identityOf, parseSignedData, type SignerInfo } from './pkcs7.js';
import type { CertificateFacts, CertificateHashes } from './signing.js';

/** Who signs, and the hashes of all certificates in the file. */
export async function describeJarSignature(
  { entry, bytes }: JarSignature,
  where: string,
  certificates: CertificateReader,
  report: Report,
): Promise<{ signings: Signing[]; hashes: CertificateHashes[] }> {
  const place = [{ entry: entryPath(where, entry.name) }];
  const bad = (message: string) => report({ code: 'signing/bad-signature-file', where: place, message });
  const data = parseSignedData(bytes);
  if (data === null) {
    bad(`Expected PKCS#7 SignedData; these ${bytes.length} bytes are none.`);
    return { signings: [], hashes: [] };
  }
  const bag: (ReadCertificate | null)[] = [];
  for (const one of data.certificates) bag.push(await certificates.read(one, place));
  const there = bag.filter((one) => one !== null);
  const identities = bag.map((one) => identityOf(one?.parts ?? null));
  const named = data.signers.flatMap((signer) => {
    const certificate = bag[findSigner(signer.identifier, identities)];
    return certificate ? [describeSigner(certificate, signer, entry.name, there)] : [];
  });
  if (named.length === 0) {
    bad(
      `Expected a signer with its certificate; of ${data.signers.length} signers and ${bag.length} certificates no two belong together.`,
    );
  }
  return { signings: named, hashes: there.map(({ facts: { sha256, sha1 } }) => ({ sha256, sha1 })) };
}

function describeSigner(
  certificate: ReadCertificate,
  { algorithm }: SignerInfo,
  entry: string,
  bag: readonly ReadCertificate[],
): Signing {
  const algorithms = algorithm === null ? [] : [algorithm];
  return {
    certificate,
    use: { scheme: 'v1', entry, minSdk: null, maxSdk: null, algorithms },
    chain: chainOf(certificate.facts, bag),
    lineage: [],
  };
}

/** The issuer of the certificate, the issuer of that, and so on, each certificate once (AOSP apksig, getCertificateChain). */
function chainOf(certificate: CertificateFacts, bag: readonly ReadCertificate[]): CertificateFacts[] {
  const left = new Set(bag.map(({ facts }) => facts));
  left.delete(certificate);
  const chain: CertificateFacts[] = [];
  for (let last = certificate; last.issuer !== last.subject; ) {
    const issuer = [...left].find(({ subject }) => subject === last.issuer);
    if (issuer === undefined) break;
    chain.push(issuer);
    left.delete(issuer);
    last = issuer;
  }
  return chain;
}
