/** `trackerscope rules hash`: which rules these are, on one line. */
import { plainText } from '@trackerscope/reporters';
import { chooseRules } from '../choose-rules.js';
import type { ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import type { Arguments } from './arguments.js';

export async function run(told: Arguments<'rules hash'>, { stdout }: Io): Promise<ExitCode> {
  const { name, version, sha256, trackers } = await chooseRules(told.rules);
  stdout.write(`${[name, version, sha256, String(trackers.length)].map(plainText).join(' ')}\n`);
  return 0;
}
