/** Verdicts, confidence and marks: what was seen decides, as the documentation of verdicts says. */
import { type ApkSpec, buildApk, buildRules, type RuleSpec } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { type Finding, type ScanOptions, scan } from '../../src/index.js';

async function findingsIn(
  app: ApkSpec,
  rules: RuleSpec[],
  options: Partial<ScanOptions> = {},
): Promise<readonly Finding[]> {
  return (await scan(buildApk(app), { rules: buildRules(...rules), ...options })).findings;
}

async function findingIn(
  app: ApkSpec,
  rule: Omit<RuleSpec, 'id'>,
  options: Partial<ScanOptions> = {},
): Promise<Finding> {
  const findings = await findingsIn(app, [{ id: 'vendor', ...rule }], options);
  expect(findings).toHaveLength(1);
  return findings[0]!;
}

const code = { code: ['com.vendor.sdk.'] };
const three = ['com/vendor/sdk/A', 'com/vendor/sdk/B', 'com/vendor/sdk/ui/C'];

describe('verdicts', () => {
  it('embedded: a class is defined in any DEX, even where another DEX only refers to it', async () => {
    const app = { dex: [{ references: ['com/vendor/sdk/A'] }, { classes: ['com/vendor/sdk/A'] }] };
    const finding = await findingIn(app, code);
    expect(finding).toMatchObject({ verdict: 'embedded', confidence: 'high', classes: { count: 1 } });
    expect(finding.matches).toEqual([
      {
        signature: 'com.vendor.sdk.',
        kind: 'defined',
        value: 'com/vendor/sdk/A',
        where: [{ entry: 'classes2.dex', offset: expect.any(Number) }],
      },
    ]);
  });

  it('declared: a component of the manifest, with no class of it defined', async () => {
    const app: ApkSpec = {
      manifest: { package: 'com.example', components: [{ kind: 'service', name: 'com.vendor.sdk.PushService' }] },
      dex: [{ classes: ['com/example/Main'], references: ['com/vendor/sdk/Other'] }],
    };
    const finding = await findingIn(app, code);
    expect(finding).toMatchObject({ verdict: 'declared', confidence: 'medium', classes: { count: 1 } });
    expect(finding.matches.map(({ kind, value }) => [kind, value])).toEqual([
      ['component', 'com/vendor/sdk/PushService'],
      ['referenced', 'com/vendor/sdk/Other'],
    ]);
  });

  it('declared: a key of meta-data, as a name alone or in front of a class, and no class of it defined', async () => {
    const app: ApkSpec = {
      manifest: {
        package: 'com.example',
        metaData: { 'com.vendor.sdk.API_KEY': '1234', 'other.com.vendor.sdk.KEY': 'of another package' },
        components: [
          {
            kind: 'service',
            name: 'com.example.Discovery',
            metaData: { 'com.example.components:com.vendor.sdk.Registrar': 'com.example.Registrar' },
          },
        ],
      },
      dex: [{ classes: ['com/example/Main'], references: ['com/vendor/sdk/Other'] }],
    };
    const finding = await findingIn(app, code);
    expect(finding).toMatchObject({ verdict: 'declared', confidence: 'medium', classes: { count: 0, packages: [] } });
    expect(finding.matches.map(({ kind, value, where }) => [kind, value, where[0]?.entry])).toEqual([
      ['meta-data', 'com.example.components:com.vendor.sdk.Registrar', 'AndroidManifest.xml'],
      ['meta-data', 'com.vendor.sdk.API_KEY', 'AndroidManifest.xml'],
      ['referenced', 'com/vendor/sdk/Other', 'classes.dex'],
    ]);
  });

  it('embedded stays embedded beside components and keys, which are listed with it', async () => {
    const app: ApkSpec = {
      manifest: { package: 'com.example', metaData: { 'com.vendor.sdk.KEY': '1' } },
      dex: [{ classes: ['com/vendor/sdk/A'] }],
    };
    const finding = await findingIn(app, code);
    expect(finding).toMatchObject({ verdict: 'embedded', classes: { count: 1 } });
    expect(finding.matches.map(({ kind }) => kind)).toEqual(['defined', 'meta-data']);
  });

  it.each([
    ['dex', []],
    ['manifest', ['declared']],
    ['all', ['declared']],
  ] as const)('at depth %s a manifest gives %j, and says who the app is at each', async (depth, verdicts) => {
    const app = buildApk({
      manifest: {
        package: 'com.example',
        metaData: { 'com.vendor.sdk.KEY': '1' },
        components: [{ kind: 'service', name: 'com.vendor.sdk.Push' }],
      },
      dex: [{ classes: ['com/example/Main'] }],
    });
    const report = await scan(app, { rules: buildRules({ id: 'vendor', ...code }), depth });
    expect(report.findings.map(({ verdict }) => verdict)).toEqual(verdicts);
    expect(report.app.package).toBe('com.example');
  });

  it('referenced: a class that is named and defined nowhere; arrays of it count', async () => {
    const finding = await findingIn({ dex: [{ references: ['[[Lcom/vendor/sdk/A;'] }] }, code);
    expect(finding).toMatchObject({ verdict: 'referenced', confidence: 'low', classes: { count: 1 } });
    expect(finding.matches[0]?.value).toBe('com/vendor/sdk/A');
  });

  it('contacted: hosts alone, low for one and medium for two', async () => {
    const withHosts = (...strings: string[]) => findingIn({ dex: [{ strings }] }, { hosts: ['vendor.com'] });
    expect(await withHosts('https://vendor.com/')).toMatchObject({
      verdict: 'contacted',
      confidence: 'low',
      hosts: ['vendor.com'],
    });
    expect(await withHosts('b.vendor.com', 'a.vendor.com')).toMatchObject({
      confidence: 'medium',
      hosts: ['a.vendor.com', 'b.vendor.com'],
      classes: { count: 0, packages: [] },
    });
  });

  it('come strongest first, then by tracker id', async () => {
    const app = { dex: [{ classes: ['com/a/sdk/A', 'com/c/sdk/C'], references: ['com/b/sdk/B'] }] };
    const findings = await findingsIn(app, [
      { id: 'c', code: ['com.c.sdk.'] },
      { id: 'b', code: ['com.b.sdk.'] },
      { id: 'a', code: ['com.a.sdk.'] },
    ]);
    expect(findings.map(({ tracker }) => tracker.id)).toEqual(['a', 'c', 'b']);
  });
});

describe('confidence of an embedded tracker', () => {
  it('is medium for one or two classes under a package of two segments, high for three', async () => {
    const under = (...classes: string[]) => findingIn({ dex: [{ classes }] }, { code: ['com.vendor.'] });
    expect((await under('com/vendor/A', 'com/vendor/B')).confidence).toBe('medium');
    expect((await under('com/vendor/A', 'com/vendor/B', 'com/vendor/C')).confidence).toBe('high');
  });

  it('is medium when every class is a relocated copy', async () => {
    const app = { dex: [{ classes: three.map((name) => `com/example/shaded/${name}`) }] };
    expect(await findingIn(app, code)).toMatchObject({ verdict: 'embedded', confidence: 'medium', relocated: true });
  });

  it('is high when some class is not relocated', async () => {
    const app = { dex: [{ classes: ['com/vendor/sdk/A', 'shaded/com/vendor/sdk/A'] }] };
    expect(await findingIn(app, code)).toMatchObject({ confidence: 'high', relocated: false, classes: { count: 2 } });
  });

  it('is low in match mode exodus', async () => {
    expect(await findingIn({ dex: [{ classes: three }] }, code, { match: 'exodus' })).toMatchObject({
      verdict: 'embedded',
      confidence: 'low',
    });
  });
});

describe('marks', () => {
  it.each([
    ['com.vendor.app', true],
    ['com.vendor', true],
    ['com.vendorx.app', false],
  ])('an app with package %s is first party: %s', async (appPackage, firstParty) => {
    const owner = { name: 'Vendor', packages: ['com.vendor.'] };
    const app = { manifest: { package: appPackage }, dex: [{ classes: three }] };
    expect((await findingIn(app, { ...code, owner })).firstParty).toBe(firstParty);
  });

  it('an ignored tracker stays in the report with the reason', async () => {
    const options = { ignore: { vendor: 'agreed with users' } };
    expect((await findingIn({ dex: [{ classes: three }] }, code, options)).ignored).toBe('agreed with users');
  });
});

describe('evidence', () => {
  const classes = Array.from({ length: 9 }, (_, i) => `com/vendor/sdk/C${i}`);

  it('is counted by package', async () => {
    const { packages } = (await findingIn({ dex: [{ classes: three }] }, code)).classes;
    expect(packages).toEqual([
      { name: 'com.vendor.sdk', count: 2 },
      { name: 'com.vendor.sdk.ui', count: 1 },
    ]);
  });

  it('lists the first five matches, and all on request', async () => {
    const first = await findingIn({ dex: [{ classes }] }, code);
    expect(first.matches.map(({ value }) => value)).toEqual(classes.slice(0, 5));
    const all = await findingIn({ dex: [{ classes }] }, code, { allEvidence: true });
    expect(all.matches.map(({ value }) => value)).toEqual(classes);
  });

  it('lists each place of a match once, sorted', async () => {
    const again = { strings: ['https://vendor.com/a', 'https://vendor.com/b'] };
    const { matches } = await findingIn({ dex: [again, again] }, { hosts: ['vendor.com'] }, { allEvidence: true });
    expect(matches).toHaveLength(1);
    expect(matches[0]!.where.map(({ entry }) => entry)).toEqual([
      'classes.dex',
      'classes.dex',
      'classes2.dex',
      'classes2.dex',
    ]);
  });

  it('gives up the exceptions of a signature', async () => {
    const rule = { code: [{ raw: 'com.vendor.', pattern: 'com.vendor.', except: ['com.vendor.maps.'] }] };
    const app = { dex: [{ classes: ['com/vendor/maps/Map', 'com/vendor/ads/Ad'] }] };
    expect((await findingIn(app, rule)).matches.map(({ value }) => value)).toEqual(['com/vendor/ads/Ad']);
  });
});

describe('versions', () => {
  const versionFile = (library: string, version: string) => ({ name: `META-INF/${library}.version`, bytes: version });
  const dex = [{ classes: ['com/vendor/sdk/A'] }];

  it('are those of libraries under a code signature, by value and then by place', async () => {
    const files = [
      versionFile('com.vendor.sdk_push', '5.7.0'),
      versionFile('com.vendor.sdk_core', '5.7.0'),
      versionFile('com.vendor.sdk_beta', '5.10.1-beta+3'),
      versionFile('com.vendor.sdkother_core', '1.0'),
      versionFile('com.vendor_sdk-tools', '2.0'),
      versionFile('shaded.com.vendor.sdk_core', '3.0'),
      { name: 'META-INF/maven/x/y/pom.properties', bytes: 'version=6.0\ngroupId=com.vendor.sdk.ui\nartifactId=ui\n' },
    ];
    const { versions } = await findingIn({ dex, files }, code);
    expect(versions).toEqual([
      { value: '5.10.1-beta+3', where: { entry: 'META-INF/com.vendor.sdk_beta.version', offset: 0 } },
      { value: '5.7.0', where: { entry: 'META-INF/com.vendor.sdk_core.version', offset: 0 } },
      { value: '5.7.0', where: { entry: 'META-INF/com.vendor.sdk_push.version', offset: 0 } },
      { value: '6.0', where: { entry: 'META-INF/maven/x/y/pom.properties', offset: 8 } },
    ]);
  });

  it('are told once, though two signatures of the tracker know the library', async () => {
    const files = [versionFile('com.vendor.sdk_core', '1.2')];
    const { versions } = await findingIn({ dex, files }, { code: ['com.vendor.', 'com.vendor.sdk.'] });
    expect(versions.map(({ value }) => value)).toEqual(['1.2']);
  });

  it('are not those of what a rule leaves out', async () => {
    const files = [versionFile('com.vendor.maps_core', '1.2')];
    const rule = { code: [{ raw: 'com.vendor.', pattern: 'com.vendor.', except: ['com.vendor.maps.'] }] };
    expect((await findingIn({ dex, files }, rule)).versions).toEqual([]);
  });

  it('of parts of Google products belong to the product, whatever their own name', async () => {
    const app: ApkSpec = {
      dex: [{ classes: ['com/google/android/gms/ads/AdView'] }],
      files: [
        { name: 'play-services-ads-lite.properties', bytes: 'version=22.6.0\nclient=play-services-ads-lite\n' },
        { name: 'play-services-base.properties', bytes: 'version=18.5.0\nclient=play-services-base\n' },
      ],
    };
    const { versions } = await findingIn(app, { code: ['com.google.android.gms.ads.AdView'] });
    expect(versions.map(({ value }) => value)).toEqual(['22.6.0']);
  });

  it('alone make no finding', async () => {
    expect(
      await findingsIn({ dex: [{}], files: [versionFile('com.vendor.sdk_core', '1.2')] }, [{ id: 'v', ...code }]),
    ).toEqual([]);
  });

  it('are not looked for in mode exodus, nor when only code is looked at', async () => {
    const files = [versionFile('com.vendor.sdk_core', '1.2')];
    for (const options of [{ match: 'exodus' as const }, { depth: 'dex' as const }, { depth: 'manifest' as const }]) {
      expect((await findingIn({ dex, files }, code, options)).versions).toEqual([]);
    }
  });
});
