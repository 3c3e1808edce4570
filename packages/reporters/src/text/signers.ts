/** Who signed the app, as rows of its identity: what certificates say, and whether anybody verified it. */
import type { CertificateFacts, ScanReport, SignatureCheck, Signer, SourceStamp } from '@trackerscope/core';
import { grouped, listed } from '../layout/figures.js';
import { caution, faint, fine, type Phrase, wrong } from '../layout/phrase.js';
import type { RenderOptions } from '../reporter.js';
import { first } from './section.js';

/** How many signers are named unless all evidence is wanted; nearly all apps have one. */
const few = 3;

/** A fact and what it is called; what belongs to the fact before has an empty name. */
type Fact = readonly [name: string, value: readonly Phrase[]];

/** One signer after the other, each with its certificate and what it signs, then the stamp. */
export function signerFacts(report: ScanReport, page: RenderOptions): readonly Fact[] {
  const { app, diagnostics } = report;
  const { signers, signing } = app;
  const mismatch = diagnostics.some(({ code }) => code === 'signing/split-mismatch');
  if (signing === null) return [];
  const { shown, more } = first(page, signers, few);
  return [
    ...(signers.length === 0 ? [nobody(report)] : []),
    ...shown.flatMap((signer) => signerRows(signer, report, page)),
    ...(more > 0 ? [['', [faint(`and ${grouped(more)} more signers`)]] as const] : []),
    ...(mismatch ? [['', [caution('others sign some of the splits; see Diagnostics, below')]] as const] : []),
    ...(signing.stamp === null ? [] : stampRows(signing.stamp, page)),
  ];
}

/** Damage behind which there may be a signature, by its code and by its place. */
const mayHide = /^(?:signing\/bad|signing\/stripped|zip\/truncated-directory|limit\/entries)/;
const signatureFile = /(?:^| > )META-INF\/[^/]*\.(?:RSA|DSA|EC|SF)$/i;

function nobody({ input, diagnostics }: ScanReport): Fact {
  const hidden = diagnostics.some(
    ({ code, where }) => mayHide.test(code) || where.some(({ entry }) => signatureFile.test(entry)),
  );
  if (hidden) return ['signer', [caution('not known: what there is of signatures could not be read')]];
  const consequence = input.kind === 'aab' ? '' : ', so Android would not install it';
  return ['signer', [caution(`nobody: it is not signed${consequence}`)]];
}

function signerRows(signer: Signer, { app, input }: ScanReport, page: RenderOptions): Fact[] {
  const { signatures, debug, lineage, sha256 } = signer;
  const several = app.signers.length > 1;
  const schemes = [...new Set(signatures.map((use) => (several ? use.scheme + levels(use) : use.scheme)))];
  const rows: Fact[] = [
    ['signer', [subject(signer)]],
    [
      '',
      [faint(`${hash(signer, page)}\u00a0· ${listed(schemes)}\u00a0· `), verified(app.signing?.checks ?? null, sha256)],
    ],
  ];
  if (debug) rows.push(['', [caution("debug certificate: made on a developer's own machine, not for release")]]);
  if (input.kind === 'aab') rows.push(['', [faint('for the upload alone: the store signs what people install')]]);
  const older = lineage.map(({ certificate }) => certificate).filter((certificate) => certificate.sha256 !== sha256);
  const { shown, more } = first(page, older, few);
  for (const one of shown)
    rows.push(['', [faint('key changed; before it '), subject(one), faint(`\u00a0· ${hash(one, page)}`)]]);
  if (more > 0) rows.push(['', [faint(`and ${grouped(more)} more keys before`)]]);
  return rows;
}

function stampRows({ certificate, time, expected }: SourceStamp, page: RenderOptions): Fact[] {
  const made = time === null ? '' : `\u00a0· of ${time.slice(0, 10)}`;
  const facts: Fact = ['', [faint(`${hash(certificate, page)}${made}\u00a0· not verified`)]];
  const stamp: Fact[] = [['stamp', [subject(certificate)]], facts];
  return expected ? stamp : [...stamp, ['', [caution('void: the app does not say that it has this stamp')]]];
}

function subject({ subject: name }: CertificateFacts): Phrase {
  return name === null ? caution('a certificate that cannot be read') : name === '' ? faint('without a name') : name;
}

/** Enough to tell certificates apart; programs take all of it from the JSON. */
export function hash({ sha256 }: Pick<CertificateFacts, 'sha256'>, { allEvidence }: RenderOptions): string {
  return `certificate SHA-256\u00a0${allEvidence ? sha256 : `${sha256.slice(0, 12)}…`}`;
}

/** API levels, where they decide which of several signers counts. */
function levels({ minSdk, maxSdk }: Signer['signatures'][number]): string {
  if (minSdk === null) return '';
  return maxSdk === null ? ` (API ${minSdk} and later)` : ` (API ${minSdk} to ${maxSdk})`;
}

/** What verifying all signatures of one certificate gave, in a word. */
function verified(checks: readonly SignatureCheck[] | null, sha256: string): Phrase {
  const own = checks?.filter(({ signer }) => signer === sha256) ?? [];
  const results = own.flatMap(({ signature, digests, lineage }) => [signature, digests, lineage ?? 'valid']);
  if (results.includes('invalid')) return wrong('INVALID');
  if (results.length === 0) return faint('not\u00a0verified');
  return results.every((result) => result === 'valid') ? fine('verified') : caution('not\u00a0wholly\u00a0verified');
}
