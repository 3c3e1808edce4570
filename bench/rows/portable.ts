/** The portable path (bytes in memory, jszip) ÷ the Node path (reading by position, native inflate), warm. */
import { apiDemos, stfService, uiautomator2 } from '../corpus.js';
import { milliseconds } from '../figures.js';
import { ratios } from '../statistics.js';
import { runWarm } from '../warm-run.js';
import type { Line, Row } from './row.js';

export const portable: Row = {
  id: 'portable',
  measure: (bench) =>
    (bench.short ? [stfService] : [apiDemos, stfService, uiautomator2]).map((app): Line => {
      bench.say(`portable path: ${app.name}`);
      const { portable: anywhere, node } = runWarm(app.path, bench.warmRounds, ['portable', 'node']).runs;
      bench.expect(anywhere.report === node.report, `Expected both paths to report the same of ${app.name}.`);
      return {
        what: 'portable path ÷ Node path',
        subject: app.name,
        value: ratios(anywhere.ms, node.ms),
        unit: '×',
        bar: 4,
        stretch: 2.5,
        detail: `${milliseconds(anywhere.ms)} ÷ ${milliseconds(node.ms)}`,
      };
    }),
};
