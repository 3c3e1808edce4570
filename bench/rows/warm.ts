/** In-process and warm: a default scan ÷ reading and natively inflating the same entries, of code and manifest and of all places. */
import { type App, apiDemos, stfService, uiautomator2 } from '../corpus.js';
import { milliseconds } from '../figures.js';
import { ratios } from '../statistics.js';
import { runWarm } from '../warm-run.js';
import type { Bench, Line, Row } from './row.js';

const oneDex = { bar: 1.15, stretch: 1.05 };
const manyDex = { bar: 1.1, stretch: 0.85 };
const allPlaces = { bar: 1.6, stretch: 1.25, embedded: [], floor: 'floor-all' } as const;

export const warm: Row = {
  id: 'warm',
  measure: (bench) =>
    [
      { app: apiDemos, ...oneDex },
      { app: stfService, ...oneDex },
      { app: uiautomator2, ...manyDex },
    ].flatMap(({ app, ...bars }) => [
      lineOf(bench, 'warm scan of DEX + manifest ÷ floor', bench.app('cut', app), { ...bars, embedded: [] }),
      ...(bench.short ? [] : [lineOf(bench, 'warm scan of all places ÷ floor of the same entries', app, allPlaces)]),
    ]),
};

/** What is asked of a line: times to reach, and the trackers that must be found. */
type Asked = Pick<Line, 'bar' | 'stretch'> & {
  readonly embedded: readonly string[];
  readonly floor?: 'floor' | 'floor-all';
};

/** Measures warm scans of one app against the floor. */
export function lineOf(
  bench: Bench,
  what: string,
  app: App,
  { embedded, floor: name = 'floor', ...bars }: Asked,
): Line {
  bench.say(`${what}: ${app.name}`);
  const { [name]: floor, node } = runWarm(app.path, bench.warmRounds, [name, 'node']).runs;
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
