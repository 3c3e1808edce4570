/** Start-up: what the command takes before it has anything to do, beyond `node -e 0`. */
import { command } from '../corpus.js';
import { milliseconds } from '../figures.js';
import { interleave, nodeScript, timeProcess } from '../processes.js';
import { differences } from '../statistics.js';
import type { Line, Row } from './row.js';

export const startUp: Row = {
  id: 'start-up',
  measure(bench) {
    bench.say('start-up');
    const tiny = bench.app('tiny', 0).path;
    const { bare, version, scan } = interleave(bench.processRounds * 2, {
      bare: () => timeProcess([process.execPath, '-e', '0']),
      version: () => timeProcess(nodeScript(command, '--version')),
      scan: () => timeProcess(nodeScript(command, 'scan', tiny)),
    });
    const line = (subject: string, ours: readonly number[]): Line => ({
      what: 'cold start − node -e 0',
      subject,
      value: differences(ours, bare),
      unit: 'ms',
      bar: 60,
      stretch: null,
      detail: `${milliseconds(ours)} − ${milliseconds(bare)}`,
    });
    return [line('trackerscope --version', version), line('trackerscope scan, an app of 600 bytes', scan)];
  },
};
