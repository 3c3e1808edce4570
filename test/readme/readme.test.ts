/** The README shows what the commands really print. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../borders/sources.js';

const page = join(root, 'README.md');
const transcript = /(?<=```text\n\$ npx -y pnpm@10 scan\n)[\s\S]*?(?=```)/;

it('its transcript is what the scan of the demo app prints; set UPDATE=1 to write it anew', () => {
  const printed = execFileSync(process.execPath, [join(root, 'examples/dist/scan-or-demo.js')], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, COLUMNS: '80', NO_COLOR: '1' },
  });
  const text = readFileSync(page, 'utf8');
  if (process.env['UPDATE'])
    writeFileSync(
      page,
      text.replace(transcript, () => printed),
    );
  expect(transcript.exec(readFileSync(page, 'utf8'))?.[0]).toBe(printed);
});

it('its exit codes are those of the help', () => {
  const help = execFileSync(process.execPath, [join(root, 'packages/cli/bin/trackerscope.js'), '--help'], {
    encoding: 'utf8',
  });
  const rows = [...readFileSync(page, 'utf8').matchAll(/^\| (\d) +\| (.+?) +\|$/gm)];
  expect(rows).toHaveLength(6);
  const plain = help.replaceAll(/\s+/g, ' ');
  for (const [, code, meaning] of rows) expect(plain).toContain(`${code} ${meaning!.replaceAll('`', '')}`);
});
