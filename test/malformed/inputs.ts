/** Broken inputs, each named after the code it must produce. */
import type { Code } from '@trackerscope/core';
import { buildApk, buildDex, buildZip, deflatedZeros, nestZip, overwriteU32, truncate } from '@trackerscope/testkit';
import { type DamagedFixtures, leanplum, withFile } from './damaged.js';
import { frameworkInputs } from './framework-inputs.js';
import { nativeInputs } from './native-inputs.js';
import { signingInputs } from './signing-inputs.js';

/** An input of which nothing can be said: the scan throws this code. */
export const refused: Partial<Record<Code, () => Uint8Array>> = {
  'input/empty': () => new Uint8Array(),
  'input/not-an-app': () => new TextEncoder().encode('This is a text file, not an app.\n'),
  'input/no-app-parts': () => buildZip([{ name: 'notes.txt', bytes: 'no app here' }]),
  'zip/no-end-record': () => new TextEncoder().encode('PK\x03\x04 and nothing of an archive after it'),
};

const dex = buildDex(leanplum);

/** Offsets in a DEX header (dex-format, header_item). */
const header = { checksum: 0x08, stringIdsOff: 0x3c, typeIdsOff: 0x44 };

/** Every type of the DEX names the string that the first one names. */
function repeatTypes(whole: Uint8Array): Uint8Array {
  const view = new DataView(whole.buffer, whole.byteOffset);
  const [count, offset] = [view.getUint32(header.typeIdsOff - 4, true), view.getUint32(header.typeIdsOff, true)];
  let repeated = whole;
  for (let i = 1; i < count; i++) repeated = overwriteU32(repeated, offset + 4 * i, view.getUint32(offset, true));
  return repeated;
}

export const damaged: DamagedFixtures = {
  ...nativeInputs,
  ...frameworkInputs,
  ...signingInputs,
  'zip/truncated-directory': () => ({
    app: buildZip(
      [
        { name: 'classes.dex', bytes: dex },
        { name: 'lost.txt', bytes: 'lost' },
      ],
      { cutDirectory: 20 },
    ),
  }),
  'zip/bad-entry': () => ({
    app: buildZip([
      { name: 'classes.dex', bytes: dex },
      { name: 'nowhere.dex', bytes: dex, central: { offset: 0x7fffffff } },
    ]),
  }),
  'zip/bad-data': () => ({
    app: buildZip([
      { name: 'classes.dex', bytes: dex },
      { name: 'classes2.dex', bytes: dex, compressed: new Uint8Array(64).fill(0xff) },
    ]),
  }),
  'zip/size-mismatch': () => ({
    app: buildZip([{ name: 'classes.dex', bytes: dex, central: { size: dex.length + 7 } }]),
  }),
  'zip/unknown-method': () => ({
    app: buildZip([{ name: 'classes.dex', bytes: dex, method: 'stored', both: { method: 99 } }]),
  }),
  'zip/encrypted-flag': () => ({ app: buildZip([{ name: 'classes.dex', bytes: dex, both: { flags: 1 } }]) }),
  'zip/duplicate-name': () => ({
    app: buildZip([
      { name: 'classes.dex', bytes: buildDex({ classes: ['com/example/Main'] }) },
      { name: 'classes.dex', bytes: dex },
    ]),
  }),
  'dex/bad-magic': () => ({ app: withFile('classes2.dex', 'not a DEX at all') }),
  'dex/truncated': () => ({ app: withFile('classes2.dex', truncate(dex, dex.length - 100)) }),
  'dex/bad-offset': () => ({ app: withFile('classes2.dex', overwriteU32(dex, header.stringIdsOff, 0x7ffffff0)) }),
  'dex/checksum': () => ({ app: withFile('classes2.dex', overwriteU32(dex, header.checksum, 0)) }),
  'manifest/missing': () => ({ app: buildApk({ manifest: null, dex: [leanplum] }) }),
  'manifest/unreadable': () => ({
    app: buildZip([
      { name: 'AndroidManifest.xml', bytes: 'neither binary nor text XML' },
      { name: 'classes.dex', bytes: dex },
    ]),
  }),
  'limit/entries': () => ({
    app: buildApk({ dex: [leanplum], files: Array.from({ length: 50 }, (_, i) => ({ name: `${i}`, bytes: '' })) }),
    limits: { maxEntries: 10 },
  }),
  'dex/overlap': () => ({ app: withFile('classes2.dex', repeatTypes(dex)) }),
  'limit/entry-bytes': () => ({
    app: buildZip([
      { name: 'classes.dex', bytes: dex },
      { name: 'classes2.dex', bytes: '', compressed: deflatedZeros(10 * 2 ** 30), central: { size: 10 } },
    ]),
  }),
  'limit/total-bytes': () => ({
    app: buildApk({ manifest: null, dex: [leanplum, leanplum, leanplum] }),
    limits: { maxTotalBytes: dex.length + 1 },
  }),
  'limit/nesting': () => ({ app: withFile('nested.zip', nestZip(dex, 30)) }),
  'limit/matches': () => ({
    app: buildApk({ dex: [{ classes: Array.from({ length: 20 }, (_, i) => `com/leanplum/C${i}`) }] }),
    limits: { maxMatches: 10 },
  }),
  'limit/diagnostics': () => ({
    app: buildApk({
      dex: [leanplum],
      files: Array.from({ length: 20 }, (_, i) => ({ name: `classes${i + 2}.dex`, bytes: 'no DEX' })),
    }),
    limits: { maxDiagnostics: 10 },
  }),
};
