/** Apps in several files on Node: folders, lists of paths, and what is in the way. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildApk, buildZip, type ManifestInput } from '@trackerscope/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { scan as scanAnywhere } from '../../src/index.js';
import { listClasses, type NodeScanInput, scan, scanInventory, takeInventory } from '../../src/node/index.js';
import { codesOf, leanplum, placesIn } from './scan-both.js';

const root = mkdtempSync(join(tmpdir(), 'trackerscope-files-'));
afterAll(() => rmSync(root, { recursive: true }));

const apk = (more: Partial<ManifestInput> = {}) =>
  buildApk({ manifest: { package: 'com.example.app', ...more }, dex: [{ classes: ['com/leanplum/Leanplum'] }] });
const base = apk();
const config = apk({ split: 'config.en' });

let folders = 0;

/** A folder with these files. */
function folderOf(files: Readonly<Record<string, Uint8Array | string>>): string {
  const path = join(root, `folder-${folders++}`);
  mkdirSync(path);
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(path, name), bytes);
  return path;
}

const report = (input: NodeScanInput) => scan(input, { rules: leanplum });
const refusal = (input: NodeScanInput) =>
  report(input).then(
    () => expect.fail('it was scanned'),
    (error: unknown) => error,
  );

describe('a folder', () => {
  it('with one base and its splits is one app', async () => {
    const folder = folderOf({ 'base.apk': base, 'split_config.en.apk': config, 'notes.txt': 'from my phone' });
    const { input, app, coverage, diagnostics, findings } = await report(folder);
    expect(input).toMatchObject({ name: 'folder-0', kind: 'split-set', bytes: base.length + config.length });
    expect(app.splits.map(({ name, path }) => [name, path])).toEqual([
      ['base', 'base.apk'],
      ['config.en', 'split_config.en.apk'],
    ]);
    expect(coverage.leftOut).toEqual([{ path: 'notes.txt', bytes: 13, kind: 'file' }]);
    expect([findings.length, diagnostics]).toEqual([1, []]);
  });

  it('is the same app as its APKs given as bytes, but for its name', async () => {
    const folder = folderOf({ 'base.apk': base, 'split_config.en.apk': config });
    const parts = [
      { name: 'split_config.en.apk', bytes: config },
      { name: 'base.apk', bytes: base },
    ];
    const expected = await scanAnywhere({ parts }, { rules: leanplum, name: 'app' });
    expect(await scan(folder, { rules: leanplum, name: 'app' })).toEqual(expected);
    expect(await scan(pathToFileURL(folder), { rules: leanplum, name: 'app' })).toEqual(expected);
    const inventory = structuredClone(await takeInventory(folder, { name: 'app' }));
    expect(scanInventory(inventory, { rules: leanplum })).toEqual(expected);
    expect((await listClasses({ parts })).defined).toEqual(['com/leanplum/Leanplum']);
  });

  it('may hold a thousand APKs, more than a process may open at once', async () => {
    const splits = Array.from({ length: 1_000 }, (_, i) => [`split_${i}.apk`, apk({ split: `config.${i}` })] as const);
    const { app, diagnostics } = await report(folderOf({ 'base.apk': base, ...Object.fromEntries(splits) }));
    expect([app.splits.length, diagnostics]).toEqual([1_001, []]);
  });

  it('with a file that cannot be read is looked at without it, and says so', async () => {
    const folder = folderOf({ 'base.apk': base });
    symlinkSync(join(root, 'nowhere.apk'), join(folder, 'config.apk'));
    const { diagnostics, findings } = await report(folder);
    expect(diagnostics).toEqual([
      { code: 'input/not-found', where: [{ entry: 'config.apk' }], message: expect.stringContaining('there is none') },
    ]);
    expect(findings).toHaveLength(1);
  });

  it('may have names that are no names for people', async () => {
    const name = 'base\u001b[2J\n\u202e.apk';
    const { app, findings } = await report(folderOf({ [name]: base }));
    expect(app.splits[0]?.path).toBe(name);
    expect(findings[0]?.matches[0]?.where[0]?.entry).toBe(`${name} > classes.dex`);
  });

  it.each<[string, Readonly<Record<string, Uint8Array | string>>, string, string]>([
    ['nothing', {}, 'is empty', 'Name the APKs'],
    [
      'no APK',
      { 'a.txt': 'text', 'set.apks': buildZip([{ name: 'base.apk', bytes: base }]) },
      'holds none',
      'a split set in one file',
    ],
    ['two apps', { 'a.apk': base, 'b.apk': apk({ package: 'com.other' }) }, 'holds APKs of 2 packages', '--as-one-app'],
    [
      'two versions of an app',
      { 'a.apk': base, 'b.apk': apk({ versionCode: 2 }) },
      'holds 2 whole APKs of one',
      '--as-one-app',
    ],
    ['splits without their base', { 'a.apk': config }, 'holds splits of one app without its base', '--as-one-app'],
    [
      'a project of apktool',
      { 'apktool.yml': '', 'AndroidManifest.xml': '' },
      'is a project that apktool made',
      'apktool b',
    ],
    ['an unpacked APK', { 'classes.dex': 'x', 'AndroidManifest.xml': 'x' }, 'is an APK that was unpacked', 'zip -r'],
  ])('with %s is no app', async (_, files, message, advice) => {
    const folder = folderOf(files);
    expect(await refusal(folder)).toMatchObject({
      code: 'input/is-directory',
      message: expect.stringContaining(`${folder} ${message}`),
      advice: expect.stringContaining(advice),
    });
  });
});

describe('a list of files', () => {
  it('is one app because the caller says so', async () => {
    const folder = folderOf({ 'a.apk': base, 'b.apk': apk({ versionCode: 2 }), 'c.apk': config });
    const paths = ['a.apk', 'b.apk', 'c.apk'].map((name) => join(folder, name));
    for (const parts of [paths, [pathToFileURL(paths[0]!), ...paths.slice(1)], [folder]]) {
      const told = await report({ parts });
      expect(codesOf(told)).toEqual(['app/duplicate-split']);
      expect(placesIn(told)).toEqual(['a.apk > classes.dex', 'b.apk > classes.dex', 'c.apk > classes.dex']);
    }
  });

  it('of the same name in several folders keeps them apart', async () => {
    const parts = [folderOf({ 'app.apk': base }), folderOf({ 'app.apk': config })].map((path) => join(path, 'app.apk'));
    const { app } = await report({ parts });
    expect(app.splits.map(({ path }) => path)).toEqual(['app.apk', 'app.apk (2)']);
  });

  it.each<[string, () => NodeScanInput, string]>([
    ['a file that is not there', () => ({ parts: [join(root, 'nowhere.apk')] }), 'input/not-found'],
    ['nothing', () => ({ parts: [] }), 'input/not-an-app'],
    ['no APK', () => ({ parts: [join(folderOf({ 'a.txt': 'text' }), 'a.txt')] }), 'input/not-an-app'],
    [
      'two apps',
      () => ({ parts: [folderOf({ 'a.apk': base }), folderOf({ 'b.apk': apk({ package: 'com.other' }) })] }),
      'input/different-apps',
    ],
  ])('with %s is refused', async (_, input, code) => {
    expect(await refusal(input())).toMatchObject({ name: 'ScanError', code, advice: expect.any(String) });
  });
});

describe('size and hash of several files', () => {
  const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest('hex');

  it('are of the lines that sha256sum prints for the APKs, sorted', async () => {
    const parts = [
      { name: 'b.apk', bytes: config },
      { name: 'a\\b\n.apk', bytes: base },
      { name: 'notes.txt', bytes: new TextEncoder().encode('no part of the app') },
    ];
    const lines = [`${sha256(config)}  b.apk\n`, `\\${sha256(base)}  a\\\\b\\n.apk\n`].sort();
    const expected = { bytes: base.length + config.length, sha256: sha256(lines.join('')) };
    expect((await report({ parts })).input).toMatchObject(expected);
    expect((await scanAnywhere({ parts: parts.toReversed() }, { rules: leanplum })).input).toMatchObject(expected);
  });
});
