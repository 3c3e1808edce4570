/** The ways from an app to its report, and what they may differ in. */
import { writeFile } from 'node:fs/promises';
import {
  type ReadOptions,
  type ScanOptions,
  type ScanReport,
  scan,
  scanInventory,
  takeInventory,
} from '@trackerscope/core';
import { scan as scanOnNode, takeInventory as takeInventoryOnNode } from '@trackerscope/core/node';

/** Ways to scan the bytes that also lie in the file at `path`. */
const paths: Readonly<Record<string, (app: Uint8Array, path: string, options: ScanOptions) => Promise<ScanReport>>> = {
  'portable, by jszip': (app, _, options) => scan(app, options),
  'from a Blob': (app, _, options) => scan(new Blob([Uint8Array.from(app)]), options),
  'on Node, from a file': (_, path, options) => scanOnNode(path, options),
  'on Node, from bytes': (app, _, options) => scanOnNode(app, options),
  'recorded anywhere': async (app, _, options) => scanInventory(await takeInventory(app, readingOf(options)), options),
  'recorded on Node, and sent to another thread': async (_, path, options) =>
    scanInventory(structuredClone(await takeInventoryOnNode(path, readingOf(options))), options),
};

const readingOf = ({ rules: _rules, allEvidence: _all, ignore: _ignore, ...reading }: ScanOptions): ReadOptions =>
  reading;

/** The report of each path as text, or the error that was thrown instead, and the ones that differ from the first. */
export async function reportsOf(app: Uint8Array, path: string, options: ScanOptions): Promise<Record<string, string>> {
  await writeFile(path, app);
  const reports: Record<string, string> = {};
  for (const [name, scanThere] of Object.entries(paths)) {
    reports[name] = await scanThere(app, path, { ...options, name: 'app.apk' }).then(textOf, String);
  }
  return reports;
}

/** docs/report.md: only the portable way says that jszip gave up, since only there it is asked. */
function textOf(report: ScanReport): string {
  return JSON.stringify({
    ...report,
    diagnostics: report.diagnostics.filter(({ code }) => code !== 'zip/jszip-refused'),
  });
}
