/** Sets that are damaged, endless or lie: what can be read is read, in bounded time and memory. */
import { constants, deflateRawSync } from 'node:zlib';
import {
  buildApk,
  buildBundle,
  buildToc,
  buildZip,
  concatBytes,
  deflatedZeros,
  nestZip,
  truncate,
  type ZipEntry,
} from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBuildApksResult } from '../../src/binary/proto/read-build-apks-result.js';
import { type Limits, type ScanReport, scan } from '../../src/index.js';
import { scan as scanOnNode } from '../../src/node/index.js';
import { codesOf, leanplum, refusal, scanBoth } from './scan-both.js';

const app = { package: 'com.example.app' };
const base = buildApk({ manifest: app, dex: [{ classes: ['com/leanplum/Leanplum'] }] });
const splitOf = (name: string) => buildApk({ manifest: { ...app, split: name } });
const entry = (name: string, bytes: Uint8Array, method: 'stored' | 'deflated' = 'stored'): ZipEntry => ({
  name,
  bytes,
  method,
});

async function inTime<Result>(milliseconds: number, work: () => Promise<Result>): Promise<Result> {
  const begun = performance.now();
  const result = await work();
  expect(performance.now() - begun).toBeLessThan(milliseconds);
  return result;
}

describe('a set of many APKs', () => {
  const many = (count: number) => [
    entry('base.apk', base),
    ...Array.from({ length: count }, (_, i) => entry(`splits/${i}.apk`, splitOf(`config.${i}`))),
  ];

  it('is looked at whole, 1,000 of them', async () => {
    const report = await inTime(20_000, () => scanOnNode(buildZip(many(1_000)), { rules: leanplum }));
    expect(report.app.splits).toHaveLength(1_001);
    expect([report.findings.length, report.diagnostics]).toEqual([1, []]);
  });

  it('is looked at up to the limit', async () => {
    const report = await scanBoth(buildZip(many(20)), { limits: { maxParts: 10 } });
    expect(report.app.splits).toHaveLength(10);
    expect(report.coverage.limitsHit).toEqual(['limit/parts']);
    expect(report.coverage.leftOut).toHaveLength(11);
  });

  it('shares one limit of entries', async () => {
    const full = buildApk({
      manifest: { ...app, split: 'full' },
      files: Array.from({ length: 50 }, (_, i) => entry(`${i}`, base)),
    });
    const set = buildZip([entry('a.apk', base), entry('b.apk', full), entry('c.apk', splitOf('c'))]);
    const report = await scanBoth(set, { limits: { maxTotalEntries: 20 } });
    expect(report.coverage.limitsHit).toEqual(['limit/entries']);
    expect(report.findings).toHaveLength(1);
  });
});

describe('a set that inflates without end', () => {
  const begin = deflateRawSync(new TextEncoder().encode('PK\x03\x04'), { finishFlush: constants.Z_FULL_FLUSH });
  const bomb = (name: string, size: number): ZipEntry => ({
    name,
    bytes: '',
    compressed: concatBytes([begin, deflatedZeros(size)]),
    central: { size: 4 + size },
  });

  it('in one APK is read without that APK', async () => {
    const set = buildZip([entry('base.apk', base), bomb('bomb.apk', 2 ** 30)]);
    const report = await scanBoth(set, { limits: { maxEntryBytes: 2 ** 20 } });
    expect(codesOf(report)).toEqual(['limit/entry-bytes']);
    expect(report.findings).toHaveLength(1);
  });

  it('in all APKs together is read up to the limit for one app', async () => {
    const mebibyte = 2 ** 20;
    const set = buildZip([
      entry('base.apk', base),
      ...Array.from({ length: 50 }, (_, i) => bomb(`${i}.apk`, mebibyte)),
    ]);
    const report = await inTime(5_000, () => scanBoth(set, { limits: { maxTotalBytes: 5 * mebibyte } }));
    expect(report.coverage.limitsHit).toEqual(['limit/total-bytes']);
    expect(report.findings).toHaveLength(1);
  });

  it('by what its APKs inflate to is read up to the same limit', async () => {
    const heavy = (name: string) =>
      buildApk({ manifest: { ...app, split: name }, dex: [{ strings: ['x'.repeat(100_000)] }] });
    const set = buildZip(['a', 'b', 'c', 'd'].map((name) => entry(`${name}.apk`, heavy(name), 'deflated')));
    const report = await scanBoth(set, { limits: { maxTotalBytes: 250_000 } });
    expect(codesOf(report)).toContain('limit/total-bytes');
    expect(report.coverage.dexFiles).toBe(2);
  });

  it('by the same bytes under many names is read as far as it has bytes', async () => {
    const shared = entry('0.apk', buildApk({ manifest: app, files: [entry('padding', new Uint8Array(100_000))] }));
    const records = Array.from(
      { length: 2_000 },
      (_, i): ZipEntry => ({
        ...shared,
        name: `${i}.apk`,
        ...(i === 0
          ? {}
          : {
              compressed: new Uint8Array(),
              central: { offset: 0, compressedSize: (shared.bytes as Uint8Array).length },
            }),
      }),
    );
    const report = await inTime(5_000, () => scanBoth(buildZip(records)));
    expect(codesOf(report)).toContain('limit/total-bytes');
    expect(report.app.splits.length).toBeLessThan(10);
  });
});

describe('sets inside of sets', () => {
  const set = buildZip([entry('base.apk', base)]);

  it('are opened down to the limit', async () => {
    const report = await scanBoth(nestZip(set, 3));
    expect(report).toMatchObject({ input: { kind: 'split-set' }, app: { package: 'com.example.app' } });
    expect(report.app.splits[0]?.path).toBe('nested.zip > nested.zip > nested.zip > base.apk');
    expect(report.coverage).toMatchObject({ entriesRead: 2, entriesSkipped: 0, leftOut: [] });
    const limited = await refusal(nestZip(set, 30));
    expect(limited).toMatchObject({ code: 'input/no-app-parts', message: expect.stringContaining('limit/nesting') });
  });

  it('beside the APKs of an app are named, not opened', async () => {
    const report = await scanBoth(buildZip([entry('base.apk', base), entry('more.apks', set)]));
    expect(report.coverage.leftOut).toEqual([{ path: 'more.apks', bytes: set.length, kind: 'file' }]);
  });
});

it('a manifest.json that is deeper than any parser goes is none', async () => {
  const deep = `{"split_apks":${'['.repeat(500_000)}`;
  const set = buildZip([{ name: 'manifest.json', bytes: deep }, entry('base.apk', base)]);
  expect(codesOf(await inTime(5_000, () => scanBoth(set)))).toEqual([]);
});

describe('bytes that were cut or changed', () => {
  const set = buildZip([
    entry('toc.pb', buildToc([{ number: 1, apks: [{ path: 'base.apk', kind: 'split' }] }])),
    entry('base.apk', base),
    entry('config.apk', splitOf('config.en'), 'deflated'),
  ]);
  const bundle = buildBundle({ base: { manifest: app, dex: [{ classes: ['com/leanplum/Leanplum'] }] } });
  const list = new TextEncoder().encode('# classes\ncom.leanplum.Leanplum\nLcom/example/Main;\n');
  const limits: Partial<Limits> = { maxTotalBytes: 2 ** 22 };

  async function expectOutcome(bytes: Uint8Array): Promise<void> {
    for (const door of [scan, scanOnNode]) {
      const outcome = await door(bytes, { rules: leanplum, limits }).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome.name, outcome.stack ?? '').toBe('ScanError');
      else expect(codesOf(outcome as ScanReport)).not.toContain('internal/extractor');
    }
  }

  it.each([
    ['set', set],
    ['bundle', bundle],
    ['list of classes', list],
  ])('of a %s, at every length', { timeout: 60_000 }, async (_, whole) => {
    for (let length = 0; length < whole.length; length += whole.length > 1_000 ? 7 : 1)
      await expectOutcome(truncate(whole, length));
  });

  it.each([
    ['set', set],
    ['bundle', bundle],
    ['list of classes', list],
  ])('of a %s, at random', { timeout: 60_000 }, async (_, whole) => {
    const changed = fc
      .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 10 })
      .map((changes) => changes.reduce((bytes, [at, byte]) => bytes.with(at, byte), whole));
    await fc.assert(fc.asyncProperty(changed, expectOutcome), { numRuns: 200 });
  });

  it('of a table of contents, at random', () => {
    const toc = buildToc([{ number: 1, apks: [{ path: 'base.apk', kind: 'split' }] }], ['assets.apk']);
    const changed = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .array(fc.tuple(fc.nat(toc.length - 1), fc.nat(255)))
        .map((changes) => changes.reduce((bytes, [at, byte]) => bytes.with(at, byte), toc)),
      fc.nat(toc.length).map((length) => truncate(toc, length)),
    );
    fc.assert(
      fc.property(changed, (bytes) => {
        const { variants } = readBuildApksResult(bytes, () => {}, 'toc.pb');
        expect(variants.length).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
