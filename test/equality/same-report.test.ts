/** Fast, portable and recorded: whatever the way, the same bytes give the same report, to the byte. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDemoApp } from '@trackerscope/examples/demo-app';
import { rules } from '@trackerscope/ruleset';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpus } from '../end-to-end/corpus.js';
import { damaged, refused } from '../malformed/inputs.js';
import { differences } from '../modes/differences.js';
import { reportsOf } from './paths.js';
import { anyApp } from './random-apps.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'equality-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Options = Partial<Parameters<typeof reportsOf>[2]>;

async function expectOneReport(app: Uint8Array, options: Options = {}): Promise<string> {
  const reports = await reportsOf(app, join(folder, 'app.apk'), { rules, ...options });
  const [first, ...others] = Object.entries(reports);
  for (const [name, report] of others) expect(report, `${name} against ${first![0]}`).toBe(first![1]);
  return first![1];
}

const modes = ['default', 'exodus'] as const;
/** Codes of places that exodus-core does not look at, and match mode `exodus` therefore neither. */
const otherPlaces = /^(elf|dotnet|unity|flutter|versions)\//;

describe.each(modes)('in match mode %s', (match) => {
  it.each(Object.entries(corpus))('the real app %s', async (_, path) => {
    const report = await expectOneReport(await readFile(path), { match, verifySignature: match === 'default' });
    expect(report).toContain('"schemaVersion":"1.0"');
  });

  it('the demo app, with all evidence', async () => {
    expect(await expectOneReport(buildDemoApp(), { match, allEvidence: true })).toContain('"leanplum"');
  });

  it.each(Object.entries(damaged))('the fixture %s', async (code, build) => {
    const { app, limits = {}, verifySignature = false } = build();
    const report = await expectOneReport(app, { match, limits, verifySignature });
    if (match === 'default' || !otherPlaces.test(code)) expect(report).toContain(code);
  });

  it.each(Object.entries(refused))('the fixture %s, which none of them takes', async (_, build) => {
    expect(await expectOneReport(build(), { match })).toMatch(/^ScanError/);
  });
});

it.each(differences)('the app that shows where the modes differ: $name', async ({ app }) => {
  for (const match of modes) await expectOneReport(app, { match });
});

it('1,000 random apps, sound and damaged', { timeout: 600_000 }, async () => {
  let found = 0;
  let signed = 0;
  await fc.assert(
    fc.asyncProperty(anyApp, fc.constantFrom(...modes), fc.boolean(), async (app, match, allEvidence) => {
      const report = await expectOneReport(app, { match, allEvidence, verifySignature: allEvidence });
      if (report.includes('"verdict"')) found++;
      if (report.includes('"subject":"CN=Alice"')) signed++;
    }),
    // Making a failing app smaller would take longer than looking at it.
    { numRuns: 1_000, endOnFailure: true },
  );
  // A test of apps in which nothing is found, or which nobody signed, would prove little.
  expect(found).toBeGreaterThan(500);
  expect(signed).toBeGreaterThan(200);
});
