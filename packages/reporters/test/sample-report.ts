/** Builds the small reports that the reporter tests render. */
import type { CertificateFacts, Finding, Match, ScanReport, SignatureCheck, Signer, Verdict } from '@trackerscope/core';

/** A report of an app in which nothing was found; the case under test overrides what it is about. */
export function sampleReport(about: Partial<ScanReport> = {}): ScanReport {
  return {
    schemaVersion: '1.0',
    tool: { name: 'trackerscope', version: '0.1.0' },
    ruleset: { name: 'trackerscope-rules', version: '2026.11', sha256: 'cd'.repeat(32), trackers: 432 },
    matchMode: 'default',
    input: { name: 'shop.apk', kind: 'apk', bytes: 1_234_567, sha256: 'ab'.repeat(32) },
    app: {
      package: 'org.example.shop',
      label: 'Example Shop',
      versionName: '1.2.3',
      versionCode: '45',
      minSdk: '21',
      targetSdk: '34',
      permissions: [],
      exodusId: 'F7'.repeat(20),
      signers: [sampleSigner('CN=Example Shop, O="Example, Inc.", C=US')],
      signing: { schemes: ['v2', 'v3'], stamp: null, block: { offset: 4096, bytes: 4096, pairs: [] }, checks: null },
      splits: [],
    },
    findings: [],
    companies: [],
    coverage: {
      depth: 'all',
      classFiles: 0,
      classesDefined: 12_345,
      classesReferenced: 678,
      strings: 98_765,
      dexFiles: 2,
      entriesRead: 40,
      entriesSkipped: 3,
      leftOut: [],
      limitsHit: [],
    },
    obfuscation: { score: 0.05 },
    diagnostics: [],
    ...about,
  };
}

/** A certificate whose hashes are made of one byte, in hexadecimal. */
export function sampleCertificate(subject: string | null, byte = 'ab'): CertificateFacts {
  return {
    sha256: byte.repeat(32),
    sha1: byte.repeat(20),
    subject,
    issuer: subject,
    serial: '1f',
    notBefore: '2020-01-01T00:00:00Z',
    notAfter: '2050-01-01T00:00:00Z',
    publicKey: { algorithm: 'RSA', bits: 2048, curve: null },
    signatureAlgorithm: 'SHA256withRSA',
  };
}

/** A signer by v2 and v3, unless the case is about something else. */
export function sampleSigner(subject: string | null, byte = 'ab', about: Partial<Signer> = {}): Signer {
  const use = { entry: null, minSdk: null, maxSdk: null, algorithms: ['SHA256withRSA'] };
  return {
    ...sampleCertificate(subject, byte),
    debug: false,
    signatures: [
      { ...use, scheme: 'v2' },
      { ...use, scheme: 'v3', minSdk: 28 },
    ],
    chain: [],
    lineage: [],
    ...about,
  };
}

/** What verifying a v2 signature of that signer gave. */
export function sampleCheck(about: Partial<SignatureCheck> = {}): SignatureCheck {
  const valid = { signature: 'valid', digests: 'valid', lineage: null, reasons: [] } as const;
  return { apk: '', scheme: 'v2', signer: 'ab'.repeat(32), entry: null, ...valid, ...about };
}

/** The sample report with other signers, or another way to be signed. */
export function signedReport(
  signers: readonly Signer[],
  signing: Partial<NonNullable<ScanReport['app']['signing']>> = {},
  about: Partial<ScanReport> = {},
): ScanReport {
  const { app } = sampleReport();
  return sampleReport({ app: { ...app, signers, signing: { ...app.signing!, ...signing } }, ...about });
}

/** A finding with one match per name; names with a dot and no slash are hosts. */
export function sampleFinding(name: string, verdict: Verdict, names: string[], about: Partial<Finding> = {}): Finding {
  const kinds = { embedded: 'defined', declared: 'component', referenced: 'referenced', contacted: 'host' } as const;
  const matches = names.map((value, index): Match => {
    const host = !value.includes('/');
    const signature = host ? value.replaceAll('.', '\\.') : `${value.split('/').slice(0, 2).join('.')}.`;
    const entry = `classes${index === 0 ? '' : index + 1}.dex`;
    return { signature, kind: host ? 'host' : kinds[verdict], value, where: [{ entry, offset: 4096 + index * 32 }] };
  });
  const classes = matches.filter(({ kind }) => kind !== 'host').map(({ value }) => value);
  const packages = [...new Set(classes.map((value) => value.slice(0, value.lastIndexOf('/')).replaceAll('/', '.')))];
  const count = (of: string) =>
    classes.filter((value) => value.replaceAll('/', '.').lastIndexOf('.') === of.length).length;
  return {
    tracker: {
      id: name.toLowerCase().replaceAll(' ', '-'),
      exodusId: 28,
      name,
      categories: { exodus: ['Analytics'], trackerscope: ['analytics', 'push-engagement'] },
      website: 'https://vendor.example',
      owner: `${name} Inc.`,
    },
    verdict,
    confidence: 'high',
    firstParty: false,
    relocated: false,
    ignored: null,
    classes: { count: classes.length, packages: packages.map((each) => ({ name: each, count: count(each) })) },
    hosts: matches.filter(({ kind }) => kind === 'host').map(({ value }) => value),
    versions: [],
    matches,
    ...about,
  };
}

/** A report that has something to say in every section. */
export function fullReport(): ScanReport {
  return sampleReport({
    app: {
      ...sampleReport().app,
      permissions: [
        { name: 'android.permission.ACCESS_FINE_LOCATION', protection: 'dangerous' },
        { name: 'android.permission.INTERNET', protection: 'normal' },
        { name: 'org.example.shop.permission.C2D_MESSAGE', protection: 'signature' },
      ],
      ...signedInManyWays(),
    },
    findings: [
      sampleFinding(
        'Leanplum',
        'embedded',
        [
          'com/leanplum/Leanplum',
          'com/leanplum/internal/RequestSender',
          'com/leanplum/internal/Util',
          'api.leanplum.com',
        ],
        {
          versions: [
            { value: '5.6.1', where: { entry: 'META-INF/maven/com.leanplum/leanplum-fcm/pom.properties', offset: 40 } },
            { value: '5.7.0', where: { entry: 'META-INF/com.leanplum_leanplum-core.version', offset: 0 } },
            {
              value: '5.7.0',
              where: { entry: 'META-INF/maven/com.leanplum/leanplum-push/pom.properties', offset: 41 },
            },
          ],
        },
      ),
      sampleFinding('Shaded Stats', 'embedded', ['org/example/shaded/io/stats/Client'], {
        confidence: 'medium',
        relocated: true,
      }),
      sampleFinding('Own Ads', 'declared', ['org/example/ads/AdActivity'], { confidence: 'medium', firstParty: true }),
      sampleFinding('Crash Log', 'referenced', ['net/crashlog/Reporter'], {
        confidence: 'low',
        ignored: 'Only sends with consent; reviewed in March',
      }),
      sampleFinding('Beacon', 'contacted', ['collect.beacon.example', 'in.beacon.example'], { confidence: 'medium' }),
    ],
    companies: [
      {
        name: 'Facebook',
        hosts: ['graph.facebook.com'],
        candidates: ['facebook-ads', 'facebook-login', 'facebook-share'],
      },
    ],
    coverage: { ...sampleReport().coverage, limitsHit: ['limit/nesting'] },
    diagnostics: [
      ...[1, 2, 3, 4, 5].map((index) => ({
        code: 'dex/bad-string' as const,
        where: [{ entry: 'classes2.dex', offset: index * 4096 }],
        message: `String ${index} has no end.`,
      })),
      {
        code: 'limit/nesting',
        where: [{ entry: 'assets/a.zip > b.zip' }],
        message: 'An archive lies 5 deep in assets/a.zip > b.zip; 4 are opened.',
      },
    ],
  });
}

/** Two signers, of whom one has changed its key and one is a debug certificate; a stamp; and a check of each kind. */
function signedInManyWays(): Pick<ScanReport['app'], 'signers' | 'signing'> {
  const [old, current] = [sampleCertificate('CN=Old Shop', '11'), sampleCertificate('CN=New Shop', '22')];
  const lineage = [
    { certificate: old, capabilities: ['installed-data'] as const },
    { certificate: current, capabilities: ['installed-data', 'auth'] as const },
  ];
  const use = { entry: null, minSdk: null, maxSdk: null, algorithms: ['SHA256withRSA'] };
  const debug = sampleSigner('C=US, O=Android, CN=Android Debug', '33', {
    debug: true,
    signatures: [
      { ...use, scheme: 'v1', entry: 'META-INF/CERT.RSA' },
      { ...use, scheme: 'v3', minSdk: 24, maxSdk: 32 },
    ],
    chain: [old],
  });
  return {
    signers: [
      sampleSigner('CN=New Shop', '22', { lineage, signatures: [{ ...use, scheme: 'v3.1', minSdk: 33 }] }),
      debug,
    ],
    signing: {
      schemes: ['v1', 'v3', 'v3.1'],
      stamp: {
        version: 2,
        certificate: sampleCertificate('CN=A Store', '44'),
        time: '2026-11-05T12:00:00Z',
        lineage: [],
        expected: true,
      },
      block: { offset: 4096, bytes: 8192, pairs: [{ id: '0x1b93ad61', name: 'v3.1', bytes: 2048 }] },
      checks: [
        sampleCheck({ scheme: 'v1', signer: '33'.repeat(32), entry: 'META-INF/CERT.RSA' }),
        sampleCheck({
          scheme: 'v3',
          signer: '33'.repeat(32),
          signature: 'not-checked',
          reasons: ['Web Crypto does not know the algorithm SHA256withDSA.'],
        }),
        sampleCheck({
          scheme: 'v3.1',
          signer: '22'.repeat(32),
          digests: 'invalid',
          lineage: 'valid',
          reasons: ['The SHA-256 of the APK is not the signed one: its bytes were changed.'],
        }),
      ],
    },
  };
}
