/** What the text format says of signers and their signatures. */
import type { ScanReport } from '@trackerscope/core';
import { describe, expect, it } from 'vitest';
import { text } from '../src/text.js';
import { sampleCertificate, sampleCheck, sampleReport, sampleSigner, signedReport } from './sample-report.js';

const page = (report: ScanReport, allEvidence = false): string =>
  text.render([report], { color: false, width: 120, allEvidence, several: false });

const shop = sampleSigner('CN=Shop');
const unsigned = { schemes: [], block: null };
const { input } = sampleReport();

describe('who signed', () => {
  it('is named with the beginning of the hash and the schemes, and it is said that nobody verified that', () => {
    expect(page(signedReport([shop]))).toContain(
      '  signer   CN=Shop\n           certificate SHA-256 abababababab… · v2 and v3 · not verified\n',
    );
  });

  it('is named with the whole hash when all evidence is wanted', () => {
    expect(page(signedReport([shop]), true)).toContain(`SHA-256 ${'ab'.repeat(32)} · v2`);
  });

  it('is said to be nobody where the app is not signed', () => {
    expect(page(signedReport([], unsigned))).toContain(
      'signer   nobody: it is not signed, so Android would not install it',
    );
  });

  it.each([
    ['a signature that cannot be read', { code: 'signing/bad-block', where: [] }],
    ['a signature file that cannot be read', { code: 'zip/bad-data', where: [{ entry: 'META-INF/CERT.RSA' }] }],
    ['a directory that is cut short', { code: 'zip/truncated-directory', where: [] }],
  ] as const)('is not known where there is %s', (_, damage) => {
    const diagnostics = [{ ...damage, message: 'It is broken.' }];
    expect(page(signedReport([], unsigned, { diagnostics }))).toContain('signer   not known: ');
  });

  it('is said to be a debug certificate', () => {
    expect(page(signedReport([{ ...shop, debug: true }]))).toContain("debug certificate: made on a developer's own");
  });

  it('is named by its hash where its certificate cannot be read', () => {
    expect(page(signedReport([sampleSigner(null)]))).toContain(
      'signer   a certificate that cannot be read\n           certificate SHA-256 abab',
    );
  });

  it('is named with those that signed before it', () => {
    const lineage = [sampleCertificate('CN=Old', '11'), shop].map((certificate) => ({ certificate, capabilities: [] }));
    const said = page(signedReport([{ ...shop, lineage }]));
    expect(said).toContain('key changed; before it CN=Old · certificate SHA-256 111111111111…');
    expect(said.match(/key changed/g)).toHaveLength(1);
  });

  it('is a list with API levels where there are several, cut when it is long', () => {
    const many = Array.from({ length: 9 }, (_, i) => sampleSigner(`CN=Number ${i}`, `0${i}`));
    const said = page(signedReport(many));
    expect(said).toContain('CN=Number 0\n           certificate SHA-256 000000000000… · v2 and v3 (API 28 and later)');
    expect(said).toContain('CN=Number 2');
    expect(said).not.toContain('CN=Number 3');
    expect(said).toContain('and 6 more signers');
  });

  it('is whoever uploads it, for a bundle', () => {
    const bundle = { input: { ...input, kind: 'aab' } } as const;
    expect(page(signedReport([shop], {}, bundle))).toContain('for the upload alone: the store signs what people');
    expect(page(signedReport([], unsigned, bundle))).toContain('signer   nobody: it is not signed\n');
  });

  it('is not whoever signs all of a set, where the splits are signed by others', () => {
    const where = [{ entry: 'config.apk' }];
    const diagnostics = [{ code: 'signing/split-mismatch', where, message: 'It is signed by others.' } as const];
    expect(page(signedReport([shop], {}, { diagnostics }))).toContain(
      '           others sign some of the splits; see Diag',
    );
    expect(page(signedReport([], unsigned, { diagnostics }))).toContain('signer   nobody');
  });

  it('is left out for what is not signed by nature', () => {
    const { app } = sampleReport();
    expect(page(sampleReport({ app: { ...app, signers: [], signing: null } }))).not.toContain('signer');
  });
});

describe('a stamp', () => {
  const stamp = {
    version: 2,
    certificate: sampleCertificate('CN=Store'),
    time: null,
    lineage: [],
    expected: true,
  } as const;

  it('is named beside the signer', () => {
    expect(page(signedReport([shop], { stamp }))).toContain(
      '  stamp    CN=Store\n           certificate SHA-256 abababababab… · not verified\n',
    );
  });

  it('is void where the app does not expect it', () => {
    expect(page(signedReport([shop], { stamp: { ...stamp, expected: false } }))).toContain(
      'void: the app does not say',
    );
  });
});

describe('verified signatures', () => {
  const alarm = /^INVALID SIGNATURE: (.*?)\. /m;

  it('are all valid, and it is said what nobody looked at', () => {
    const said = page(signedReport([shop], { checks: [sampleCheck(), sampleCheck({ scheme: 'v3' })] }));
    expect(said).toContain('v2 and v3 · verified');
    expect(said).toContain(
      '  v2  signature valid, contents valid\n  v3  signature valid, contents valid\n  Not looked at: ',
    );
    expect(said).not.toMatch(alarm);
  });

  it.each([{ signature: 'invalid' }, { digests: 'invalid' }, { lineage: 'invalid' }] as const)(
    'are said to be invalid right after who signed, when a part is: %j',
    (part) => {
      const checks = [sampleCheck(), sampleCheck({ scheme: 'v3', ...part, reasons: ['It is not the same.'] })];
      const said = page(signedReport([shop], { checks }));
      expect(alarm.exec(said)?.[1]).toBe('v3');
      expect(said).toContain('v2 and v3 · INVALID\n\nINVALID SIGNATURE');
      expect(said).toMatch(/^ {2}v3 .*INVALID.* · It is not the same\.$/m);
    },
  );

  it('are neither valid nor invalid where a part was not checked', () => {
    const checks = [sampleCheck({ signature: 'not-checked', reasons: ['Its algorithm is not known.'] })];
    const said = page(signedReport([shop], { checks }));
    expect(said).toContain('not wholly verified');
    expect(said).toContain('v2  signature not checked, contents valid · Its algorithm is not known.');
    expect(said).not.toMatch(alarm);
  });

  it('are told apart by their files and by their signers', () => {
    const entry = 'META-INF/CERT.RSA';
    const checks = [sampleCheck({ scheme: 'v1', entry }), sampleCheck({ scheme: 'v1', signer: '0f'.repeat(32) })];
    const said = page(signedReport([shop, sampleSigner('CN=Other', '0f')], { checks }));
    expect(said).toContain(`contents valid · ${entry} · certificate SHA-256 abababababab…`);
    expect(said).toContain('contents valid · certificate SHA-256 0f0f0f0f0f0f…');
  });

  it('are told apart by the APKs of a set, and those that do not hold are not cut off', () => {
    const checks = Array.from({ length: 30 }, (_, i) => sampleCheck({ apk: `split${i}.apk` }));
    const broken = sampleCheck({ apk: 'broken.apk', digests: 'invalid', reasons: ['It was changed.'] });
    const said = page(signedReport([shop], { checks: [...checks, broken] }));
    expect(alarm.exec(said)?.[1]).toBe('broken.apk');
    expect(said).toContain('contents INVALID · broken.apk · It was changed.');
    expect(said).toContain('contents valid · split0.apk');
    expect(said).toContain('and 23 more');
  });

  it('are said to be none where there are none', () => {
    expect(page(signedReport([], { ...unsigned, checks: [] }))).toContain('Signatures · there is none that could be');
  });
});
