/** More rules: a warm scan with 10 and 100 times as many rules ÷ one with the rules as they are; compiling them apart. */
import { apiDemos, stfService, uiautomator2 } from '../corpus.js';
import { milliseconds, significant } from '../figures.js';
import { ratios } from '../statistics.js';
import { runWarm } from '../warm-run.js';
import type { Line, Row } from './row.js';

const factors = [
  { factor: 10, name: 'rules×10', bar: 1.05, stretch: 1.02 },
  { factor: 100, name: 'rules×100', bar: 1.3, stretch: 1.1 },
] as const;

export const rules: Row = {
  id: 'rules',
  measure: (bench) =>
    (bench.short ? [stfService] : [apiDemos, uiautomator2]).flatMap((app) => {
      bench.say(`more rules: ${app.name}`);
      // Its bars are a few hundredths from 1, so that it needs narrower quartiles than the others.
      const rounds = bench.short ? bench.warmRounds : bench.warmRounds * 2;
      const { runs, compileMs } = runWarm(app.path, rounds, ['node', 'rules×10', 'rules×100']);
      return factors.map(({ factor, name, bar, stretch }): Line => {
        const { ms, report } = runs[name];
        bench.expect(
          report === runs.node.report,
          `Expected the same findings with ${factor} times the rules in ${app.name}.`,
        );
        const compiled = `compiling ${significant(compileMs[`×${factor}`]!)} ms instead of ${significant(compileMs['×1']!)} ms`;
        const detail = `${milliseconds(ms)} ÷ ${milliseconds(runs.node.ms)}; ${compiled}`;
        return {
          what: `${factor} times the rules ÷ the rules`,
          subject: app.name,
          value: ratios(ms, runs.node.ms),
          unit: '×',
          bar,
          stretch,
          detail,
        };
      });
    }),
};
