/** Each program in examples/ runs and says what its first line promises. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDemoApp } from '@trackerscope/examples/demo-app';
import { afterAll, describe, expect, it } from 'vitest';
import { root, sourceFiles } from '../borders/sources.js';

const folder = mkdtempSync(join(tmpdir(), 'trackerscope-examples-'));
const demo = join(folder, 'demo.apk');
writeFileSync(demo, buildDemoApp());
afterAll(() => rmSync(folder, { recursive: true }));

function run(example: string, ...args: string[]): string {
  const program = join(root, 'examples/dist', `${example}.js`);
  return execFileSync(process.execPath, [program, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** What each example prints for the demo app, in part. */
const outputs: Record<string, () => void> = {
  'scan-file': () => expect(run('scan-file', demo)).toContain('embedded: LeanPlum, 6 classes, hosts: api.leanplum.com'),
  'scan-bytes': () =>
    expect(run('scan-bytes')).toMatch(/upload\.apk: \d+ findings\ninput\/not-an-app: Expected an Android app/),
  'list-classes': () => expect(run('list-classes', demo)).toMatch(/9 defined, .*\n(?:.*\n)*com\/leanplum\/Leanplum\n/),
  'own-rules': () => expect(run('own-rules', demo)).toContain('com/example/demo/MainActivity\n'),
  'try-other-rules': () =>
    expect(run('try-other-rules', demo)).toMatch(
      /^all rules: .*LeanPlum.*\nwithout discontinued trackers: .*LeanPlum.*\n$/,
    ),
  'scan-or-demo': () => expect(run('scan-or-demo')).toContain('LeanPlum'),
};

describe('the example', () => {
  it.each(Object.entries(outputs))('%s runs', (_, check) => check());

  it('list is complete', () => {
    const programs = sourceFiles('examples').map(({ path }) => path.replace('examples/', '').replace('.ts', ''));
    expect(programs.filter((name) => name !== 'demo-app').sort()).toEqual(Object.keys(outputs).sort());
  });
});
