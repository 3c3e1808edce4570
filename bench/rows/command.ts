/** The whole command ÷ the floor script, each a process of its own; with it the peers: figures from elsewhere, or one that runs here. */
import { type App, apiDemos, command, uiautomator2 } from '../corpus.js';
import { milliseconds } from '../figures.js';
import { splitCommand } from '../peer.js';
import { floorScript, interleave, nodeScript, timeProcess } from '../processes.js';
import { inverse, ratios } from '../statistics.js';
import type { Bench, Line, Row } from './row.js';

/**
 * exodus-core with dexdump, whole process, measured on another machine: 2.9 s for a DEX of 7 MB and 5.3 s for 14 MB, where a
 * script that only reads and inflates takes 0.25 s and 0.32 s. Only the ratios can be carried to this machine.
 */
const apps = [
  { app: apiDemos, exodus: 2.9 / 0.25 },
  { app: uiautomator2, exodus: 5.3 / 0.32 },
];

type Samples = { readonly [name in 'floor' | 'ours' | 'everywhere' | 'peer']?: number[] };

export const commandRow: Row = {
  id: 'command',
  measure: (bench) => apps.flatMap(({ app, exodus }) => linesOf(bench, app, exodus)),
};

function linesOf(bench: Bench, app: App, exodus: number): Line[] {
  bench.say(`whole command: ${app.name}`);
  const { peer } = bench;
  const contestants: Record<string, () => number> = {
    floor: () => timeProcess(floorScript(app.path)),
    ours: () => timeProcess(nodeScript(command, 'scan', '--depth', 'manifest', app.path)),
    everywhere: () => timeProcess(nodeScript(command, 'scan', app.path)),
    ...(peer === undefined ? {} : { peer: () => timeProcess(splitCommand(peer, app.path), 'any') }),
  };
  const {
    floor = [],
    ours = [],
    everywhere = [],
    peer: theirs,
  }: Samples = interleave(bench.processRounds, contestants);
  const ratio = ratios(ours, floor);
  const line = { subject: app.name, bar: null, stretch: null };
  return [
    {
      ...line,
      what: 'whole command, code and manifest ÷ floor script',
      value: ratio,
      unit: '×',
      bar: 1.4,
      stretch: 1.1,
      detail: `${milliseconds(ours)} ÷ ${milliseconds(floor)}`,
    },
    {
      ...line,
      what: 'whole command, all places ÷ floor script',
      value: ratios(everywhere, floor),
      unit: '×',
      detail: `${milliseconds(everywhere)} ÷ ${milliseconds(floor)}`,
    },
    {
      ...line,
      what: 'whole command against exodus-core’s figures',
      value: inverse(exodus, ratio),
      unit: '× faster',
      bar: 9,
      stretch: 14,
      detail: `${exodus.toFixed(1)} floors there ÷ ${ratio.median.toFixed(2)} here`,
    },
    ...(theirs ? peerLines(theirs, ours, floor, line) : []),
  ];
}

function peerLines(
  peer: readonly number[],
  ours: readonly number[],
  floor: readonly number[],
  line: Pick<Line, 'subject' | 'bar' | 'stretch'>,
): Line[] {
  return [
    {
      ...line,
      what: 'the peer ÷ floor script',
      value: ratios(peer, floor),
      unit: '×',
      detail: `${milliseconds(peer)} ÷ ${milliseconds(floor)}`,
    },
    {
      ...line,
      what: 'whole command against the peer',
      value: ratios(peer, ours),
      unit: '× faster',
      detail: `${milliseconds(peer)} ÷ ${milliseconds(ours)}`,
    },
  ];
}
