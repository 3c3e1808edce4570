/** What is said to wrong arguments, and what the help says. */
import { codes } from '@trackerscope/core';
import { describe, expect, it } from 'vitest';
import { bySeriousness, exitCodeOfDiagnostic, exitCodeOfError, exitCodes, mostSerious } from '../src/exit-codes.js';
import { app, command, rulesFile } from './command.js';

const rules = rulesFile('usage-rules.json', { id: 'leanplum', code: ['com.leanplum.'] });
const anApp = app('usage.apk', { dex: [{ classes: ['org/example/Main'] }] });

describe('wrong arguments exit with 2 and say what to write', () => {
  it.each<[string, string[], string, string]>([
    ['no command', [], 'A command is missing.', 'trackerscope --help'],
    ['an unknown command', ['scna'], 'Unknown command: scna', 'Did you mean scan?'],
    ['a file in place of a command', ['app.apk'], 'Unknown command: app.apk', 'trackerscope scan app.apk'],
    ['no file', ['scan'], 'A file is missing.', 'trackerscope scan app.apk'],
    ['an unknown option', ['scan', '--outptu', 'x', 'y'], 'Unknown option: --outptu', '--output'],
    ['an option without its value', ['scan', 'x', '--output'], '--output needs a value.', 'trackerscope scan --help'],
    [
      'an option given twice',
      ['scan', 'x', '--output', 'a', '--output', 'b'],
      '--output was given more than once.',
      '',
    ],
    ['an unknown format', ['scan', '--format', 'xml', 'x'], 'format cannot be "xml"', 'trackerscope scan --help'],
    [
      'an unknown verdict',
      ['scan', '--fail-on', 'embeded', 'x'],
      'knows no verdict: embeded',
      'Did you mean embedded?',
    ],
    ['no verdict', ['scan', '--fail-on', '', 'x'], 'knows no verdict: (empty)', 'The verdicts are embedded, declared'],
    ['an ignore without a reason', ['scan', '--ignore', 'acra', 'x'], 'gives no reason', '--ignore "acra:why'],
    ['an ignore with an empty reason', ['scan', '--ignore', 'acra: ', 'x'], 'gives no reason', ''],
    [
      'an ignore of no tracker',
      ['scan', '--rules', rules, '--ignore', 'leanplom:x', anApp],
      'no tracker: leanplom',
      'leanplum?',
    ],
    ['standard input twice', ['scan', '-', '-'], 'Standard input can be read only once.', ''],
    ['no rules command', ['rules'], 'A command is missing after rules.', 'trackerscope rules --help'],
    ['an unknown rules command', ['rules', 'lsit'], 'Unknown command: rules lsit', 'rules list'],
    ['no id', ['explain'], 'An argument is missing.', 'trackerscope explain --help'],
    ['an unknown id', ['explain', '--rules', rules, 'leanplom'], 'leanplom', 'Did you mean leanplum?'],
    ['an argument too many', ['explain', 'a', 'b'], 'One argument too many: b', 'trackerscope explain --help'],
    ['an import without a folder', ['rules', 'import', 'exodus', 'x.json'], 'out', 'trackerscope rules import --help'],
  ])('%s', async (_what, argv, message, advice) => {
    const { exit, stdout, stderr } = await command(argv, { env: { COLUMNS: '500' } });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain(advice);
  });
});

describe('help', () => {
  it.each([[['--help']], [['scan', '--help']]])('%j ends with every exit code and exits with 0', async (argv) => {
    const { exit, stdout } = await command(argv, { env: { COLUMNS: '100' } });
    expect(exit).toBe(0);
    for (const [code, meaning] of Object.entries(exitCodes)) expect(stdout).toContain(`  ${code}  ${meaning}`);
  });

  it.each([['scan'], ['explain'], ['rules list'], ['rules show'], ['rules lint'], ['rules import']])(
    '%s has an example',
    async (name) => {
      const { stdout } = await command([...name.split(' '), '--help'], { env: { COLUMNS: '100' } });
      expect(stdout.split('Examples:')[1]).toContain('trackerscope ');
    },
  );

  it('fits the terminal', async () => {
    const { stdout } = await command(['scan', '--help'], { terminal: 60 });
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it('prints the version and the completion script', async () => {
    expect((await command(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await command(['completion'])).stdout).toContain('complete ');
  });
});

describe('exit codes', () => {
  it('rank every code there is, and the most serious wins', () => {
    expect([...bySeriousness].sort()).toEqual(Object.keys(exitCodes).map(Number));
    expect([mostSerious([]), mostSerious([0, 4, 1]), mostSerious([1, 3]), mostSerious([3, 2, 5])]).toEqual([
      0, 1, 3, 5,
    ]);
  });

  it('are 4 for every limit and 0 for mere remarks', () => {
    const limits = Object.keys(codes).filter((code) => code.startsWith('limit/')) as (keyof typeof codes)[];
    expect(new Set(limits.map(exitCodeOfDiagnostic))).toEqual(new Set([4]));
    expect([exitCodeOfDiagnostic('dex/checksum'), exitCodeOfDiagnostic('zip/duplicate-name')]).toEqual([0, 0]);
  });

  it('tell bad input from wrong usage and from our own faults', () => {
    expect([exitCodeOfError('input/empty'), exitCodeOfError('rules/bad-json')]).toEqual([3, 3]);
    expect([exitCodeOfError('rules/unknown-id'), exitCodeOfError('output/unwritable')]).toEqual([2, 2]);
    expect(exitCodeOfError('internal/extractor')).toBe(5);
  });
});
