/** Real DEX files read as Debian's dexdump reads them: by numbers that were recorded, and live where dexdump is installed. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dexdumpListing } from '../../../src/extractors/dexdump-listing.js';
import { compareCodeUnits } from '../../../src/order.js';
import { extractFrom } from '../../extractors/extract-from.js';
import { classesOf, dexdump, exodusNamesOf, hasDexdump } from './dexdump.js';
import { definedIn, read } from './read.js';
import { type DexEntry, dexFilesOf, realApks } from './real-apks.js';

const golden = JSON.parse(readFileSync(new URL('./golden/real-apks.json', import.meta.url), 'utf8')) as {
  readonly apks: Readonly<Record<string, { dexFiles: number; classes: Digest; listed: Digest }>>;
};

interface Digest {
  readonly count: number;
  readonly sha256: string;
}

const digest = (names: Iterable<string>): Digest => {
  const sorted = [...names].sort(compareCodeUnits);
  return { count: sorted.length, sha256: createHash('sha256').update(sorted.join('\n')).digest('hex') };
};

const classNames = (dex: DexEntry): string[] => definedIn(read(dex.bytes).files);

const listedNames = (dex: DexEntry): ReadonlySet<string> => extractFrom(dexdumpListing, dex.bytes, dex).listed;

describe.each(realApks)('%s %s', (packageName, path, classes) => {
  const files = dexFilesOf(packageName, path);

  it(`defines ${classes} classes, and nothing in it is damaged`, async () => {
    const readings = (await files).map(({ bytes }) => read(bytes));
    expect(readings.flatMap((it) => definedIn(it.files))).toHaveLength(classes);
    expect(readings.flatMap((it) => it.diagnostics)).toEqual([]);
  });

  it('has the DEX files, classes and listed names that dexdump showed when the golden file was made', async () => {
    expect({
      dexFiles: (await files).length,
      classes: digest((await files).flatMap(classNames)),
      listed: digest(new Set((await files).flatMap((dex) => [...listedNames(dex)]))),
    }).toEqual(golden.apks[basename(path)]);
  });

  it.runIf(hasDexdump)('has the classes and listed names that dexdump shows now', { timeout: 120_000 }, async () => {
    for (const dex of await files) {
      const { text } = dexdump(dex.bytes);
      expect(classNames(dex)).toEqual(classesOf(text));
      expect(listedNames(dex)).toEqual(exodusNamesOf(text));
    }
  });
});
