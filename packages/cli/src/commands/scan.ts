/** `trackerscope scan`: each file to a report, all reports to one output. */
import type { ScanReport } from '@trackerscope/core';
import { scan } from '@trackerscope/core/node';
import { reporters } from '@trackerscope/reporters';
import { chooseRules } from '../choose-rules.js';
import { type ExitCode, exitCodeOfDiagnostic, mostSerious } from '../exit-codes.js';
import { sayFailure, unknownWord } from '../failure.js';
import type { Io } from '../io.js';
import { pageOf } from '../page-of.js';
import { progressLine } from '../progress-line.js';
import { readStdin } from '../read-stdin.js';
import { UsageError } from '../usage-error.js';
import { expectWritable, isOneOf, writeWhole } from '../write-whole.js';
import type { ScanArguments } from './arguments.js';
import { askedFor } from './fail-on.js';

export async function run(told: ScanArguments, io: Io): Promise<ExitCode> {
  const rules = await chooseRules(told.rules);
  const ignored = Object.keys(told.ignore);
  // Nobody else needs to read all rules.
  const ids = ignored.length === 0 ? [] : rules.trackers.map(({ id }) => id);
  for (const id of ignored) {
    if (!ids.includes(id)) throw unknownWord('--ignore names no tracker', id, ids, 'trackerscope rules list');
  }
  if (told.output !== undefined) {
    await expectWritable(told.output);
    if (await isOneOf(told.output, told.files)) throw new UsageError(`--output ${told.output} would replace an input.`);
  }

  const reports: ScanReport[] = [];
  const exits: ExitCode[] = [];
  for (const file of told.files) {
    const progress = progressLine(file, io);
    try {
      const input = file === '-' ? await readStdin(io) : file;
      const report = await scan(input, {
        rules,
        match: told.match,
        depth: told.depth,
        verifySignature: told.verifySignature,
        allEvidence: told.allEvidence,
        ignore: told.ignore,
        ...(told.quiet
          ? {}
          : { onProgress: ({ entriesDone, entriesTotal }) => progress.show(entriesDone, entriesTotal) }),
      });
      reports.push(report);
      exits.push(exitOf(report, told));
    } catch (failure) {
      progress.clear();
      exits.push(await sayFailure(failure, io, { ...told, about: file === '-' ? 'standard input' : file }));
    }
    progress.clear();
  }
  if (reports.length > 0) await deliver(reports, told, io);
  if (!told.quiet) await remark(reports, told, io);
  return mostSerious(exits);
}

/** What one report asks of the exit code. */
function exitOf(report: ScanReport, told: ScanArguments): ExitCode {
  const gaps = report.diagnostics.map(({ code }) => exitCodeOfDiagnostic(code));
  const limits: ExitCode[] = report.coverage.limitsHit.length > 0 ? [4] : [];
  const findings: ExitCode[] = askedFor(report, told).length > 0 ? [1] : [];
  return mostSerious([...gaps, ...limits, ...findings]);
}

async function deliver(reports: readonly ScanReport[], told: ScanArguments, io: Io): Promise<void> {
  const reporter = reporters.find(({ id }) => id === told.format)!;
  // What goes into a file is no terminal, whatever standard output is.
  const sink = told.output === undefined ? io.stdout : { write: () => {} };
  const env = told.output === undefined ? io.env : {};
  const several = told.files.length > 1;
  const text = reporter.render(reports, { ...pageOf(sink, env, told.color), allEvidence: told.allEvidence, several });
  if (told.output === undefined) io.stdout.write(text);
  else await writeWhole(told.output, text);
}

/** Names on standard error what made `--fail-on` fail, so that a build log says it even when the report went to a file. */
async function remark(reports: readonly ScanReport[], told: ScanArguments, io: Io): Promise<void> {
  const names = reports.flatMap((report) =>
    askedFor(report, told).map(({ tracker, verdict }) => `${tracker.name} (${verdict})`),
  );
  if (names.length === 0) return;
  const { flow } = await import('@trackerscope/reporters');
  const page = pageOf(io.stderr, io.env, told.color);
  io.stderr.write(
    `${flow(page, [`--fail-on ${told.failOn.join(',')}: ${[...new Set(names)].join(', ')}`], 0, 2).join('\n')}\n`,
  );
}
