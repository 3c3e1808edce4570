/** The real process: exit codes, pipes and the environment, through bin/trackerscope.js. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { app, rulesFile } from './command.js';

const bin = fileURLToPath(new URL('../bin/trackerscope.js', import.meta.url));
const rules = rulesFile('process-rules.json', { id: 'vendor', code: ['com.vendor.'] });
const tracked = app('process.apk', { dex: [{ classes: ['com/vendor/Client'] }] });

function run(argv: readonly string[], env: Record<string, string> = {}, input?: Uint8Array) {
  const { PATH = '' } = process.env;
  return spawnSync(process.execPath, [bin, ...argv], { encoding: 'utf8', env: { PATH, ...env }, input });
}

describe('the process', () => {
  it.each([
    [0, ['scan', '--rules', rules, tracked]],
    [1, ['scan', '--rules', rules, '--fail-on', 'embedded', tracked]],
    [2, ['scan']],
    [3, ['scan', '--rules', rules, 'no-such-file.apk']],
  ])('exits with %i', (status, argv) => {
    expect(run(argv).status).toBe(status);
  });

  it('writes plain text into a pipe, and colour where FORCE_COLOR asks for it', () => {
    expect(run(['scan', '--rules', rules, tracked]).stdout).not.toContain('\u001b');
    expect(run(['scan', '--rules', rules, tracked], { FORCE_COLOR: '1' }).stdout).toContain('\u001b[1');
  });

  it('writes results to standard output and the rest to standard error', () => {
    const { stdout, stderr } = run(['scan', '--rules', rules, '--format', 'json', tracked, 'no-such-file.apk']);
    expect(JSON.parse(stdout)).toHaveLength(1);
    expect(stderr).toContain('no-such-file.apk');
  });

  it.runIf(existsSync('/dev/full'))('exits with 2 when standard output cannot be written', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [bin, 'rules', 'list'], {
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect(stderr).toContain('output/unwritable');
    expect(status).toBe(2);
  });

  it('stays calm when the reader of a pipe has seen enough', async () => {
    const child = spawn(process.execPath, [bin, 'rules', 'list'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const [status] = await once(child, 'close');
    expect({ status, said }).toEqual({ status: 0, said: '' });
  });
});
