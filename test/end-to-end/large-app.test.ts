/** An app of 60,000 classes and 200,000 strings is scanned in under two seconds, also on a busy machine. */
import { scan } from '@trackerscope/core/node';
import { rules } from '@trackerscope/ruleset';
import { buildApk } from '@trackerscope/testkit';
import { expect, it } from 'vitest';

it('a DEX of 60,000 classes and 200,000 strings scans in under 2 s', { timeout: 60_000 }, async () => {
  const app = buildApk({
    dex: [
      {
        classes: [
          ...Array.from({ length: 59_999 }, (_, i) => `com/example/p${i % 300}/Class${i}`),
          'com/leanplum/Leanplum',
        ],
        strings: Array.from({ length: 200_000 }, (_, i) => `https://host${i}.example.com/path/${i}`),
      },
    ],
  });
  const started = performance.now();
  const report = await scan(app, { rules });
  const took = performance.now() - started;
  expect(report.coverage).toMatchObject({ classesDefined: 60_000 });
  expect(report.findings.map(({ tracker }) => tracker.id)).toEqual(['leanplum']);
  expect(took).toBeLessThan(2_000);
});
