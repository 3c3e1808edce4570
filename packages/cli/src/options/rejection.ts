/** What yargs rejects, said as a person would: what is wrong and what to write instead. */
import { unknownWord } from '../failure.js';
import { UsageError } from '../usage-error.js';
import { dash } from './dash.js';

const commandNames = ['scan', 'explain', 'rules', 'completion'];
const ruleCommandNames = ['list', 'show', 'lint', 'import', 'hash'];
const optionNames = [
  ...['as-one-app', 'format', 'output', 'all-evidence', 'fail-on', 'include-first-party', 'ignore', 'rules', 'match'],
  ...['verify-signature', 'quiet', 'out', 'force', 'color', 'no-color', 'help', 'version'],
].map((name) => `--${name}`);

/** What yargs threw, as an error of ours that says what to write instead; other errors as they are. */
export function asUsageError(error: unknown, argv: readonly string[]): unknown {
  // yargs throws plain errors for what it rejects; a TypeError or a system error is a fault of ours.
  if (!(error instanceof Error) || error instanceof UsageError || error instanceof TypeError || 'code' in error) {
    return error;
  }
  const [first = '', second = ''] = argv;
  const words = commandNames.includes(first) ? [first, ...(ruleCommandNames.includes(second) ? [second] : [])] : [];
  const help = ['trackerscope', ...words, '--help'].join(' ');

  const message = error.message.replaceAll(dash, '-').replace(/\s+/g, ' ');
  const [, unknown] = /^Unknown (?:argument|command)s?: ([^,]*)/.exec(message) ?? [];
  if (unknown !== undefined && !argv.includes(unknown)) {
    return unknownWord('Unknown option', unknown.length > 1 ? `--${unknown}` : `-${unknown}`, optionNames, help);
  }
  if (unknown !== undefined && words.length === 0) {
    return unknownWord('Unknown command', unknown, commandNames, `To scan a file: trackerscope scan ${unknown}`);
  }
  if (unknown !== undefined && first === 'rules' && words.length === 1) {
    return unknownWord(
      'Unknown command',
      `rules ${unknown}`,
      ruleCommandNames.map((name) => `rules ${name}`),
      help,
    );
  }
  if (unknown !== undefined) return new UsageError(`One argument too many: ${unknown}`, help);

  const [, option, given, choices] = /Argument: (\S+), Given: (.+), Choices: (.+)/.exec(message) ?? [];
  if (option !== undefined) return new UsageError(`${option} cannot be ${given}; the choices are ${choices}.`, help);
  if (message.startsWith('Not enough non-option arguments')) return new UsageError('An argument is missing.', help);
  const [, bare] = /^Not enough arguments following: (\S+)/.exec(message) ?? [];
  if (bare !== undefined) return new UsageError(`--${bare} needs a value.`, help);
  return new UsageError(message, help);
}
