/** An app that needs APKs which are not there says so, as a base alone and as a set. */
import { buildApk, buildBundle, type ManifestInput } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import type { ScanReport } from '../../src/index.js';
import { scanBoth } from './scan-both.js';

const app = { package: 'com.example.app' };
const apk = (more: Partial<ManifestInput>) => buildApk({ manifest: { ...app, ...more }, dex: [{}] });
const setOf = (...manifests: readonly Partial<ManifestInput>[]) => ({
  parts: manifests.map((more, i) => ({ name: `${i}.apk`, bytes: apk(more) })),
});

/** What is missing, as the report words it. */
function missingIn({ diagnostics }: ScanReport): readonly string[] {
  return diagnostics.filter(({ code }) => code === 'app/missing-splits').map(({ message }) => message);
}

describe('a base alone', () => {
  it.each<[string, Partial<ManifestInput>, string]>([
    ['isSplitRequired', { isSplitRequired: true }, 'some split'],
    ["the meta-data of Play's library", { metaData: { 'com.android.vending.splits.required': true } }, 'some split'],
    [
      'requiredSplitTypes',
      { requiredSplitTypes: 'base__abi,base__density', splitTypes: '' },
      'base__abi (native libraries), base__density (images)',
    ],
    ['a module that is installed with it', { requiredSplitTypes: 'shop__module' }, 'shop__module (a feature)'],
    ['a type that is not known', { requiredSplitTypes: 'base__new' }, 'base__new'],
  ])('needs what %s says', async (_, manifest, missing) => {
    const report = await scanBoth(apk(manifest));
    expect(report.input.kind).toBe('apk');
    expect(missingIn(report)).toEqual([`Expected all that the app needs; missing: ${missing}.`]);
    expect(report.diagnostics[0]?.where).toEqual([{ entry: 'AndroidManifest.xml' }]);
  });

  it.each<[string, Partial<ManifestInput>]>([
    ['nothing', {}],
    ['no', { isSplitRequired: false, metaData: { 'com.android.vending.splits.required': false } }],
    ['no type', { requiredSplitTypes: '', splitTypes: '' }],
  ])('that says %s is whole', async (_, manifest) => {
    expect(missingIn(await scanBoth(apk(manifest)))).toEqual([]);
  });
});

describe('a set', () => {
  it('is whole with a split of each type', async () => {
    const base = { requiredSplitTypes: 'base__abi, base__density', isSplitRequired: true };
    const arm = { split: 'config.arm64_v8a', splitTypes: 'base__abi' };
    const dense = { split: 'config.xxhdpi', splitTypes: 'base__density' };
    expect(missingIn(await scanBoth(setOf(base, arm, dense)))).toEqual([]);
    expect(missingIn(await scanBoth(setOf(base, arm)))).toEqual([
      'Expected all that the app needs; missing: base__density (images).',
    ]);
  });

  it('is whole with any split where no type is required', async () => {
    expect(missingIn(await scanBoth(setOf({ isSplitRequired: true }, { split: 'config.en' })))).toEqual([]);
  });

  it.each<[string, Partial<ManifestInput>]>([
    ['configures', { split: 'shop.config.en', configForSplit: 'shop' }],
    ['needs', { split: 'checkout', usesSplits: ['shop'] }],
  ])('lacks a feature that one of its splits %s', async (_, split) => {
    expect(missingIn(await scanBoth(setOf({}, split)))).toEqual([
      'Expected all that the app needs; missing: the feature shop.',
    ]);
    expect(missingIn(await scanBoth(setOf({}, split, { split: 'shop' })))).toEqual([]);
  });

  it('whose splits configure the base lacks nothing', async () => {
    expect(missingIn(await scanBoth(setOf({}, { split: 'config.en', configForSplit: '' })))).toEqual([]);
  });
});

it('a bundle lacks nothing: the store writes down what goes together when it makes the APKs', async () => {
  const bundle = buildBundle({ base: { manifest: { ...app, isSplitRequired: true }, dex: [{}] } });
  expect(missingIn(await scanBoth(bundle))).toEqual([]);
});
