/** What `trackerscope scan` takes besides APKs, and how its report shows it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScanReport } from '@trackerscope/core';
import { buildApk, buildBundle, buildZip, type ManifestInput } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { command, file, folder, rulesFile } from './command.js';

const rules = rulesFile('containers-rules.json', { id: 'vendor', code: ['com.vendor.'] });
const scan = (...argv: readonly string[]) => command(['scan', '--rules', rules, ...argv]);

const apk = (more: Partial<ManifestInput> = {}) =>
  buildApk({ manifest: { package: 'org.example.shop', label: 'Shop', ...more }, dex: [{ classes: ['com/vendor/A'] }] });
const base = apk();
const feature = apk({ split: 'cart' });
const english = apk({ split: 'config.en' });

/** A folder of its own with these files. */
function folderOf(name: string, files: Readonly<Record<string, Uint8Array>>): string {
  const path = join(folder, name);
  mkdirSync(path);
  for (const [each, bytes] of Object.entries(files)) writeFileSync(join(path, each), bytes);
  return path;
}

describe('the report shows what an app comes in', () => {
  it('for a set: its splits, and what was left out', async () => {
    const set = file(
      'shop.xapk',
      buildZip([
        { name: 'base.apk', bytes: base },
        { name: 'cart.apk', bytes: feature },
        { name: 'config.en.apk', bytes: english },
        { name: 'main.1.org.example.shop.obb', bytes: new Uint8Array(2_000_000) },
        { name: 'icon.png', bytes: 'x' },
      ]),
    );
    const { exit, stdout } = await scan(set);
    expect(stdout).toContain('file     shop.xapk · split set, ');
    expect(stdout).toContain('splits   base, cart (feature), config.en\n');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'left out main.1.org.example.shop.obb (expansion file, 2.0 MB), icon.png',
    );
    expect(stdout).toContain('com/vendor/A  base.apk > classes.dex and others');
    expect(exit).toBe(0);
  });

  it.each<[string, Uint8Array | string, string]>([
    ['shop.aab', buildBundle({ base: { manifest: { package: 'a.b' }, dex: [{}] } }), 'app bundle (AAB)'],
    ['classes.txt', 'com.vendor.A\n', 'list of class names'],
  ])('for %s', async (name, bytes, words) => {
    const { stdout } = await scan(file(name, bytes));
    expect(stdout).toContain(`${name} · ${words}, `);
  });

  it('names a split set as what it is when APKs are missing, and exits with 4', async () => {
    const { exit, stdout } = await scan(file('alone.apk', apk({ requiredSplitTypes: 'base__abi' })));
    expect(stdout).toContain('app/missing-splits');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('missing: base__abi (native libraries)');
    expect(exit).toBe(4);
  });
});

describe('scan --as-one-app', () => {
  const files = { 'base.apk': base, 'cart.apk': feature };

  it('makes one report of several files', async () => {
    const path = folderOf('one-app', files);
    const both = Object.keys(files).map((name) => join(path, name));
    const one = JSON.parse((await scan('--format', 'json', '--as-one-app', ...both)).stdout) as ScanReport;
    expect(one.app.splits.map(({ name }) => name)).toEqual(['base', 'cart']);
    expect(JSON.parse((await scan('--format', 'json', ...both)).stdout)).toHaveLength(2);
    expect((await scan('--as-one-app', ...both)).stdout).toContain('file     several files · split set, ');
  });

  it('takes standard input as one of them', async () => {
    const path = join(folderOf('with-stdin', files), 'cart.apk');
    const { stdout } = await command(['scan', '--rules', rules, '--as-one-app', '-', path], { stdin: [base] });
    expect(stdout).toContain('com/vendor/A  cart.apk > classes.dex and others');
    expect(stdout).toContain('splits   base, cart (feature)');
  });

  it('is not needed for a folder that holds one app', async () => {
    const { exit, stdout } = await scan(folderOf('a-phone', files));
    expect(stdout).toContain('file     a-phone · split set, ');
    expect(exit).toBe(0);
  });

  it('takes a folder for one app that does not look like one', async () => {
    const path = folderOf('two-bases', { 'a.apk': base, 'b.apk': apk({ versionCode: 2 }) });
    const { exit, stderr } = await scan(path);
    expect(exit).toBe(3);
    expect(stderr).toContain('--as-one-app');
    expect((await scan('--as-one-app', path)).stdout).toContain('app/duplicate-split');
  });

  it('says which files were no app', async () => {
    const texts = ['one.txt', 'two.txt'].map((name) => file(name, 'no app'));
    const { exit, stderr } = await scan('--as-one-app', ...texts);
    expect(exit).toBe(3);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`${texts[0]} and 1 more as one app: Expected the APKs of one app`);
  });
});

it('standard input is called so in the report', async () => {
  const { stdout } = await command(['scan', '--rules', rules, '-'], { stdin: [base] });
  expect(stdout).toContain('file     stdin · APK, ');
});

it('never replaces a file of a folder that it was asked to scan', async () => {
  const path = folderOf('precious', { 'base.apk': base });
  const { exit, stderr } = await scan('--output', join(path, 'base.apk'), path);
  expect(exit).toBe(2);
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('would replace an input');
});

it('lets no name of a split reach the terminal as an escape', async () => {
  const set = buildZip([
    { name: 'base\u001b[2J.apk', bytes: base },
    { name: 'x\u001b[31m.obb', bytes: 'x' },
    { name: 'y.apk', bytes: apk({ split: 'evil\u202e\u001b[0m' }) },
  ]);
  const { stdout } = await scan(file('escape.apks', set));
  expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\u202e/u);
});

it('the shell can complete the option', async () => {
  expect((await command(['--get-yargs-completions', 'trackerscope', 'scan', '--as'])).stdout).toContain('--as-one-app');
});
