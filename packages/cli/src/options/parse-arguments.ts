/** Arguments read by yargs, into one command and what it is told; the only file that knows yargs. */
import { depths, verdicts } from '@trackerscope/core';
import yargs, { type ArgumentsCamelCase, type Argv, type CommandModule } from 'yargs';
import type { Invocation } from '../commands/arguments.js';
import { exitCodeTable } from '../exit-codes.js';
import type { Io } from '../io.js';
import { pageOf } from '../page-of.js';
import { UsageError } from '../usage-error.js';
import { ownVersion } from '../version.js';
import { dash, expectOnce, withDashes } from './dash.js';
import { parseIgnoreList } from './ignore-list.js';
import { asUsageError } from './rejection.js';
import { idArgument, ruleFormat, rulesOption } from './shared-options.js';
import { parseVerdictList } from './verdict-list.js';

/** Columns of the widest help: longer lines are hard to read. */
const widestHelp = 100;

type Choose = (invocation: Invocation) => void;

/**
 * Reads the arguments. Help, version and completion become the command `print`.
 * @throws UsageError
 */
export async function parseArguments(
  argv: readonly string[],
  { stdout, env }: Pick<Io, 'stdout' | 'env'>,
): Promise<Invocation> {
  const found: Invocation[] = [];
  let printed = '';
  const parser = program(
    (invocation) => found.push(invocation),
    Math.min(widestHelp, pageOf(stdout, env, false).width),
  );
  neverKeepsHelp(parser);
  try {
    const safe = argv.map((word) => (word === '-' ? dash : word));
    await parser.parseAsync(safe, {}, (_error: unknown, _parsed: unknown, output: string) => {
      printed = output;
    });
  } catch (error) {
    throw asUsageError(error, argv);
  }
  return found[0] ?? { command: 'print', told: { text: printed } };
}

/**
 * yargs writes the help of every command that it runs, in case the command asks for it later. Ours never do, and it is a quarter
 * of the time that yargs takes.
 */
function neverKeepsHelp(parser: Argv): void {
  const { getInternalMethods } = parser as unknown as YargsInside;
  getInternalMethods.call(parser).getUsageInstance().cacheHelpMessage = () => {};
}

interface YargsInside {
  getInternalMethods(): { getUsageInstance(): { cacheHelpMessage: () => void } };
}

function program(choose: Choose, width: number): Argv {
  return yargs()
    .scriptName('trackerscope')
    .usage('$0 COMMAND\n\nSays which trackers are inside an Android app, with proof, and who is behind them.')
    .command(scan(choose))
    .command(explain(choose))
    .command(rules(choose))
    .completion('completion', 'Print a script that completes commands and options in your shell')
    .options({
      color: { type: 'boolean', describe: 'Colour, or --no-color; on terminals only unless said' },
      debug: { type: 'boolean', hidden: true },
    })
    .example('$0 scan app.apk', 'Which trackers are in this app?')
    .example('$0 explain leanplum', 'What would make this tracker match?')
    .example('$0 scan --help', 'All options of a command')
    .demandCommand(1, 'A command is missing.')
    .epilogue(exitCodeTable())
    .version(ownVersion())
    .help()
    .strict()
    .wrap(width)
    .locale('en')
    .exitProcess(false)
    .fail(false)
    .parserConfiguration({
      // A file may be called 007, and an option that takes a list must not swallow the files after it.
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'greedy-arrays': false,
      'dot-notation': false,
      // What follows `--` is a file, even when it begins with a dash.
      'populate--': true,
      'camel-case-expansion': false,
    });
}

const scan = (choose: Choose) =>
  command({
    command: 'scan [FILE...]',
    describe: 'Scan apps and report the trackers inside',
    builder: async (program) => {
      // The formats live with their code, which only this command needs.
      const { reporters } = await import('@trackerscope/reporters');
      return program
        .usage(`$0 scan FILE...\n\n${aboutScan}`)
        .positional('FILE', { type: 'string', array: true, describe: 'Apps: files, or folders with one app each' })
        .options({
          'as-one-app': {
            type: 'boolean',
            describe: 'Take all files for the APKs of one app, a base and its splits',
          },
          format: {
            choices: reporters.map(({ id }) => id),
            default: 'text',
            requiresArg: true,
            describe: 'Form of the report',
          },
          output: { type: 'string', requiresArg: true, describe: 'Write the report to this file, whole or not at all' },
          'all-evidence': {
            type: 'boolean',
            describe: 'List every match and place, not the first few',
          },
          'fail-on': {
            ...list,
            describe: `Exit with 1 on trackers with these verdicts, separated by commas: ${verdicts.join(', ')}`,
          },
          'include-first-party': {
            type: 'boolean',
            describe: "Let --fail-on count trackers of the app's own maker, too",
          },
          ignore: {
            ...list,
            describe: 'Accept a tracker, as ID:REASON; it is reported, but --fail-on does not count it',
          },
          rules: rulesOption,
          match: {
            choices: ['default', 'exodus'] as const,
            default: 'default' as const,
            requiresArg: true,
            describe: 'exodus: read names and signatures exactly as exodus-core does',
          },
          depth: {
            choices: depths,
            default: 'all' as const,
            requiresArg: true,
            describe: 'How deep to look: at code alone, at code and manifest, or in every place there is',
          },
          'verify-signature': {
            type: 'boolean',
            describe: 'Check the signatures, too: reads all of the app once more; exits with 4 when one is invalid',
          },
          quiet: {
            type: 'boolean',
            describe: 'No progress and no remarks on standard error, only errors',
          },
        })
        .example('$0 scan app.apk', 'Report on one app')
        .example('$0 scan app.apks app.xapk app.aab', 'Report on each, whatever it comes in')
        .example('$0 scan --as-one-app base.apk split_config.en.apk', 'Report on an app in several files')
        .example('$0 scan pulled-from-phone/', 'Report on the app whose APKs lie in a folder')
        .example('$0 scan --format json --output report.json app.apk', 'Write the report for programs')
        .example('$0 scan --fail-on embedded,declared app.apk', 'Stop a build when trackers are in it')
        .example('$0 scan --ignore "acra:reviewed in May" app.apk', 'Accept a tracker, with the reason')
        .example('cat app.apk | $0 scan -', 'Scan standard input')
        .epilogue(exitCodeTable());
    },
    handler: async (said) => {
      const files = [...(said.FILE ?? []), ...((said['--'] as string[] | undefined) ?? [])];
      if (files.length === 0) throw new UsageError('A file is missing.', 'For example: trackerscope scan app.apk');
      if (files.filter((file) => file === '-').length > 1)
        throw new UsageError('Standard input can be read only once.');
      choose({
        command: 'scan',
        told: {
          ...common(said),
          files,
          asOneApp: said['as-one-app'] === true,
          format: said.format,
          output: said.output === '-' ? undefined : said.output,
          allEvidence: said['all-evidence'] === true,
          failOn: parseVerdictList(said['fail-on'] ?? [], verdicts),
          includeFirstParty: said['include-first-party'] === true,
          ignore: parseIgnoreList(said.ignore ?? []),
          rules: said.rules,
          match: said.match,
          depth: said.depth,
          verifySignature: said['verify-signature'] === true,
          quiet: said.quiet === true,
        },
      });
    },
  });

/** Told by its bytes, so that nobody needs to know how the file is called. */
const aboutScan = [
  'Scans each file and reports the trackers inside; - reads standard input. A file may be an APK, a split set (.apks, .xapk, .apkm),',
  'a bundle (AAB), a library (AAR, JAR), a DEX file, or a list of class names, one on each line.',
].join(' ');

const explain = (choose: Choose) =>
  command({
    command: 'explain ID',
    describe: 'Say why a tracker would match, and what is known of it',
    builder: (program) =>
      program
        .positional('ID', idArgument)
        .options({ rules: rulesOption })
        .example('$0 explain leanplum', 'By id')
        .example('$0 explain 28', 'By number in the Exodus database')
        .example('$0 explain "google admob"', 'By name'),
    handler: (said) => choose({ command: 'explain', told: { ...common(said), id: said.ID, rules: said.rules } }),
  });

const rules = (choose: Choose) =>
  command({
    command: 'rules',
    describe: 'List, show, check and import rules',
    builder: (program) =>
      program
        .usage('$0 rules COMMAND\n\nLists, shows, checks and imports rules.')
        .command(rulesList(choose))
        .command(rulesShow(choose))
        .command(rulesLint(choose))
        .command(rulesImport(choose))
        .command(rulesHash(choose))
        .demandCommand(1, 'A command is missing after rules.'),
    handler: () => {},
  });

const rulesList = (choose: Choose) =>
  command({
    command: 'list',
    describe: 'List all trackers that can be found',
    builder: (program) =>
      program
        .options({ rules: rulesOption, format: ruleFormat })
        .example('$0 rules list | grep -i analytics', 'Find rules'),
    handler: (said) =>
      choose({ command: 'rules list', told: { ...common(said), rules: said.rules, format: said.format } }),
  });

const rulesShow = (choose: Choose) =>
  command({
    command: 'show ID',
    describe: 'Show everything that a rule holds',
    builder: (program) =>
      program
        .positional('ID', idArgument)
        .options({ rules: rulesOption, format: ruleFormat })
        .example('$0 rules show leanplum --format json', 'The rule as its file has it'),
    handler: (said) =>
      choose({ command: 'rules show', told: { ...common(said), id: said.ID, rules: said.rules, format: said.format } }),
  });

const rulesLint = (choose: Choose) =>
  command({
    command: 'lint [PATH]',
    describe: 'Check a rules file or folder; exits with 1 when it finds errors',
    builder: (program) =>
      program
        .positional('PATH', { type: 'string', describe: 'Rules file or folder; the built-in rules unless given' })
        .example('$0 rules lint my-rules/', 'Check rules of your own'),
    handler: (said) => choose({ command: 'rules lint', told: { ...common(said), path: said.PATH } }),
  });

const rulesImport = (choose: Choose) =>
  command({
    command: 'import SOURCE FILE',
    describe: 'Turn a tracker list of another project into rule files',
    builder: (program) =>
      program
        .positional('SOURCE', { choices: ['exodus'] as const, demandOption: true, describe: 'Whose form the list has' })
        .positional('FILE', { type: 'string', demandOption: true, describe: 'The list; - reads standard input' })
        .options({
          out: {
            type: 'string',
            requiresArg: true,
            demandOption: true,
            describe: 'Folder for the rule files, made if need be',
          },
          force: { type: 'boolean', describe: 'Replace rule files that exist' },
        })
        .example(
          '$0 rules import exodus trackers.json --out my-rules',
          'From the JSON that Exodus publishes; nothing is downloaded',
        ),
    handler: (said) =>
      choose({
        command: 'rules import exodus',
        told: { ...common(said), file: said.FILE, out: said.out, force: said.force === true },
      }),
  });

const rulesHash = (choose: Choose) =>
  command({
    command: 'hash',
    describe: 'Print name, version, SHA-256 and number of the rules',
    builder: (program) => program.options({ rules: rulesOption }),
    handler: (said) => choose({ command: 'rules hash', told: { ...common(said), rules: said.rules } }),
  });

/** An option that may be given several times. */
const list = { type: 'string', array: true, requiresArg: true } as const;

/** Lets the compiler infer what the builder promises to the handler, and tidies what yargs read. */
function command<Said>(module: CommandModule<object, Said>): CommandModule<object, Said> {
  return { ...module, handler: (said) => module.handler(withDashes(expectOnce(said))) };
}

function common(said: ArgumentsCamelCase<object>): { readonly color: boolean | undefined; readonly debug: boolean } {
  const { color, debug } = said as { color?: boolean; debug?: boolean };
  return { color, debug: debug === true };
}
