/** One app in everything that it may come in: the same trackers each time, and each place says where. */
import {
  buildApk,
  buildBundle,
  buildDex,
  buildToc,
  buildZip,
  type DexSpec,
  type ManifestInput,
  type ZipEntry,
} from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import type { ScanInput } from '../../src/index.js';
import { foundIn, placesIn, scanBoth } from './scan-both.js';

const manifest: ManifestInput = {
  package: 'com.example.app',
  label: 'Example',
  versionName: '1.0',
  versionCode: 7,
  permissions: ['android.permission.INTERNET'],
  components: [{ kind: 'service', name: 'com.leanplum.LeanplumPushService' }],
};
const main: DexSpec = {
  classes: ['com/example/Main', 'com/leanplum/Leanplum'],
  strings: ['https://api.leanplum.com/'],
};
const feature: DexSpec = { classes: ['com/example/Extra', 'com/leanplum/inbox/Inbox'], references: ['com/other/Lib'] };

const { package: packageName, versionCode } = manifest;
const part = (split: string, more: Partial<ManifestInput> = {}): ManifestInput => ({
  package: packageName,
  versionCode: versionCode!,
  split,
  ...more,
});

const plain = buildApk({ manifest, dex: [main, feature] });
const base = buildApk({ manifest, dex: [main] });
const inbox = buildApk({ manifest: part('inbox', { isFeatureSplit: true }), dex: [feature] });
const english = buildApk({ manifest: part('config.en') });

const stored = (name: string, bytes: Uint8Array | string): ZipEntry => ({ name, bytes, method: 'stored' });
const obb = new Uint8Array(1000);

/** Each with the place of the app's own tracker class and of that in its feature. */
const shapes: Readonly<Record<string, readonly [ScanInput, string, string, string]>> = {
  'a set by bundletool (.apks)': [
    buildZip([
      stored(
        'toc.pb',
        buildToc([
          {
            number: 0,
            apks: ['splits/base-master.apk', 'splits/inbox-master.apk', 'splits/base-en.apk'].map((path) => ({
              path,
              kind: 'split',
            })),
          },
        ]),
      ),
      stored('splits/base-master.apk', base),
      stored('splits/inbox-master.apk', inbox),
      stored('splits/base-en.apk', english),
    ]),
    'split-set',
    'splits/base-master.apk > classes.dex',
    'splits/inbox-master.apk > classes.dex',
  ],
  'an XAPK, compressed': [
    buildZip([
      { name: 'manifest.json', bytes: JSON.stringify({ split_apks: [{ file: 'com.example.app.apk', id: 'base' }] }) },
      { name: 'Android/obb/com.example.app/main.7.com.example.app.obb', bytes: obb },
      { name: 'config.en.apk', bytes: english },
      { name: 'inbox.apk', bytes: inbox },
      { name: 'com.example.app.apk', bytes: base },
    ]),
    'split-set',
    'com.example.app.apk > classes.dex',
    'inbox.apk > classes.dex',
  ],
  'an APKM': [
    buildZip([
      { name: 'info.json', bytes: '{"apkm_version":5,"pname":"com.example.app"}' },
      stored('base.apk', base),
      stored('split_inbox.apk', inbox),
      { name: 'icon.png', bytes: '\x89PNG' },
    ]),
    'split-set',
    'base.apk > classes.dex',
    'split_inbox.apk > classes.dex',
  ],
  'a set in an archive': [
    buildZip([{ name: 'download.apks', bytes: buildZip([stored('base.apk', base), stored('inbox.apk', inbox)]) }]),
    'split-set',
    'download.apks > base.apk > classes.dex',
    'download.apks > inbox.apk > classes.dex',
  ],
  'several files': [
    {
      parts: [
        { name: 'split_inbox.apk', bytes: inbox },
        { name: 'base.apk', bytes: new Blob([Uint8Array.from(base)]) },
        { name: 'split_config.en.apk', bytes: Uint8Array.from(english).buffer },
      ],
    },
    'split-set',
    'base.apk > classes.dex',
    'split_inbox.apk > classes.dex',
  ],
  'a bundle (AAB)': [
    buildBundle(
      {
        inbox: { manifest: part('inbox', { isFeatureSplit: true }), dex: [feature] },
        base: { manifest, dex: [main] },
      },
      [{ name: 'BUNDLE-METADATA/com.android.tools.build.obfuscation/proguard.map', bytes: '# nothing' }],
    ),
    'aab',
    'base/dex/classes.dex',
    'inbox/dex/classes.dex',
  ],
};

describe.each(Object.entries(shapes))('%s', (_, [input, kind, baseDex, featureDex]) => {
  it('has the trackers of the plain APK', async () => {
    const expected = await scanBoth(plain);
    const report = await scanBoth(input);
    expect(report.input.kind).toBe(kind);
    expect(foundIn(report)).toEqual(foundIn(expected));
    expect(report.findings.map(({ classes }) => classes.count)).toEqual([2]);
    const { classesDefined, classesReferenced } = expected.coverage;
    expect(report.coverage).toMatchObject({ classesDefined, classesReferenced });
  });

  it('says in which APK or module each was found', async () => {
    const places = placesIn(await scanBoth(input));
    expect(places.filter((place) => place.endsWith('.dex'))).toEqual([baseDex, featureDex]);
  });

  it('is the app that the base says it is', async () => {
    const { app } = await scanBoth(input);
    const { splits: _, exodusId: _id, signing: _signing, ...expected } = (await scanBoth(plain)).app;
    expect(app).toMatchObject(expected);
    expect(app.splits.map(({ name, kind: what }) => [name, what])).toEqual(
      [
        ['base', 'base'],
        ['config.en', 'config'],
        ['inbox', 'feature'],
      ].filter(([name]) => app.splits.some((split) => split.name === name)),
    );
    expect(app.splits.length).toBeGreaterThan(1);
  });
});

it('a plain APK, and one that carries another app, have no splits', async () => {
  const plugin = buildApk({ manifest: { package: 'com.example.plugin' }, dex: [feature] });
  const app = buildApk({ manifest, dex: [main], files: [{ name: 'assets/plugin.apk', bytes: plugin }] });
  for (const input of [plain, app]) {
    const { app: facts, input: file } = await scanBoth(input);
    expect([file.kind, facts.package, facts.splits]).toEqual(['apk', 'com.example.app', []]);
  }
});

describe('a DEX file', () => {
  it('alone has the trackers of an APK around it', async () => {
    const report = await scanBoth(buildDex(main));
    expect(report).toMatchObject({ input: { kind: 'dex' }, app: { package: null }, diagnostics: [] });
    expect(placesIn(report)).toEqual(['classes.dex']);
    expect(foundIn(report)).toEqual(foundIn(await scanBoth(buildApk({ manifest: null, dex: [main] }))));
  });

  it('beside the APKs of an app is looked at, too', async () => {
    const parts = [
      { name: 'base.apk', bytes: buildApk({ manifest }) },
      { name: 'loaded-later.bin', bytes: buildDex(feature) },
    ];
    const report = await scanBoth({ parts });
    expect(placesIn(report).at(-1)).toBe('loaded-later.bin');
    expect(report.app.splits.map(({ name }) => name)).toEqual(['base']);
  });

  it('in front of an APK is looked at, as devices before 2018 ran it', async () => {
    const polyglot = buildZip([{ name: 'AndroidManifest.xml', bytes: '<manifest package="a.b"/>' }], {
      prefix: buildDex(main),
    });
    const report = await scanBoth(polyglot);
    expect(report.input.kind).toBe('apk');
    expect(placesIn(report)).toEqual(['(before the archive)']);
  });
});
