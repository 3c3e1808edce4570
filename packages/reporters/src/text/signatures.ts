/** What verifying the signatures gave, for a caller who asked; an invalid one is also said where nobody overlooks it. */
import type { CheckResult, SignatureCheck } from '@trackerscope/core';
import { listed } from '../layout/figures.js';
import { flow } from '../layout/flow.js';
import { caution, faint, fine, type Phrase, wrong } from '../layout/phrase.js';
import { table } from '../layout/table.js';
import type { RenderOptions } from '../reporter.js';
import { first, heading, type Section } from './section.js';
import { hash } from './signers.js';

/** How many checks are shown unless all evidence is wanted; an app with all schemes has five. */
const few = 8;

/** One paragraph near the top of the page, or none. */
export const invalidSignatures: Section = ({ app }, page) => {
  const invalid = app.signing?.checks?.filter((check) => results(check).includes('invalid')) ?? [];
  if (invalid.length === 0) return [];
  const which = invalid.map(({ apk, scheme }) => (apk === '' ? scheme : apk));
  const { shown, more } = first(page, [...new Set(which)], few);
  return flow(page, [
    wrong(`INVALID SIGNATURE: ${listed([...shown, ...(more > 0 ? [`${more}\u00a0more`] : [])])}.`),
    ' Somebody may have changed the app after it was signed; see Signatures, below.',
  ]);
};

/** Each signature, part by part. */
export const signatures: Section = ({ app: { signers, signing } }, page) => {
  const { checks, stamp } = signing ?? { checks: null, stamp: null };
  if (checks === null) return [];
  const meaning =
    checks.length === 0
      ? 'there is none that could be verified'
      : 'by the key of the certificate, over what the file holds';
  const title = heading(page, 'Signatures', meaning);
  if (checks.length === 0) return title;
  // In a list that is cut, what does not hold comes first.
  const { shown, more } = first(page, checks.length > few ? worstFirst(checks) : checks, few);
  const several = signers.length > 1;
  const rows = shown.map((check) => [[check.scheme], [...parts(check), ...notes(check, several, page)]]);
  const unasked = [
    'whether certificates are still valid and who issued them',
    'which scheme each version of Android takes',
    ...(stamp === null ? [] : ['the signature of the stamp']),
  ];
  return [
    ...title,
    ...table(page, rows, 2),
    ...(more > 0 ? flow(page, [faint(`and ${more}\u00a0more`)], 2) : []),
    ...flow(page, [faint(`Not looked at: ${unasked.join('; ')}.`)], 2, 4),
  ];
};

/** The parts in the same order for each signature, so that columns of them can be compared. */
function parts({ signature, digests, lineage }: SignatureCheck): Phrase[] {
  const handover = lineage === null ? [] : [', change of keys ', word(lineage)];
  return ['signature ', word(signature), ', contents ', word(digests), ...handover];
}

/** Which signature it is where the scheme does not tell, and why it is not valid. */
function notes({ apk, signer, entry, reasons }: SignatureCheck, several: boolean, page: RenderOptions): Phrase[] {
  const said = [
    ...(apk === '' ? [] : [apk]),
    ...(entry === null ? [] : [entry]),
    ...(several && signer !== null ? [hash({ sha256: signer }, page)] : []),
    ...(reasons.length === 0 ? [] : [reasons.join(' ')]),
  ];
  return said.map((note) => faint(`\u00a0· ${note}`));
}

function worstFirst(checks: readonly SignatureCheck[]): readonly SignatureCheck[] {
  const holds = (check: SignatureCheck) => results(check).every((result) => result === 'valid' || result === null);
  return [...checks.filter((check) => !holds(check)), ...checks.filter(holds)];
}

function results({ signature, digests, lineage }: SignatureCheck) {
  return [signature, digests, lineage];
}

function word(result: CheckResult): Phrase {
  if (result === 'valid') return fine('valid');
  return result === 'invalid' ? wrong('INVALID') : caution('not checked');
}
