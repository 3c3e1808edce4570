/** Peak memory of the whole command: ÷ the floor script's on real apps, and bounded however large the APK is. */
import { type App, apiDemos, command, uiautomator2 } from '../corpus.js';
import { mebibytes } from '../figures.js';
import { floorScript, interleave, nodeScript, peakMemory } from '../processes.js';
import { ratios, spread } from '../statistics.js';
import type { Bench, Line, Row } from './row.js';

const MB = 1_000_000;

/** What a scan may take that has only 10 MB of code to look at, in MiB. */
const bound = 150;

export const memory: Row = {
  id: 'memory',
  measure: (bench) => [
    ...(bench.short ? [apiDemos] : [apiDemos, uiautomator2]).map((app) => againstFloor(bench, app)),
    ...boundedLines(bench),
  ],
};

function peaks(bench: Bench, app: App): { floor: number[]; ours: number[] } {
  bench.say(`peak memory: ${app.name}`);
  return interleave(Math.ceil(bench.processRounds / 2), {
    floor: () => peakMemory(floorScript(app.path)),
    ours: () => peakMemory(nodeScript(command, 'scan', app.path)),
  });
}

function againstFloor(bench: Bench, app: App): Line {
  const { floor, ours } = peaks(bench, app);
  return {
    what: 'peak memory ÷ floor script',
    subject: app.name,
    value: ratios(ours, floor),
    unit: '×',
    bar: 1.5,
    stretch: 1.2,
    detail: `${mebibytes(ours)} ÷ ${mebibytes(floor)}`,
  };
}

/** The same code in a small and in a large file. */
function boundedLines(bench: Bench): Line[] {
  const sizes = bench.short ? [50 * MB, 400 * MB] : [50 * MB, 2_000 * MB];
  const lines = sizes.map((size): Line => {
    const app = bench.app('filler', size);
    const { ours, floor } = peaks(bench, app);
    const detail = `the floor script takes ${mebibytes(floor)}`;
    return {
      what: 'peak memory',
      subject: app.name,
      value: spread(ours),
      unit: 'MiB',
      bar: bound,
      stretch: null,
      detail,
    };
  });
  const [small, large] = lines.map(({ value }) => value.median) as [number, number];
  bench.expect(
    large - small < 24,
    `Expected memory not to grow with the APK; ${small.toFixed(0)} MiB became ${large.toFixed(0)} MiB for ${sizes[1]! / sizes[0]!} times the file.`,
  );
  return lines;
}
