/** `trackerscope rules` and `explain`, on rules made in view. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command, file, folder, rulesFile } from './command.js';

const rules = rulesFile(
  'rules.json',
  { id: 'leanplum', exodusId: 28, code: ['com.leanplum.'], hosts: ['leanplum.com'], owner: { name: 'Leanplum' } },
  {
    id: 'tune',
    exodusId: 42,
    code: ['com.tune', '.Tracker', { raw: 'com.x', pattern: null }],
    hosts: ['ads.example', 'shared.example'],
    shared: ['shared.example'],
  },
);
const withRules = (...argv: readonly string[]) => command([...argv, '--rules', rules], { env: { COLUMNS: '120' } });

describe('rules list', () => {
  it('prints a line for each rule, columns aligned', async () => {
    const { exit, stdout } = await withRules('rules', 'list');
    const [head, first, second] = stdout.split('\n');
    expect(exit).toBe(0);
    expect(head).toMatch(/^ID\s+CODE\s+NET\s+NAME\s+CATEGORIES$/);
    expect(first).toMatch(/^leanplum\s+1\s+1\s+leanplum$/);
    expect(second!.indexOf('tune', 5)).toBe(head!.indexOf('NAME'));
  });

  it('prints the same for programs', async () => {
    const { stdout } = await withRules('rules', 'list', '--format', 'json');
    expect(JSON.parse(stdout)[1]).toMatchObject({ id: 'tune', exodusId: 42, signatures: { code: 2, network: 2 } });
  });

  it('lists the built-in rules, each on one line, even in a narrow terminal', async () => {
    const { stdout } = await command(['rules', 'list'], { terminal: 40 });
    const ids = stdout
      .split('\n')
      .slice(1, -1)
      .map((line) => line.replaceAll(/\u001b\[\d+m/g, '').split(' ')[0]);
    expect(ids).toContain('leanplum');
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('rules show', () => {
  it('prints published signatures, readings and hosts', async () => {
    const { stdout } = await withRules('rules', 'show', 'tune');
    for (const part of ['com.tune|.Tracker|com.x', 'none: deliberately not matched', 'Shared shared.example']) {
      expect(stdout).toContain(part);
    }
  });

  it('prints the rule file with --format json', async () => {
    const { stdout } = await withRules('rules', 'show', 'leanplum', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(rules, 'utf8'))[0]);
  });
});

describe('rules lint', () => {
  it('exits with 0 on the built-in rules', async () => {
    expect(await command(['rules', 'lint'])).toMatchObject({ exit: 0 });
  });

  it('exits with 1 on an error and says where and what to do', async () => {
    const bad = rulesFile('bad.json', { id: 'wide', code: ['com.'] });
    const { exit, stdout } = await command(['rules', 'lint', bad], { env: { COLUMNS: '300' } });
    expect(exit).toBe(1);
    expect(stdout).toMatch(/wide\.json signatures\.code\[0\]: error/);
  });

  it('exits with 3 when the rules cannot be read', async () => {
    const { exit, stderr } = await command(['rules', 'lint', file('torn.json', '[{')]);
    expect(exit).toBe(3);
    expect(stderr).toContain('rules/bad-json');
  });
});

describe('rules hash', () => {
  it('prints name, version, hash and number on one line', async () => {
    expect((await withRules('rules', 'hash')).stdout).toMatch(/^rules unversioned [0-9a-f]{64} 2\n$/);
  });
});

describe('rules import exodus', () => {
  const tracker = (id: number, name: string) => ({
    id,
    name,
    code_signature: 'com.vendor.',
    network_signature: 'vendor\\.com',
    website: 'https://vendor.com',
    categories: ['Analytics'],
    creation_date: '2020-01-01',
  });
  const list = JSON.stringify({ trackers: { 1: tracker(1, 'Vendor One'), 2: tracker(2, '../../../etc/passwd') } });

  it('writes a rule file for each tracker, named after its id and inside the folder', async () => {
    const out = join(folder, 'imported');
    const { exit, stdout } = await command(['rules', 'import', 'exodus', file('list.json', list), '--out', out]);
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: '' });
    expect(readdirSync(out)).toEqual(['etc-passwd.json', 'vendor-one.json']);
    expect((await command(['rules', 'hash', '--rules', out])).stdout).toMatch(/ 2\n$/);
  });

  it('reads standard input where the file is -', async () => {
    const out = join(folder, 'piped');
    await command(['rules', 'import', 'exodus', '-', '--out', out], { stdin: list });
    expect(readdirSync(out)).toHaveLength(2);
  });

  it('writes nothing when a file is there already, unless told to replace it', async () => {
    const out = join(folder, 'kept');
    const importList = (...more: string[]) =>
      command(['rules', 'import', 'exodus', '-', '--out', out, ...more], { stdin: list, env: { COLUMNS: '500' } });
    const one = JSON.stringify({ trackers: { 2: tracker(2, 'Vendor One') } });
    await command(['rules', 'import', 'exodus', '-', '--out', out], { stdin: one });
    const { exit, stderr } = await importList();
    expect(exit).toBe(2);
    expect(stderr).toContain('vendor-one.json would be replaced. Nothing was written.');
    expect(existsSync(join(out, 'etc-passwd.json'))).toBe(false);
    expect((await importList('--force')).exit).toBe(0);
    expect(JSON.parse(readFileSync(join(out, 'vendor-one.json'), 'utf8')).exodusId).toBe(1);
  });

  it('exits with 4 and names the trackers of which something was left out', async () => {
    const odd = JSON.stringify({ trackers: { 3: { ...tracker(3, 'Odd'), network_signature: '(a+)+$' } } });
    const { exit, stderr } = await command(['rules', 'import', 'exodus', '-', '--out', join(folder, 'odd')], {
      stdin: odd,
    });
    expect(exit).toBe(4);
    expect(stderr).toContain('Odd');
  });

  it('exits with 3 on what is no list of trackers', async () => {
    const { exit, stderr } = await command(['rules', 'import', 'exodus', '-', '--out', folder], { stdin: 'nonsense' });
    expect(exit).toBe(3);
    expect(stderr).toContain('rules/bad-json');
  });
});

describe('explain', () => {
  it.each(['leanplum', '28', 'LEANPLUM'])('finds a rule by id, number or name in any case: %s', async (wanted) => {
    expect((await withRules('explain', wanted)).stdout).toMatch(/^leanplum\n/);
  });

  it('says in words what each alternative matches', async () => {
    const { stdout } = await withRules('explain', 'tune');
    for (const words of [
      'com.tune itself and what lies under it',
      'classes whose name begins with Tracker, at any depth',
      'nothing, on purpose',
      'the host ads.example and its subdomains',
      'the host shared.example and its subdomains · shared with other products',
    ]) {
      expect(stdout).toContain(words);
    }
  });

  it('says who is behind the tracker and where the rule is from', async () => {
    const { stdout } = await withRules('explain', 'leanplum');
    expect(stdout).toMatch(/owner\s+Leanplum/);
    expect(stdout).toMatch(/source\s+test, 2026-01-01/);
  });
});
