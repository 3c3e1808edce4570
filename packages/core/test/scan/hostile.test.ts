/** What a scan costs grows with its input alone, also where every text is made to be expensive. */
import { buildApk, buildDex, buildRules, buildZip, overwriteU32 } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { type ScanReport, scan } from '../../src/index.js';

const rules = buildRules({ id: 'vendor', code: ['com.vendor.sdk.', '.vendor.'], hosts: ['vendor.com', 'vendor.*'] });

async function scannedInTime(app: Uint8Array): Promise<ScanReport> {
  const started = performance.now();
  const report = await scan(app, { rules });
  expect(performance.now() - started).toBeLessThan(2_000);
  return report;
}

describe('in linear time are read', () => {
  it.each([
    ['a megabyte of mail addresses', 'me@a.b,'.repeat(150_000)],
    ['a megabyte of labels that begin a pattern', 'vendor.'.repeat(150_000)],
    ['a megabyte of dots', '.'.repeat(1_000_000)],
    ['a megabyte of one host', `${'a'.repeat(1_000_000)}.vendor.com`],
  ])('%s', async (_, text) => {
    const { findings } = await scannedInTime(buildApk({ dex: [{ strings: [text] }] }));
    expect(findings).toEqual([]);
  });

  it('a class name of a megabyte that begins like the signature at each segment', async () => {
    const { findings } = await scannedInTime(
      buildApk({ dex: [{ classes: ['com/vendor/sdkx/'.repeat(60_000).concat('A')] }] }),
    );
    expect(findings.map(({ classes }) => classes.count)).toEqual([1]);
  });

  it('50,000 types that all name the same long class', async () => {
    const types = Array.from({ length: 50_000 }, (_, i) => `t/T${i}`);
    const dex = buildDex({ references: ['com/long/'.repeat(20_000).concat('A'), ...types] });
    const view = new DataView(dex.buffer, dex.byteOffset);
    const offset = view.getUint32(0x44, true);
    const first = view.getUint32(offset, true);
    const repeated = overwriteU32(dex, offset, first);
    const copy = new DataView(repeated.buffer);
    for (let i = 1; i < types.length; i++) copy.setUint32(offset + 4 * i, first, true);
    const { diagnostics } = await scannedInTime(buildZip([{ name: 'classes.dex', bytes: repeated }]));
    expect(diagnostics.map(({ code }) => code)).toContain('dex/overlap');
  });
});

it('archives inside archives share one limit of entries', async () => {
  const inner = buildZip(Array.from({ length: 40 }, (_, i) => ({ name: `${i}.txt`, bytes: '' })));
  const app = buildApk({ dex: [{}], files: Array.from({ length: 5 }, (_, i) => ({ name: `${i}.zip`, bytes: inner })) });
  const { coverage } = await scan(app, { rules, limits: { maxTotalEntries: 100 } });
  expect(coverage.entriesRead + coverage.entriesSkipped).toBeLessThanOrEqual(100);
  expect(coverage.limitsHit).toEqual(['limit/entries']);
});
