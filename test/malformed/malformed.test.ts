/** Broken inputs give the code they are named after; what is sound in them is still scanned. */
import { type ScanReport, scan } from '@trackerscope/core';
import { scan as scanOnNode } from '@trackerscope/core/node';
import { rules } from '@trackerscope/ruleset';
import { buildApk } from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged, refused } from './inputs.js';

const doors = { portable: scan, node: scanOnNode };

describe.each(Object.entries(doors))('through the %s door', (_, scanThere) => {
  it.each(Object.entries(refused))('%s is thrown, with what to try', async (code, build) => {
    await expect(scanThere(build(), { rules })).rejects.toMatchObject({
      name: 'ScanError',
      code,
      advice: expect.any(String),
    });
  });

  it.each(Object.entries(damaged))('%s is reported, and LeanPlum still found', async (code, build) => {
    const { app, limits = {}, verifySignature = false } = build();
    const report = await scanThere(app, { rules, limits, verifySignature });
    expect(codesOf(report)).toContain(code);
    expect(report.findings.map(({ tracker }) => tracker.id)).toContain('leanplum');
    if (code.startsWith('limit/')) expect(report.coverage.limitsHit).toContain(code);
  });
});

const whole = buildApk({ dex: [{ classes: ['com/leanplum/Leanplum'], strings: ['https://api.leanplum.com'] }] });

describe('an app cut or changed anywhere', () => {
  it('is scanned, or refused with a ScanError', async () => {
    const cutOrChanged = fc.oneof(
      fc.nat(whole.length).map((length) => whole.slice(0, length)),
      fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, byte]) => whole.with(at, byte)),
    );
    await fc.assert(
      fc.asyncProperty(cutOrChanged, async (app) => {
        for (const scanThere of Object.values(doors)) {
          const outcome = await scanThere(app, { rules }).catch((error: unknown) => error);
          if (outcome instanceof Error) expect(outcome.name).toBe('ScanError');
          else expect(codesOf(outcome as ScanReport)).not.toContain('internal/extractor');
        }
      }),
      { numRuns: 300 },
    );
  });
});

function codesOf(report: ScanReport): string[] {
  return report.diagnostics.map(({ code }) => code);
}
