/** Equality with `apksigner verify --print-certs` on APKs that people install. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { nodePlatform } from '../../src/node/platform.js';
import { portablePlatform } from '../../src/portable-platform.js';
import { expectedPrint, hasApksigner, printed } from './apksigner.js';
import golden from './golden/apksigner.json' with { type: 'json' };
import { read, verify } from './read.js';

/** The packages hold the APKs, but not all of them export the path. */
const corpus = new URL('../../../../test/node_modules/', import.meta.url);

describe.each(Object.entries(golden.apps))('%s', (path, expected) => {
  const file = fileURLToPath(new URL(path, corpus));

  it.each([
    ['Node', nodePlatform],
    ['a browser', portablePlatform],
  ])('has the signers and schemes that apksigner printed, as read in %s', async (_, platform) => {
    const { signing, diagnostics } = await read(await readFile(file), {}, platform);
    expect(diagnostics).toEqual([]);
    expect(expectedPrint(signing)).toEqual(expected);
  });

  it('verifies, every signature and every digest', async () => {
    const checks = await verify(await readFile(file));
    expect(checks.map(({ scheme }) => scheme)).toEqual(expected.schemes);
    expect(checks).toEqual(
      checks.map((check) => ({ ...check, signature: 'valid', digests: 'valid', lineage: null, reasons: [] })),
    );
  });

  it.runIf(hasApksigner)('has those that apksigner prints now', () => {
    expect(printed(file)).toEqual(expected);
  });
});
