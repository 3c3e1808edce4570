/** App bundles: modules, manifests and resources as protocol buffers. */
import {
  buildBundle,
  buildBundleConfig,
  buildDex,
  buildProtoManifest,
  buildResourceTable,
  buildZip,
  concatBytes,
  resourceId,
} from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { codesOf, placesIn, scanBoth } from './scan-both.js';

const texts = { package: 'com.example.app', resources: { 'string/app_name': 'Example', 'string/version': '2.1' } };
const manifest = {
  package: 'com.example.app',
  label: { reference: resourceId(texts, 'string/app_name') },
  versionName: { reference: resourceId(texts, 'string/version') },
  minSdk: 21,
};
const leanplum = { classes: ['com/leanplum/Leanplum'] };
const resources = { name: 'resources.pb', bytes: buildResourceTable(texts) };

describe('a bundle', () => {
  it('is named by its resources, in whichever module they lie', async () => {
    const own = await scanBoth(buildBundle({ base: { manifest, dex: [leanplum], files: [resources] } }));
    expect(own.app).toMatchObject({ label: 'Example', versionName: '2.1', minSdk: '21' });
    const other = buildBundle({
      base: { manifest, dex: [leanplum] },
      texts: { manifest: { package: 'com.example.app', split: 'texts' }, files: [resources] },
    });
    expect((await scanBoth(other)).app.label).toBe('Example');
  });

  it('lists its modules, and says in which one a place is', async () => {
    const feature = { package: 'com.example.app', split: 'shop', isFeatureSplit: true };
    const report = await scanBoth(buildBundle({ shop: { manifest: feature, dex: [leanplum] }, base: { manifest } }));
    expect(report.app.splits).toEqual([
      { name: 'base', kind: 'base', path: 'base' },
      { name: 'shop', kind: 'feature', path: 'shop' },
    ]);
    expect(placesIn(report)).toEqual(['shop/dex/classes.dex']);
  });

  it('is told by its manifests where there is no BundleConfig.pb', async () => {
    const entries = [{ name: 'base/manifest/AndroidManifest.xml', bytes: buildProtoManifest(manifest) }];
    expect((await scanBoth(buildZip(entries))).input.kind).toBe('aab');
  });

  it('with a damaged manifest is looked at, and says so', async () => {
    const damaged = concatBytes([buildProtoManifest(manifest).subarray(0, 20), new Uint8Array(200).fill(0xff)]);
    const report = await scanBoth(
      buildZip([
        { name: 'BundleConfig.pb', bytes: buildBundleConfig('1.15.6') },
        { name: 'base/manifest/AndroidManifest.xml', bytes: damaged },
        { name: 'base/dex/classes.dex', bytes: buildDex(leanplum) },
      ]),
    );
    expect(report.input.kind).toBe('aab');
    expect(codesOf(report)).toContain('manifest/unreadable');
    expect(report.diagnostics[0]?.where[0]?.entry).toBe('base/manifest/AndroidManifest.xml');
    expect(report.findings).toHaveLength(1);
  });

  it('without a base is looked at, and a module says what the app is', async () => {
    const feature = { package: 'com.example.app', split: 'shop' };
    const report = await scanBoth(buildBundle({ shop: { manifest: feature, dex: [leanplum] } }));
    expect([report.app.package, report.findings.length]).toEqual(['com.example.app', 1]);
  });

  it('has entries that no device gets, which are passed over', async () => {
    const hidden = { name: 'BUNDLE-METADATA/x/classes.dex', bytes: buildDex(leanplum) };
    const report = await scanBoth(buildBundle({ base: { manifest, dex: [{}] } }, [hidden]));
    expect(report.findings).toEqual([]);
    expect(report.coverage.entriesSkipped).toBe(2);
  });

  it('has folders that only bundles have, and entries of the same name in them are all looked at', async () => {
    const files = ['root/classes.dex', 'dex/classes2.dex', 'assets/dex/x.dex'].map((name, i) => ({
      name,
      bytes: buildDex({ classes: [`com/leanplum/L${i}`] }),
    }));
    const report = await scanBoth(buildBundle({ base: { manifest, dex: [leanplum], files } }));
    expect(placesIn(report)).toEqual([
      'base/assets/dex/x.dex',
      'base/dex/classes.dex',
      'base/dex/classes2.dex',
      'base/root/classes.dex',
    ]);
  });
});
