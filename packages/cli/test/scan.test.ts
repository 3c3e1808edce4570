/** `trackerscope scan`: reports, exit codes and files, on small apps and three rules. */
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScanReport } from '@trackerscope/core';
import { buildApk, ecIdentity, flipByte, signApk } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { app, command, file, folder, rulesFile } from './command.js';

const rules = rulesFile(
  'scan-rules.json',
  { id: 'ad-vendor', code: ['com.advendor.'], owner: { name: 'Ad Vendor', packages: ['com.advendor.'] } },
  { id: 'beacon', hosts: ['beacon.example'] },
);
const scan = (...argv: readonly string[]) => command(['scan', '--rules', rules, ...argv]);
const reportsOf = (stdout: string) => JSON.parse(stdout) as ScanReport & ScanReport[];

const manifest = { package: 'org.example.shop' };
const clean = app('clean.apk', { manifest, dex: [{ classes: ['org/example/Main'] }] });
const tracked = app('tracked.apk', {
  manifest,
  dex: [{ classes: ['com/advendor/Client', 'org/example/Main'], strings: ['https://beacon.example/collect'] }],
});
const ownApp = app('own.apk', {
  manifest: { package: 'com.advendor.app' },
  dex: [{ classes: ['com/advendor/Client'] }],
});
const damaged = app('damaged.apk', {
  manifest,
  dex: [{ classes: ['org/example/Main'] }],
  files: [{ name: 'classes2.dex', bytes: 'no DEX' }],
});
const missing = join(folder, 'missing.apk');

describe('scan', () => {
  it('prints the report as text', async () => {
    const { exit, stdout, stderr } = await scan(tracked);
    expect(stdout).toContain('2 trackers found: 1 embedded and 1 contacted.');
    expect(stdout).toContain('com/advendor/Client  classes.dex');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  });

  it('prints one report as a JSON object and several as an array', async () => {
    expect(reportsOf((await scan('--format', 'json', tracked)).stdout).input.name).toBe('tracked.apk');
    const two = reportsOf((await scan('--format', 'json', tracked, clean)).stdout);
    expect(two.map(({ input }) => input.name)).toEqual(['tracked.apk', 'clean.apk']);
  });

  it('reads standard input where the file is -', async () => {
    const bytes = buildApk({ manifest, dex: [{ classes: ['com/advendor/Client'] }] });
    const stdin = [bytes.subarray(0, 100), bytes.subarray(100)];
    const { exit, stdout } = await command(['scan', '--rules', rules, '-'], { stdin });
    expect(stdout).toContain('1 tracker found: 1 embedded.');
    expect(exit).toBe(0);
  });

  it('takes what follows -- for files, even when it begins with a dash', async () => {
    const { exit, stderr } = await scan('--', '--weird.apk');
    expect(exit).toBe(3);
    expect(stderr).toContain('--weird.apk');
  });

  it('lists every match with --all-evidence', async () => {
    const classes = Array.from({ length: 30 }, (_, index) => `com/advendor/Part${index}`);
    const large = app('large.apk', { manifest, dex: [{ classes }] });
    expect((await scan(large)).stdout.match(/com\/advendor\/Part/g)?.length).toBeLessThan(30);
    expect((await scan('--all-evidence', large)).stdout.match(/com\/advendor\/Part/g)).toHaveLength(30);
  });

  it('says so in the report when it matches as exodus-core does', async () => {
    expect(reportsOf((await scan('--match', 'exodus', '--format', 'json', clean)).stdout).matchMode).toBe('exodus');
  });

  it.each([
    ['dex', ['beacon: beacon.example'], 'code alone'],
    ['manifest', ['ad-vendor: ', 'beacon: beacon.example'], 'code and manifest alone'],
    ['all', ['ad-vendor: ', 'beacon: beacon.example,cdn.beacon.example'], null],
  ])('looks no deeper than --depth %s, and says so', async (depth, found, said) => {
    const layered = app(`${depth}.apk`, {
      manifest: { ...manifest, components: [{ kind: 'service', name: 'com.advendor.Push' }] },
      dex: [{ strings: ['https://beacon.example/collect'] }],
      files: [{ name: 'assets/config.json', bytes: '{"host": "cdn.beacon.example"}' }],
    });
    const { coverage, findings } = reportsOf((await scan('--depth', depth, '--format', 'json', layered)).stdout);
    expect(coverage.depth).toBe(depth);
    expect(findings.map(({ tracker, hosts }) => `${tracker.id}: ${hosts}`)).toEqual(found);
    const line = /^ +depth +(.*)$/m.exec((await scan('--depth', depth, layered)).stdout);
    expect(line?.[1] ?? null).toBe(said);
  });

  it('uses the built-in rules unless others are named', async () => {
    const leanplum = app('leanplum.apk', { manifest, dex: [{ classes: ['com/leanplum/Leanplum'] }] });
    expect((await command(['scan', leanplum])).stdout).toContain('com/leanplum/Leanplum  classes.dex');
  });
});

describe('scan --verify-signature', () => {
  const signed = signApk(buildApk({ manifest, dex: [{ classes: ['org/example/Main'] }] }), {
    v2: [{ identity: ecIdentity('Alice') }],
  });
  const sound = file('signed.apk', signed);
  const changed = file('changed.apk', flipByte(signed, 30, 0x20));

  it('says that a signature holds, and what was not looked at', async () => {
    const { exit, stdout } = await scan('--verify-signature', sound);
    expect(stdout).toContain('v2 · verified');
    expect(stdout).toContain('Not looked at: ');
    expect(exit).toBe(0);
  });

  it('exits with 4 when a signature is invalid, and nobody overlooks it', async () => {
    const { exit, stdout } = await scan('--verify-signature', changed);
    expect(stdout).toMatch(/^INVALID SIGNATURE: v2\. /m);
    expect(exit).toBe(4);
  });

  it('is not done unless asked for', async () => {
    const { exit, stdout } = await scan(changed);
    expect(stdout).toContain('CN=Alice');
    expect(stdout).toContain('v2 · not verified');
    expect(exit).toBe(0);
  });
});

describe('scan --fail-on', () => {
  it.each([
    ['embedded', 1],
    ['contacted', 1],
    ['declared,referenced', 0],
    ['declared,contacted', 1],
  ])('%s exits with %i on an embedded and a contacted tracker', async (verdicts, exit) => {
    expect((await scan('--fail-on', verdicts, tracked)).exit).toBe(exit);
  });

  it('names on standard error what it found, unless told to be quiet', async () => {
    expect((await scan('--fail-on', 'embedded', tracked)).stderr).toBe('--fail-on embedded: ad-vendor (embedded)\n');
    expect((await scan('--fail-on', 'embedded', '--quiet', tracked)).stderr).toBe('');
  });

  it("does not count trackers of the app's own maker, unless asked", async () => {
    expect((await scan('--fail-on', 'embedded', ownApp)).exit).toBe(0);
    expect((await scan('--fail-on', 'embedded', '--include-first-party', ownApp)).exit).toBe(1);
  });

  it('does not count what --ignore accepts, and the report gives the reason', async () => {
    const ignore = ['--ignore', 'ad-vendor:contract: 2026', '--ignore', 'beacon:only in tests'];
    const { exit, stdout } = await scan('--fail-on', 'embedded,contacted', ...ignore, tracked);
    expect(exit).toBe(0);
    expect(stdout).toContain('ignored: contract: 2026');
    expect(stdout).toContain('ignored: only in tests');
  });
});

describe('scan of what cannot be read', () => {
  it.each([
    ['a path that does not exist', missing, 'input/not-found'],
    ['a folder', folder, 'input/is-directory'],
    ['an empty file', file('empty.apk', ''), 'input/empty'],
    ['a text file', file('text.apk', 'Dear reader, this is no app at all.'), 'input/not-an-app'],
    ['an archive without manifest and code', app('bare.apk', { manifest: null }), 'input/'],
  ])('exits with 3 on %s, and says what and where', async (_what, path, code) => {
    const { exit, stdout, stderr } = await command(['scan', '--rules', rules, path], {
      terminal: 500,
      env: { NO_COLOR: '1' },
    });
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: '' });
    expect(stderr).toContain(`(${code}`);
    expect(stderr).toContain(path);
  });

  it('scans the other files and exits with the most serious code', async () => {
    const { exit, stdout, stderr } = await scan('--format', 'json', '--fail-on', 'embedded', missing, tracked, clean);
    expect(reportsOf(stdout).map(({ input }) => input.name)).toEqual(['tracked.apk', 'clean.apk']);
    expect(stderr).toContain('missing.apk');
    expect(exit).toBe(3);
  });

  it('prints an array when two files were named and one could be read', async () => {
    expect(reportsOf((await scan('--format', 'json', missing, clean)).stdout)).toHaveLength(1);
  });

  it('exits with 4 when a part was unreadable, and with 1 when findings were asked about as well', async () => {
    expect((await scan(damaged)).exit).toBe(4);
    expect((await scan('--fail-on', 'embedded', damaged, tracked)).exit).toBe(1);
  });

  it('exits with 3 on a broken rules file, naming file, line and field', async () => {
    const broken = file('broken.json', '[\n  { "id": 7 }\n]\n');
    const { exit, stderr } = await command(['scan', '--rules', broken, clean], { terminal: 500 });
    expect(exit).toBe(3);
    expect(stderr).toContain(`${broken}:2`);
    expect(stderr).toContain('id');
  });

  it('lets no text of an app reach the terminal as an escape', async () => {
    const hostile = app('hostile.apk', {
      manifest: { package: 'org.example', label: { type: 'string', value: '\u001b[2Jgone\u202e' } as never },
      dex: [{ classes: ['com/advendor/Client'] }],
    });
    const { stdout } = await scan(hostile);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\u202e/u);
  });
});

describe('scan --output', () => {
  it('writes the report to the file, whole, and nothing to standard output', async () => {
    const output = join(folder, 'report.json');
    writeFileSync(output, 'old');
    const { exit, stdout } = await scan('--format', 'json', '--output', output, clean);
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: '' });
    expect(JSON.parse(readFileSync(output, 'utf8')).input.name).toBe('clean.apk');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('keeps the old file when nothing could be read', async () => {
    const output = file('kept.json', 'old');
    expect((await scan('--output', output, missing)).exit).toBe(3);
    expect(readFileSync(output, 'utf8')).toBe('old');
  });

  it('replaces what a link points to, and keeps the link', async () => {
    const target = file('target.txt', 'old');
    const link = join(folder, 'link.txt');
    symlinkSync(target, link);
    await scan('--output', link, clean);
    expect(readFileSync(target, 'utf8')).toContain('No trackers found.');
  });

  it.each([
    ['its folder does not exist', join(folder, 'nowhere', 'report.txt')],
    ['it is a folder', folder],
    ['its folder is a file', join(clean, 'report.txt')],
  ])('exits with 2 before scanning when %s', async (why, output) => {
    const { exit, stdout, stderr } = await command(['scan', '--rules', rules, '--output', output, clean], {
      terminal: 500,
    });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(why);
    expect(stderr).toContain('output/unwritable');
  });

  it('never replaces an app that it was asked to scan, by whatever name', async () => {
    const link = join(folder, 'link.apk');
    symlinkSync(clean, link);
    const before = readFileSync(clean);
    expect(await scan('--output', link, tracked, clean)).toMatchObject({ exit: 2, stdout: '' });
    expect(readFileSync(clean)).toEqual(before);
  });

  it('holds no colour even where standard output is a terminal, unless asked', async () => {
    const output = join(folder, 'plain.txt');
    await command(['scan', '--rules', rules, '--output', output, clean], { terminal: 80 });
    expect(readFileSync(output, 'utf8')).not.toContain('\u001b');
    await command(['scan', '--rules', rules, '--color', '--output', output, clean]);
    expect(readFileSync(output, 'utf8')).toContain('\u001b[');
  });
});
