/** `trackerscope rules import exodus`: the tracker list that Exodus publishes, turned into rule files. */
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ScanError } from '@trackerscope/core';
import { count, flow } from '@trackerscope/reporters';
import { formatRule, importExodus } from '@trackerscope/ruleset/tools';
import type { ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { pageOf } from '../page-of.js';
import { readStdin } from '../read-stdin.js';
import { UsageError } from '../usage-error.js';
import { writeWhole } from '../write-whole.js';
import type { Arguments } from './arguments.js';

/** Bytes of a tracker list; that of Exodus has half a megabyte. */
const longestList = 64 * 1024 ** 2;

export async function run(told: Arguments<'rules import exodus'>, io: Io): Promise<ExitCode> {
  const { rules, problems } = importExodus(await readList(told.file, io));
  const page = pageOf(io.stderr, io.env, told.color);
  const say = (text: string) => io.stderr.write(`${flow(page, [text], 0, 2).join('\n')}\n`);
  for (const { tracker, message } of problems) say(`${tracker}: ${message}`);

  // The id is the only thing of a foreign list that becomes part of a path, and it holds nothing that leads elsewhere.
  const files = rules.map((rule) => {
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(rule.id)) throw new Error(`The id ${rule.id} is not kebab-case.`);
    return { path: join(told.out, `${rule.id}.json`), rule };
  });
  if (!told.force) await expectNew(files.map(({ path }) => path));
  await mkdir(told.out, { recursive: true }).catch((cause: unknown) => {
    throw new ScanError('output/unwritable', `The folder ${told.out} cannot be made.`, { cause });
  });
  for (const { path, rule } of files) await writeWhole(path, formatRule(rule));
  say(`${count(files.length, 'rule file')} written to ${told.out}, ${count(problems.length, 'problem')}.`);
  return problems.length > 0 ? 4 : 0;
}

async function readList(file: string, io: Io): Promise<string> {
  if (file === '-') return new TextDecoder().decode(await readStdin(io, longestList));
  try {
    const { size } = await stat(file);
    if (size > longestList) throw new Error(`it has ${size} bytes, and at most ${longestList} are read`);
    return await readFile(file, 'utf8');
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const why = missing ? 'there is no such file' : (cause as Error).message;
    throw new ScanError(missing ? 'input/not-found' : 'input/unreadable', `${file} cannot be read: ${why}.`, { cause });
  }
}

/** Refuses before anything is written, so that no folder is left half old and half new. */
async function expectNew(paths: readonly string[]): Promise<void> {
  const there: string[] = [];
  for (const path of paths) {
    const exists = await stat(path).then(
      () => true,
      () => false,
    );
    if (exists) there.push(path);
  }
  if (there.length === 0) return;
  const others = there.length === 1 ? '' : ` and ${there.length - 1} more`;
  throw new UsageError(
    `${there[0]}${others} would be replaced. Nothing was written.`,
    'Name another folder with --out, or say --force.',
  );
}
