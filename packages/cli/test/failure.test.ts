/** What is said when something fails, and what standard input may hold. */
import { describe, expect, it } from 'vitest';
import { readStdin } from '../src/read-stdin.js';
import { command, rulesFile } from './command.js';

const rules = rulesFile('failure-rules.json', { id: 'vendor', code: ['com.vendor.'] });

describe('an internal error', () => {
  const broken = (...more: string[]) =>
    command(['scan', '--rules', rules, 'app.apk', ...more], {
      env: { COLUMNS: '500' },
      now: () => {
        throw new RangeError('the clock stands still');
      },
    });

  it('exits with 5 and asks for a report, without a stack', async () => {
    const { exit, stdout, stderr } = await broken();
    expect({ exit, stdout }).toEqual({ exit: 5, stdout: '' });
    expect(stderr).toContain('internal error: RangeError: the clock stands still');
    expect(stderr).toContain('Please report it');
    expect(stderr).not.toContain('failure.test.ts');
  });

  it('prints the stack with --debug', async () => {
    expect((await broken('--debug')).stderr).toContain('failure.test.ts');
  });
});

it('a path that cannot be opened is named once', async () => {
  const { stderr } = await command(['scan', '--rules', rules, '/no/such.apk'], { env: { COLUMNS: '500' } });
  expect(stderr.match(/such\.apk/g)).toHaveLength(1);
});

describe('standard input', () => {
  const of = async function* (...chunks: readonly number[][]) {
    for (const chunk of chunks) yield new Uint8Array(chunk);
  };

  it('is read to its end', async () => {
    expect([...(await readStdin({ stdin: of([1, 2], [], [3]) }))]).toEqual([1, 2, 3]);
  });

  it('is refused past the bound', async () => {
    await expect(readStdin({ stdin: of([1, 2], [3]) }, 2)).rejects.toMatchObject({ code: 'input/unreadable' });
    expect(await readStdin({ stdin: of([1], [2]) }, 2)).toHaveLength(2);
  });

  it('is unreadable input when reading it fails, as it does for a folder', async () => {
    const next = () => Promise.reject(new Error('EISDIR: illegal operation on a directory, read'));
    const stdin = { [Symbol.asyncIterator]: () => ({ next }) };
    await expect(readStdin({ stdin })).rejects.toMatchObject({ code: 'input/unreadable' });
  });
});
