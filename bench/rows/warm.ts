/** In-process and warm: a default scan ÷ reading and natively inflating the same DEX entries and manifest. */
import { type App, apiDemos, stfService, uiautomator2 } from '../corpus.js';
import { milliseconds } from '../figures.js';
import { ratios } from '../statistics.js';
import { runWarm } from '../warm-run.js';
import type { Bench, Line, Row } from './row.js';

const oneDex = { bar: 1.15, stretch: 1.05 };
const manyDex = { bar: 1.1, stretch: 0.85 };
const none = { bar: null, stretch: null };

export const warm: Row = {
  id: 'warm',
  measure: (bench) =>
    [
      { app: apiDemos, ...oneDex },
      { app: stfService, ...oneDex },
      { app: uiautomator2, ...manyDex },
    ].flatMap(({ app, ...bars }) => [
      lineOf(bench, 'warm scan of DEX + manifest ÷ floor', bench.app('cut', app), { ...bars, embedded: [] }),
      // Here the floor does not read what it has no use for; the scan hashes the file and looks into every entry.
      ...(bench.short ? [] : [lineOf(bench, 'warm scan of the whole file ÷ floor', app, { ...none, embedded: [] })]),
    ]),
};

/** What is asked of a line: times to reach, and the trackers that must be found. */
type Asked = Pick<Line, 'bar' | 'stretch'> & { readonly embedded: readonly string[] };

/** Measures warm scans of one app against the floor. */
export function lineOf(bench: Bench, what: string, app: App, { embedded, ...bars }: Asked): Line {
  bench.say(`${what}: ${app.name}`);
  const { floor, node } = runWarm(app.path, bench.warmRounds, ['floor', 'node']).runs;
  bench.expect(
    node.embedded.join() === embedded.join(),
    `Expected [${embedded.join()}] to be embedded in ${app.name}; found [${node.embedded.join()}].`,
  );
  return {
    what,
    subject: app.name,
    value: ratios(node.ms, floor.ms),
    unit: '×',
    ...bars,
    detail: `${milliseconds(node.ms)} ÷ ${milliseconds(floor.ms)}`,
  };
}
