/** What npm would publish works: tarballs, installed by plain npm in an empty folder, run and import. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildDemoApp } from '@trackerscope/examples/demo-app';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../borders/sources.js';

const publicPackages = ['core', 'ruleset', 'reporters', 'cli'];
let folder: string;

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trackerscope-pack-'));
  for (const name of publicPackages) {
    run('npx', ['-y', 'pnpm@10', 'pack', '--pack-destination', folder], join(root, 'packages', name));
  }
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  expect(tarballs).toHaveLength(publicPackages.length);
  run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--prefer-offline', ...tarballs.map((name) => `./${name}`)],
    folder,
  );
  writeFileSync(join(folder, 'demo.apk'), buildDemoApp());
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed packages', () => {
  it('run as a command', () => {
    const report = run(join(folder, 'node_modules/.bin/trackerscope'), ['scan', 'demo.apk'], folder);
    expect(report).toContain('LeanPlum');
    expect(report).toContain('api.leanplum.com');
  });

  it('import from @trackerscope/core, with rules from @trackerscope/ruleset', () => {
    const script = `
      import { readFileSync } from 'node:fs';
      import { scan } from '@trackerscope/core';
      import { rules } from '@trackerscope/ruleset';
      const { findings } = await scan(readFileSync('demo.apk'), { rules });
      process.stdout.write(findings[0].tracker.id);`;
    writeFileSync(join(folder, 'import.js'), script);
    expect(run(process.execPath, ['import.js'], folder)).not.toBe('');
  });

  it('run as a command that brings along all it needs', () => {
    const alone = join(folder, 'alone');
    const tarball = readdirSync(folder).find((name) => /^trackerscope-\d.*\.tgz$/.test(name))!;
    mkdirSync(alone);
    run('tar', ['xzf', join(folder, tarball)], alone);
    const report = run(process.execPath, ['package/bin/trackerscope.js', 'scan', '../demo.apk'], alone);
    expect(report).toContain('LeanPlum');
    const { dependencies } = JSON.parse(readFileSync(join(alone, 'package/package.json'), 'utf8'));
    expect(dependencies).toBeUndefined();
  });

  it('carry no sources, tests or build state, and the licence of what is inside', () => {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.tgz'))) {
      const files = run('tar', ['tzf', name], folder).split('\n');
      expect(files.filter((file) => /\/(src|test)\/|tsbuildinfo/.test(file))).toEqual([]);
      expect(files).toContain('package/LICENSE');
      if (/ruleset|^trackerscope-\d/.test(name)) {
        expect(files.map((file) => basename(file))).toEqual(expect.arrayContaining(['ODbL-1.0.txt', 'NOTICE']));
      }
    }
  });

  it('publish the JSON Schema of the report', () => {
    const schema = readFileSync(join(folder, 'node_modules/@trackerscope/core/schema/report.schema.json'), 'utf8');
    expect(JSON.parse(schema)).toHaveProperty('$schema');
  });
});
