/** `trackerscope scan`: each app to a report, all reports to one output. */
import { basename } from 'node:path';
import type { ScanReport } from '@trackerscope/core';
import { type NodeScanInput, scan } from '@trackerscope/core/node';
import { reporters } from '@trackerscope/reporters';
import { chooseRules } from '../choose-rules.js';
import { type ExitCode, exitCodeOfDiagnostic, mostSerious } from '../exit-codes.js';
import { sayFailure, unknownWord } from '../failure.js';
import type { Io } from '../io.js';
import { pageOf } from '../page-of.js';
import { progressLine } from '../progress-line.js';
import { readStdin } from '../read-stdin.js';
import { UsageError } from '../usage-error.js';
import { expectWritable, isOneOf, withFilesInside, writeWhole } from '../write-whole.js';
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
    if (await isOneOf(told.output, await withFilesInside(told.files)))
      throw new UsageError(`--output ${told.output} would replace an input.`);
  }

  const reports: ScanReport[] = [];
  const exits: ExitCode[] = [];
  for (const app of appsOf(told)) {
    const progress = progressLine(app.about, io);
    try {
      const report = await scan(await app.open(io), {
        rules,
        match: told.match,
        depth: told.depth,
        verifySignature: told.verifySignature,
        allEvidence: told.allEvidence,
        ignore: told.ignore,
        ...(app.name === undefined ? {} : { name: app.name }),
        ...(told.quiet
          ? {}
          : { onProgress: ({ entriesDone, entriesTotal }) => progress.show(entriesDone, entriesTotal) }),
      });
      reports.push(report);
      exits.push(exitOf(report, told));
    } catch (failure) {
      progress.clear();
      exits.push(await sayFailure(failure, io, { ...told, about: app.about }));
    }
    progress.clear();
  }
  if (reports.length > 0) await deliver(reports, told, io);
  if (!told.quiet) await remark(reports, told, io);
  return mostSerious(exits);
}

/** One app to scan. */
interface App {
  /** What it is called in messages. */
  readonly about: string;
  /** What it is called in its report, where that is not the name of its file. */
  readonly name?: string;
  open(io: Io): Promise<NodeScanInput>;
}

/** Each file is an app, or all are one. */
function appsOf({ files, asOneApp }: ScanArguments): readonly App[] {
  const nameOfStdin = 'stdin';
  if (!asOneApp) {
    return files.map((file) =>
      file === '-'
        ? { about: 'standard input', name: nameOfStdin, open: readStdin }
        : { about: file, open: async () => file },
    );
  }
  const partOf = async (file: string, io: Io) =>
    file === '-' ? { name: nameOfStdin, bytes: await readStdin(io) } : file;
  const [first = ''] = files;
  return [
    {
      about: files.length === 1 ? first : `${first} and ${files.length - 1} more as one app`,
      ...(files.length === 1 && first !== '-' ? { name: basename(first) } : {}),
      open: async (io) => ({ parts: await Promise.all(files.map((file) => partOf(file, io))) }),
    },
  ];
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
  const several = told.files.length > 1 && !told.asOneApp;
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
