/** Leanplum is found in each place in turn, through both doors, and the report names the place. */
import { type ScanReport, scan } from '@trackerscope/core';
import { scan as scanOnNode } from '@trackerscope/core/node';
import { rules } from '@trackerscope/ruleset';
import { buildApk } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { compile, compilers } from '../../packages/core/test/binary/hermes/hermesc.js';
import { entryOf } from './entry-of.js';
import { appWithoutPlaces, bundle, bundleSource, noPlaces, type Place, places } from './places.js';

const doors = { 'on Node': scanOnNode, anywhere: scan } as const;
const options = { rules, allEvidence: true };

function expectFound(report: ScanReport, app: Uint8Array, { verdict, kind, value, entry, at }: Place): void {
  expect(report.findings.map(({ tracker, verdict: found }) => [tracker.id, found])).toEqual([['leanplum', verdict]]);
  const { matches } = report.findings[0]!;
  expect(matches).toEqual([
    { signature: expect.any(String), kind, value, where: [expect.objectContaining({ entry })] },
  ]);
  const { offset } = matches[0]!.where[0]!;
  if (at === null) {
    expect(offset).toBeUndefined();
    return;
  }
  const bytes = entryOf(app, entry);
  expect(offset).toBeLessThan(bytes.length);
  expect(Buffer.from(bytes.subarray(offset, offset! + at.length)).toString('latin1')).toBe(
    Buffer.from(at).toString('latin1'),
  );
}

describe.each(Object.entries(doors))('%s, an app is found to have Leanplum by', (_, door) => {
  it.each(places)('$name', async (place) => {
    const app = place.app();
    const report = await door(app, options);
    expectFound(report, app, place);
    expect(report.diagnostics.map(({ code }) => code)).toEqual([]);
  });

  it('nothing in pictures, fonts, films, documents and noise, which are not read', async () => {
    const { findings, companies, coverage } = await door(appWithoutPlaces(), options);
    expect({ findings, companies }).toEqual({ findings: [], companies: [] });
    expect(coverage).toMatchObject({ entriesRead: 2, entriesSkipped: Object.keys(noPlaces).length });
  });
});

it('each place says how deep it needs a scan to be', async () => {
  const byDepth: Record<string, string[]> = { dex: [], manifest: [], all: [] };
  for (const place of places) {
    for (const depth of ['dex', 'manifest', 'all'] as const) {
      const { findings } = await scanOnNode(place.app(), { rules, depth });
      if (findings.length === 0) continue;
      byDepth[depth]!.push(place.name);
      break;
    }
  }
  expect(byDepth['dex']).toEqual(places.filter(({ name }) => /DEX|class/.test(name)).map(({ name }) => name));
  expect(byDepth['manifest']).toEqual(['a component', 'a key of meta-data']);
});

if (compilers.length === 0) it.skip('(skipped: the package hermes-engine has no compiler for this platform)');

describe.each(compilers)('compiled by Hermes, version $version', (hermesc) => {
  it('a React Native bundle gives the same trackers as its source', async () => {
    const findingsIn = async (bytes: Uint8Array | string) => {
      const report = await scanOnNode(buildApk({ files: [{ name: bundle, bytes }] }), { rules });
      return report.findings.map(({ tracker, verdict, confidence, hosts }) => ({
        ...{ id: tracker.id, verdict, confidence, hosts },
      }));
    };
    const found = await findingsIn(compile(hermesc, bundleSource));
    expect(found).toEqual(await findingsIn(bundleSource));
    expect(found).toMatchObject([{ id: 'leanplum', hosts: ['api.leanplum.com'] }]);
  });
});
