/** Which APKs of a set are the app, which is its base, and what is said when they do not fit together. */
import {
  buildApk,
  buildArsc,
  buildToc,
  buildZip,
  type DexSpec,
  type ManifestInput,
  resourceId,
  truncate,
  type ZipEntry,
} from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { codesOf, placesIn, refusal, scanBoth } from './scan-both.js';

const manifest: ManifestInput = { package: 'com.example.app', versionCode: 7 };
const leanplum: DexSpec = { classes: ['com/leanplum/Leanplum'] };
const apk = (more: Partial<ManifestInput> = {}, dex: readonly DexSpec[] = []) =>
  buildApk({ manifest: { ...manifest, ...more }, dex });
const base = apk({}, [leanplum]);
const config = apk({ split: 'config.en' });

const zipOf = (files: Readonly<Record<string, Uint8Array | string>>) =>
  buildZip(Object.entries(files).map(([name, bytes]): ZipEntry => ({ name, bytes, method: 'stored' })));
const split = (path: string) => ({ path, kind: 'split' as const });
const standalone = (path: string) => ({ path, kind: 'standalone' as const });

describe('of APKs for several kinds of devices', () => {
  const old = apk({}, [{ classes: ['com/leanplum/Old'] }]);
  const files = {
    'splits/base-master.apk': old,
    'splits/base-master_2.apk': base,
    'splits/base-en.apk': config,
    'standalones/standalone-hdpi.apk': old,
  };
  const variants = [
    { number: 0, apks: [standalone('standalones/standalone-hdpi.apk')] },
    { number: 1, apks: [split('splits/base-master.apk'), split('splits/base-en.apk')] },
    { number: 2, apks: [split('splits/base-master_2.apk'), split('splits/base-en.apk')] },
  ];

  it('those of the newest devices are the app, and the others are named', async () => {
    const report = await scanBoth(zipOf({ 'toc.pb': buildToc(variants), ...files }));
    expect(report.app.splits).toEqual([
      { name: 'base', kind: 'base', path: 'splits/base-master_2.apk' },
      { name: 'config.en', kind: 'config', path: 'splits/base-en.apk' },
    ]);
    expect(report.findings[0]?.matches.map(({ value }) => value)).toEqual(['com/leanplum/Leanplum']);
    expect(report.coverage.leftOut).toEqual([
      { path: 'splits/base-master.apk', bytes: old.length, kind: 'variant' },
      { path: 'standalones/standalone-hdpi.apk', bytes: old.length, kind: 'variant' },
      { path: 'toc.pb', bytes: buildToc(variants).length, kind: 'file' },
    ]);
    expect(report.diagnostics).toEqual([]);
  });

  it('a whole APK is the app where there are no splits', async () => {
    const toc = buildToc([
      { number: 0, apks: [standalone('hdpi.apk')] },
      { number: 1, apks: [standalone('xhdpi.apk')] },
    ]);
    const { app } = await scanBoth(zipOf({ 'toc.pb': toc, 'hdpi.apk': old, 'xhdpi.apk': base }));
    expect(app.splits.map(({ path }) => path)).toEqual(['xhdpi.apk']);
  });

  it('packs of assets belong to each', async () => {
    const pack = apk({ split: 'textures' });
    const toc = buildToc([{ number: 0, apks: [split('base.apk')] }], ['asset-slices/textures.apk']);
    const { app } = await scanBoth(zipOf({ 'toc.pb': toc, 'base.apk': base, 'asset-slices/textures.apk': pack }));
    expect(app.splits.map(({ name }) => name)).toEqual(['base', 'textures']);
  });

  it('one that the table does not list is looked at', async () => {
    const toc = buildToc([{ number: 0, apks: [split('base.apk')] }]);
    const hidden = apk({ split: 'hidden' }, [leanplum]);
    const report = await scanBoth(zipOf({ 'toc.pb': toc, 'base.apk': apk(), 'hidden.apk': hidden }));
    expect(placesIn(report)).toEqual(['hidden.apk > classes.dex']);
  });

  it('all are looked at where the table cannot be read', async () => {
    const report = await scanBoth(zipOf({ 'toc.pb': 'no table at all', ...files }));
    expect(report.findings[0]?.matches.map(({ value }) => value)).toEqual([
      'com/leanplum/Leanplum',
      'com/leanplum/Old',
    ]);
    expect(codesOf(report).filter((code) => code === 'app/duplicate-split')).toHaveLength(2);
  });
});

describe('what a table lists and the set does not have', () => {
  it.each([
    ['toc.pb', buildToc([{ number: 0, apks: [split('base.apk'), split('config.arm64_v8a.apk')] }])],
    [
      'manifest.json',
      JSON.stringify({ split_apks: [{ file: 'base.apk' }, { file: 'config.arm64_v8a.apk' }, { id: 'no file' }, 7] }),
    ],
  ])('is missing: %s', async (name, table) => {
    const report = await scanBoth(zipOf({ [name]: table, 'base.apk': base }));
    expect(report.diagnostics).toEqual([
      {
        code: 'app/missing-splits',
        where: [{ entry: name }],
        message: `Expected all APKs that ${name} lists; config.arm64_v8a.apk is not there.`,
      },
    ]);
    expect(report.findings).toHaveLength(1);
  });

  it.each(['{', '[]', 'null', '{"split_apks":{}}', '{"split_apks":"base.apk"}'])('is nothing in %s', async (text) => {
    expect(codesOf(await scanBoth(zipOf({ 'manifest.json': text, 'base.apk': base })))).toEqual([]);
  });
});

describe('the base', () => {
  it('is the APK that names no split, whatever it is called', async () => {
    const { app } = await scanBoth(zipOf({ 'base.apk': config, 'zzz.apk': base }));
    expect(app.splits.map(({ name, path }) => [name, path])).toEqual([
      ['base', 'zzz.apk'],
      ['config.en', 'base.apk'],
    ]);
  });

  it('is the one called so where its manifest cannot be read', async () => {
    const broken = buildApk({ manifest: null, dex: [leanplum], files: [{ name: 'AndroidManifest.xml', bytes: '?' }] });
    const report = await scanBoth(zipOf({ 'aaa.apk': config, 'base.apk': broken }));
    expect(codesOf(report)).toEqual(['manifest/unreadable']);
    expect(report.app.package).toBe('com.example.app');
    expect(placesIn(report)).toEqual(['base.apk > classes.dex']);
  });

  it('may be damaged: the rest is looked at, and a split says what the app is', async () => {
    const feature = apk({ split: 'feature' }, [leanplum]);
    const report = await scanBoth(zipOf({ 'base.apk': truncate(base, 200), 'feature.apk': feature }));
    expect(codesOf(report)).toEqual(['zip/no-end-record', 'app/no-base']);
    expect(report.app).toMatchObject({ package: 'com.example.app', versionCode: '7' });
    expect(placesIn(report)).toEqual(['feature.apk > classes.dex']);
    expect(report.coverage.leftOut).toEqual([{ path: 'base.apk', bytes: 200, kind: 'file' }]);
  });

  it('is missed when a split is scanned alone', async () => {
    const report = await scanBoth(config);
    expect(report.app.splits).toEqual([{ name: 'config.en', kind: 'config', path: '' }]);
    expect(report.diagnostics).toEqual([
      {
        code: 'app/no-base',
        where: [{ entry: 'AndroidManifest.xml' }],
        message: 'Expected an app; this is only its split config.en.',
      },
    ]);
  });

  it('has the label, or the split to whose resources it points', async () => {
    const texts = { package: 'com.example.app', resources: { 'string/app_name': 'From a split' } };
    const pointing = apk({ label: { reference: resourceId(texts, 'string/app_name') } });
    const withTexts = buildApk({
      manifest: { ...manifest, split: 'config.en' },
      files: [{ name: 'resources.arsc', bytes: buildArsc(texts) }],
    });
    const { app, diagnostics } = await scanBoth(zipOf({ 'base.apk': pointing, 'config.en.apk': withTexts }));
    expect([app.label, diagnostics]).toEqual(['From a split', []]);
    expect(codesOf(await scanBoth(zipOf({ 'base.apk': pointing, 'config.en.apk': config })))).toEqual([
      'arsc/unresolved',
    ]);
  });
});

describe('a set that does not fit together', () => {
  it.each([
    ['two bases', { 'base.apk': base, 'other.apk': apk() }, 'other.apk', 'one base; base.apk is it, too'],
    [
      'a split twice',
      { 'a.apk': base, 'b.apk': config, 'c.apk': config },
      'c.apk',
      'one split config.en; b.apk is it, too',
    ],
  ])('with %s is looked at whole', async (_, files, entry, message) => {
    const { diagnostics, findings } = await scanBoth(zipOf(files as Record<string, Uint8Array>));
    expect(diagnostics).toEqual([
      { code: 'app/duplicate-split', where: [{ entry }], message: expect.stringContaining(message) },
    ]);
    expect(findings).toHaveLength(1);
  });

  it.each([
    ['package', { package: 'com.other.app' }, 'the package com.example.app; this split says com.other.app'],
    ['version code', { versionCode: 8 }, 'the version code 7; this split says 8'],
  ])('with a split of another %s is looked at whole', async (_, more, message) => {
    const foreign = apk({ split: 'foreign', ...more }, [leanplum]);
    const { diagnostics, findings } = await scanBoth(zipOf({ 'base.apk': apk(), 'foreign.apk': foreign }));
    expect(diagnostics).toEqual([
      { code: 'app/foreign-split', where: [{ entry: 'foreign.apk' }], message: expect.stringContaining(message) },
    ]);
    expect(findings).toHaveLength(1);
  });

  it('because it is of several apps is refused', async () => {
    expect(await refusal(zipOf({ 'a.apk': apk(), 'b.apk': apk({ package: 'com.other.app' }) }))).toMatchObject({
      code: 'input/different-apps',
      message: 'Expected the APKs of one app; they are of 2: com.example.app, com.other.app.',
      advice: 'Scan them one by one.',
    });
  });
});

describe('files beside the APKs', () => {
  it('are named, expansion files before others when there are many', async () => {
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`junk${String(i).padStart(3, '0')}`, 'x']));
    const { coverage } = await scanBoth(
      zipOf({ ...many, 'base.apk': base, 'zz/main.7.com.example.app.obb': 'PK\x03\x04' }),
    );
    expect(coverage.leftOut).toHaveLength(100);
    expect(coverage.leftOut.at(-1)).toEqual({
      path: 'zz/main.7.com.example.app.obb',
      bytes: 4,
      kind: 'expansion-file',
    });
    expect(coverage.leftOut.at(0)).toEqual({ path: 'junk000', bytes: 1, kind: 'file' });
    expect(coverage.entriesSkipped).toBe(151);
  });

  it('are not looked into, even when they are archives', async () => {
    const code = buildZip([{ name: 'deep/classes.dex', bytes: 'no code' }]);
    const report = await scanBoth(zipOf({ 'base.apk': base, 'patch.obb': code, 'extra.zip': code }));
    expect(report.coverage.leftOut.map(({ path, kind }) => [path, kind])).toEqual([
      ['extra.zip', 'file'],
      ['patch.obb', 'expansion-file'],
    ]);
    expect(report.diagnostics).toEqual([]);
  });
});
