/** What the README and the doc comments show as code and commands runs as it stands. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDemoApp } from '@trackerscope/examples/demo-app';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../borders/sources.js';

// Below this package, so that the examples find the project's packages by name.
const cache = join(root, 'test/node_modules/.cache');
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, 'examples-'));
for (const name of ['app.apk', 'other.apk']) writeFileSync(join(folder, name), buildDemoApp());
afterAll(() => rmSync(folder, { recursive: true }));

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The fenced blocks of a language in a page, or in doc comments when the page is source. */
function blocks(path: string, language: string): string[] {
  const text = read(path).replaceAll(/^ \* ?/gm, '');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((match) => match[1]!);
}

describe('code', () => {
  it.each([
    ['README.md', ''],
    ['packages/core/src/node/index.ts', ''],
    ['packages/core/src/index.ts', "import { readFileSync } from 'node:fs';\nconst bytes = readFileSync('app.apk');\n"],
  ])('in %s runs and finds LeanPlum', (path, before) => {
    const examples = blocks(path, 'ts');
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const file = join(folder, 'example.mjs');
      writeFileSync(file, before + example);
      expect(execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' })).toContain('LeanPlum embedded');
    }
  });
});

describe('commands', () => {
  const commands = blocks('README.md', 'sh')
    .flatMap((block) => block.split('\n'))
    .filter((line) => line.startsWith('trackerscope '))
    .map((line) => line.replace(/ +#.*$/, ''));

  it('are all here', () => expect(commands.length).toBeGreaterThanOrEqual(5));

  it.each(commands)('%s runs', (command) => {
    const program = `"${process.execPath}" "${join(root, 'packages/cli/bin/trackerscope.js')}"`;
    const { status, stdout, stderr } = spawnSync('sh', ['-c', command.replace('trackerscope', program)], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stderr).not.toMatch(/error|usage/);
    expect(stdout).not.toBe('');
    // --fail-on embedded finds LeanPlum: that is what 1 says.
    expect(status).toBe(command.includes('--fail-on') ? 1 : 0);
  });
});
