/** Equality with `aapt dump badging` on APKs that people install. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { badging, facts, hasAapt } from './aapt.js';
import golden from './golden/aapt-badging.json' with { type: 'json' };

/** The packages hold the APKs, but not all of them export the path. */
const corpus = new URL('../../../../test/node_modules/', import.meta.url);

describe.each(Object.entries(golden.apps))('%s', (path, expected) => {
  const file = fileURLToPath(new URL(path, corpus));

  it('has the package, versions, SDK levels, label and permissions that aapt printed', async () => {
    expect(await facts(await readFile(file))).toEqual({ facts: expected, diagnostics: [] });
  });

  it.runIf(hasAapt)('has those that aapt prints now', () => {
    expect(badging(file)).toEqual(expected);
  });
});
