/** Properties: no bytes make a reader throw anything but ScanError or run away; on honest archives the readers agree. */
import { deflateRawSync } from 'node:zlib';
import { buildZip, flipByte, insert, overwriteU16, overwriteU32, truncate, type ZipEntry } from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isScanError } from '../../src/errors.js';
import { type Open, openNode, openPortable, readAll, readers } from './open.js';

const entry: fc.Arbitrary<ZipEntry> = fc.record(
  {
    name: fc.string({ minLength: 1, maxLength: 20 }).filter((name) => !name.endsWith('/')),
    bytes: fc.uint8Array({ maxLength: 300 }),
    method: fc.constantFrom('stored' as const, 'deflated' as const),
    descriptor: fc.constantFrom('signed' as const, 'bare' as const),
    zip64: fc.boolean(),
  },
  { requiredKeys: ['name', 'bytes', 'method'] },
);
const zip = fc
  .tuple(
    fc.uniqueArray(entry, { selector: ({ name }) => name, maxLength: 8 }),
    fc.record({ zip64: fc.boolean(), comment: fc.string({ maxLength: 30 }) }),
  )
  .map(([entries, options]) => ({ entries, bytes: buildZip(entries, options) }));

/** A few edits, anywhere: a byte, a 16-bit or 32-bit number that counts or points, an end. */
const edits = fc.array(
  fc.tuple(
    fc.constantFrom('flip', 'u16', 'u32', 'cut'),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(0xffffffff),
  ),
  { minLength: 1, maxLength: 4 },
);

function apply(bytes: Uint8Array, [kind, place, value]: [string, number, number]): Uint8Array {
  const at = Math.floor(place * Math.max(0, bytes.length - 4));
  if (bytes.length < 4) return bytes;
  if (kind === 'flip') return flipByte(bytes, at, value & 0xff);
  if (kind === 'u16') return overwriteU16(bytes, at, value & 0xffff);
  return kind === 'u32' ? overwriteU32(bytes, at, value) : truncate(bytes, at);
}

/** Opens, and touches every entry both ways; what is thrown must be a ScanError. */
async function survive(open: Open, bytes: Uint8Array): Promise<void> {
  const onlyScanErrors = (error: unknown) => {
    if (!isScanError(error)) throw error;
    return undefined;
  };
  const archive = await open(bytes).catch(onlyScanErrors);
  for (const one of archive?.entries ?? []) {
    await (async () => archive?.head(one, 8))().catch(onlyScanErrors);
    const read = await archive?.read(one, 4096).catch(onlyScanErrors);
    expect(read?.bytes.length ?? 0).toBeLessThanOrEqual(4096);
  }
}

describe.each(readers)('%s', (_, open) => {
  it('survives random bytes, with an end record among them or not', async () => {
    const bytes = fc.tuple(
      fc.uint8Array({ maxLength: 300 }),
      fc.boolean(),
      fc.uint8Array({ minLength: 18, maxLength: 18 }),
    );
    await fc.assert(
      fc.asyncProperty(bytes, ([noise, withEnd, end]) =>
        survive(open, withEnd ? Uint8Array.of(...noise, 0x50, 0x4b, 5, 6, ...end) : noise),
      ),
      { numRuns: 300 },
    );
  });

  it('survives edited archives', async () => {
    await fc.assert(
      fc.asyncProperty(zip, edits, ({ bytes }, changes) => survive(open, changes.reduce(apply, bytes))),
      { numRuns: 500 },
    );
  });
});

describe('honest archives', () => {
  it('read the same from both readers, entry for entry as they were built', async () => {
    await fc.assert(
      fc.asyncProperty(zip, async ({ entries, bytes }) => {
        const expected = entries.map(({ name, bytes: content }) => [
          name,
          new TextDecoder('latin1').decode(content as Uint8Array),
        ]);
        for (const open of [openPortable, openNode])
          expect((await readAll(await open(bytes))).entries).toEqual(expected);
      }),
    );
  });
});

describe('archives made to cost time', () => {
  const long = 'n'.repeat(60_000);
  const shared = (offset: number): ZipEntry => ({
    name: 'a',
    bytes: '',
    central: { offset, size: 10, compressedSize: 1000 },
  });

  it('share one local header with a long name among thousands of records', async () => {
    const first: ZipEntry = { name: long, bytes: 'x' };
    const zipBytes = buildZip([first, ...Array.from({ length: 30_000 }, () => shared(0))]);
    const started = performance.now();
    await openPortable(zipBytes);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('make jszip loop for ever, by a field of length -6 in a longer ZIP64 end record', async () => {
    const bytes = buildZip([{ name: 'a', bytes: 'a' }], { zip64: true });
    const locator = bytes.length - 22 - 20;
    const longer = insert(bytes, locator, Uint8Array.of(0, 0, 0xfa, 0xff, 0xff, 0xff));
    const archive = await openPortable(overwriteU32(longer, locator - 56 + 4, 44 + 6));
    expect(archive.diagnostics[0]?.message).toContain('states 50 bytes instead of 44');
    expect((await readAll(archive)).entries).toEqual([['a', 'a']]);
  });

  it('hide the head of every entry behind the same megabyte of empty blocks', async () => {
    const empty = new Uint8Array(1_000_000).map((_, i) => (i % 5 < 3 ? 0 : 0xff));
    const holder: ZipEntry = { name: 'a', bytes: '', compressed: empty };
    const sharing = Array.from(
      { length: 5000 },
      (): ZipEntry => ({ name: 'b', bytes: '', central: { offset: 0, compressedSize: 1_000_000 } }),
    );
    const archive = await openNode(buildZip([holder, ...sharing]));
    const started = performance.now();
    for (const one of archive.entries) await archive.head(one, 8);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  const fourMegabytes = new Uint8Array(4_000_000);
  const sharedByThousands: readonly (readonly [string, ZipEntry])[] = [
    ['damaged', { name: 'a', bytes: '', compressed: fourMegabytes.map(() => 0xff) }],
    ['stored', { name: 'a', bytes: fourMegabytes, method: 'stored' }],
    ['deflated', { name: 'a', bytes: fourMegabytes, compressed: deflateRawSync(fourMegabytes, { level: 0 }) }],
  ];

  it.each(
    readers.flatMap(([reader, open]) => sharedByThousands.map(([kind, holder]) => ({ reader, open, kind, holder }))),
  )('let thousands of entries share megabytes of $kind data, and $reader stops', async ({ open, holder }) => {
    const { name, method = 'deflated', compressed = fourMegabytes } = holder;
    const central = { offset: 0, compressedSize: compressed.length, size: fourMegabytes.length };
    const sharing: ZipEntry = { name, bytes: '', method, compressed: new Uint8Array(), central };
    const archive = await open(buildZip([holder, ...Array.from({ length: 5000 }, () => sharing)]));
    let read = 0;
    const codes = new Set<string>();
    for (const one of archive.entries) {
      await archive.read(one, 5_000_000).then(
        ({ bytes }) => (read += bytes.length),
        (error) => codes.add(error.code),
      );
    }
    expect(codes).toContain('limit/total-bytes');
    expect(read).toBeLessThan(10 * fourMegabytes.length);
  });

  it('hold so many small entries that a stream for each would take half a minute', async () => {
    const central = { offset: 0, compressedSize: 20, size: 11 };
    const sharing: ZipEntry = { name: 'b', bytes: '', compressed: new Uint8Array(), central };
    const archive = await openPortable(
      buildZip([{ name: 'a', bytes: 'hello hello' }, ...Array.from({ length: 30_000 }, () => sharing)]),
    );
    const started = performance.now();
    for (const one of archive.entries) await archive.read(one, 1000);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('are made of nothing but signatures', async () => {
    const records = new Uint8Array(8_000_000).map((_, i) => [0x50, 0x4b, 1, 2][i % 4] ?? 0);
    const ends = new Uint8Array(70_000).map((_, i) => [0x50, 0x4b, 5, 6][i % 4] ?? 0);
    const started = performance.now();
    for (const bytes of [records, ends]) await survive(openNode, bytes);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
