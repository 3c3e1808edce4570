/** What the command loads before it does anything: start-up time, told by the modules and not by a clock. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildApk, ecIdentity, signApk } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { app, file, rulesFile } from './command.js';

const bin = fileURLToPath(new URL('../bin/trackerscope.js', import.meta.url));
const plain = app('start.apk', { dex: [{ classes: ['org/example/Main'] }] });
const signed = file(
  'start-signed.apk',
  signApk(buildApk({ dex: [{ classes: ['org/example/Main'] }] }), { v2: [{ identity: ecIdentity('Alice') }] }),
);
const wide = app('表.apk', { dex: [{ classes: ['org/example/Main'] }] });
const rules = rulesFile('start-rules.json', { id: 'vendor', code: ['com.vendor.'] });

/** Paths of all modules that a run has loaded; each stands in the bundle after a comment with its path. */
function loaded(...argv: string[]): string {
  const script = `process.on('exit', () => console.error(JSON.stringify(Object.keys(require.cache)))); require(process.argv[1]);`;
  const { stderr } = spawnSync(process.execPath, ['-e', script, '--', bin, ...argv], { encoding: 'utf8' });
  const files = JSON.parse(stderr) as string[];
  return files.flatMap((file) => readFileSync(file, 'utf8').match(/^\/\/ \S+\.m?js$/gm) ?? []).join('\n');
}

describe('the command loads', () => {
  it.each([['--version'], ['--help'], ['scan', '--help']])(
    'nothing of the engine or the rules for %s %s',
    (...argv) => {
      const modules = loaded(...argv);
      expect(modules).toContain('cli/dist/main.js');
      expect(modules).not.toMatch(/core\/dist\/scan\.js|ruleset\/dist|jsonc-parser/);
    },
  );

  it('no rule reader, no zip library, no reader of certificates and no emoji tables for a scan', () => {
    const modules = loaded('scan', plain);
    expect(modules).toMatch(/core\/dist\/scan\.js/);
    expect(modules).toContain('ruleset/dist/index.js');
    expect(modules).not.toMatch(/jsonc-parser|rule-schema|jszip|asn1js|emoji-regex/);
  });

  it('what it has put off, when it is needed', () => {
    expect(loaded('scan', '--rules', rules, plain)).toMatch(/jsonc-parser/);
    expect(loaded('scan', wide)).toMatch(/emoji-regex/);
    expect(loaded('scan', signed)).toMatch(/asn1js/);
    expect(loaded('scan', signed)).not.toMatch(/verify-signatures/);
  });
});
