/** Mode exodus finds what the published signatures, run as regular expressions over real dexdump output, find. */
import { readFileSync } from 'node:fs';
import { scan } from '@trackerscope/core/node';
import { rules } from '@trackerscope/ruleset';
import { buildDex, buildZip } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { dexdump, exodusNamesOf, hasDexdump } from '../../packages/core/test/binary/dex/dexdump.js';
import { dexFilesIn } from '../../packages/core/test/binary/dex/real-apks.js';
import { corpus } from '../end-to-end/corpus.js';

/** Every class that some rule proves itself with, and every near miss: an app of trackers and look-alikes. */
const proofs = rules.trackers.flatMap(({ signatures }) =>
  signatures.code.flatMap(({ hits, misses }) => [...hits, ...misses]),
);
const proofDex = buildDex({ classes: [...new Set(proofs)] });

const names = (dex: Uint8Array) => exodusNamesOf(dexdump(dex).text);

/** What exodus-core would report: no engine of ours, only dexdump and regular expressions. */
function asExodusFinds(listed: ReadonlySet<string>): string[] {
  const text = [...listed].join('\n');
  return rules.trackers
    .filter(({ exodusId, published }) => exodusId !== null && (published.code?.length ?? 0) > 3)
    .filter(({ published }) => new RegExp(published.code!, 'u').test(text))
    .map(({ id }) => id)
    .sort();
}

async function asWeFind(app: Uint8Array): Promise<string[]> {
  const { findings } = await scan(app, { rules, match: 'exodus' });
  return findings.map(({ tracker }) => tracker.id).sort();
}

describe.runIf(hasDexdump)('mode exodus', () => {
  it('agrees with it on an app of every proof and every near miss', async () => {
    const expected = asExodusFinds(names(proofDex));
    expect(expected.length).toBeGreaterThan(400);
    expect(await asWeFind(buildZip([{ name: 'classes.dex', bytes: proofDex }]))).toEqual(expected);
  });

  it.each(Object.entries(corpus))('agrees with it on %s', async (_, path) => {
    const listed = new Set<string>();
    for (const { bytes } of await dexFilesIn(readFileSync(path))) for (const name of names(bytes)) listed.add(name);
    expect(await asWeFind(readFileSync(path))).toEqual(asExodusFinds(listed));
  });
});

it('mode default finds, on the same app, every tracker that has a code pattern', async () => {
  const { findings } = await scan(buildZip([{ name: 'classes.dex', bytes: proofDex }]), { rules });
  const embedded = new Set(findings.filter(({ verdict }) => verdict === 'embedded').map(({ tracker }) => tracker.id));
  const expected = rules.trackers.filter(({ signatures }) => signatures.code.some(({ pattern }) => pattern !== null));
  expect(expected.filter(({ id }) => !embedded.has(id)).map(({ id }) => id)).toEqual([]);
});
