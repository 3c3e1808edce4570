/** A JavaScript bundle of 100 MB on one line: the same hits through both doors, in memory and time that its size does not decide. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ScanReport, scan } from '@trackerscope/core';
import { scan as scanOnNode } from '@trackerscope/core/node';
import { buildApk, buildRules } from '@trackerscope/testkit';
import { afterAll, expect, it } from 'vitest';

const MiB = 1024 * 1024;
const size = 100 * MiB;
const folder = mkdtempSync(join(tmpdir(), 'large-text-'));
afterAll(() => rmSync(folder, { recursive: true }));

const rules = buildRules({ id: 'vendor', hosts: ['vendor.com'] });

/** Where hosts stand: around every tenth end of a piece, so that each part of one lies across it once. */
const url = '"https://api.vendor.com/v1/events",';
const offsets = Array.from({ length: 10 }, (_, i) => (i + 1) * 10 * MiB - 4 * i);

/** Statements of a minified bundle, and the hosts. */
function bundleOf(length: number): Uint8Array {
  const filler = Buffer.from('!function(t,e){var n=e.i(t,"a.b.c"),r=1.5*n.length;e.x=r}(this,module),');
  const bytes = Buffer.alloc(length, filler);
  for (const offset of offsets) bytes.write(url, offset - 4);
  return bytes;
}

/** Scans, and says what it found, how long it took, and how many bytes buffers grew by at most. */
async function measured(run: () => Promise<ScanReport>) {
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const clock = setInterval(() => {
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }, 5);
  const started = performance.now();
  const report = await run();
  clearInterval(clock);
  return { report, most, took: performance.now() - started };
}

it('is read in pieces, with each host where it stands', { timeout: 120_000 }, async () => {
  const file = join(folder, 'app.apk');
  const app = buildApk({ files: [{ name: 'assets/index.android.bundle', bytes: bundleOf(size) }] });
  writeFileSync(file, app);
  const options = { rules, name: 'app.apk', allEvidence: true };
  const node = await measured(() => scanOnNode(file, options));
  const portable = await measured(() => scan(app, options));

  const [match, ...others] = node.report.findings[0]!.matches;
  expect(others).toEqual([]);
  expect(match?.where.map(({ offset }) => offset)).toEqual(offsets.map((offset) => offset - 4 + url.indexOf('api')));
  expect(portable.report).toEqual(node.report);
  for (const { most, took } of [node, portable]) {
    // Pieces that nobody holds any more are counted until they are collected.
    expect(most).toBeLessThan(0.7 * size);
    expect(took).toBeLessThan(20_000);
  }
});
