/** Builds the small reports that the reporter tests render. */
import type { Finding, Match, ScanReport, Verdict } from '@trackerscope/core';

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
      limitsHit: [],
    },
    obfuscation: { score: 0.05 },
    diagnostics: [],
    ...about,
  };
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
    },
    findings: [
      sampleFinding('Leanplum', 'embedded', [
        'com/leanplum/Leanplum',
        'com/leanplum/internal/RequestSender',
        'com/leanplum/internal/Util',
        'api.leanplum.com',
      ]),
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
