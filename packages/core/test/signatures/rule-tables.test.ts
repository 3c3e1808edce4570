/** Compiled rules are one buffer: workers share it, and tables of other rules are not used. */
import { Worker } from 'node:worker_threads';
import { compileRules, type Ruleset, scan } from '@trackerscope/core';
import { buildApk, buildRules } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { packTables, unpackTables } from '../../src/signatures/rule-tables.js';

const rules = buildRules({ id: 'leanplum', code: ['com.leanplum.'], hosts: ['leanplum.com'] });
const app = buildApk({ dex: [{ classes: ['com/leanplum/Leanplum'], strings: ['https://api.leanplum.com/x'] }] });
const found = async (ruleset: Ruleset) =>
  (await scan(app, { rules: ruleset })).findings.map(({ tracker, hosts }) => [tracker.id, ...hosts]);

it('tables come out of the buffer as they went in', () => {
  const kinds = { code: { bytes: Uint8Array.of(1, 2, 3), numbers: Uint32Array.of(4, 2 ** 32 - 1) }, network: {} };
  expect(unpackTables(packTables(kinds, 'abc'), 'abc')).toEqual({ code: kinds.code });
});

describe('a ruleset with tables', () => {
  it('finds what the same rules find without', async () => {
    const tables = compileRules(rules);
    expect(await found({ ...rules, tables })).toEqual([['leanplum', 'api.leanplum.com']]);
    expect(await found({ ...rules, tables })).toEqual(await found(rules));
  });

  it('reads them from memory that threads share', async () => {
    const shared = new SharedArrayBuffer(compileRules(rules).byteLength);
    new Uint8Array(shared).set(new Uint8Array(compileRules(rules)));
    expect(await found({ ...rules, tables: shared })).toEqual(await found(rules));
  });

  it('does not use those of other rules', async () => {
    const others = { ...buildRules({ id: 'other', code: ['com.other.'] }), sha256: 'f'.repeat(64) };
    expect(await found({ ...rules, tables: compileRules(others) })).toEqual(await found(rules));
  });

  it('scans in a worker that was sent rules and tables', async () => {
    const script = `
      import { parentPort, workerData } from 'node:worker_threads';
      import { scan } from '@trackerscope/core';
      const { findings } = await scan(workerData.app, { rules: workerData.rules });
      parentPort.postMessage(findings.map(({ tracker, hosts }) => [tracker.id, ...hosts]));`;
    const tables = compileRules(rules);
    const worker = new Worker(
      new URL(
        `data:text/javascript,${encodeURIComponent(script.replace('@trackerscope/core', import.meta.resolve('@trackerscope/core')))}`,
      ),
      {
        workerData: { app, rules: { ...rules, tables } },
        transferList: [tables],
      },
    );
    const answer = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
    expect(answer).toEqual(await found(rules));
    expect(tables.byteLength).toBe(0);
  });
});
