/** The conformance suite, against both archive readers and both inflaters. */
import { deflateRawSync } from 'node:zlib';
import { buildZip, deflatedZeros, indexOfBytes, nestZip } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import type { Archive, ArchiveEntry } from '../../src/archive/archive.js';
import { openJszip } from '../../src/archive/jszip/open-jszip.js';
import { archiveCases } from './conformance.js';
import { decode, openPortable, readAll, readers } from './open.js';
import { bomb, damaged, longText } from './unreadable-entries.js';

function entryOf(archive: Archive, name: string): ArchiveEntry {
  const entry = archive.entries.find((candidate) => candidate.name === name);
  if (entry === undefined) throw new Error(`no entry ${name}`);
  return entry;
}

describe.each(readers)('%s', (_, open) => {
  it.each(archiveCases)('reads $title', async ({ zip, entries, codes = [] }) => {
    const read = await readAll(await open(zip));
    expect(read.entries).toEqual(entries);
    expect(read.codes.filter((code) => code !== 'zip/jszip-refused')).toEqual(codes);
  });

  it.each(archiveCases)('gives the first bytes of every entry when it reads $title', async ({ zip, entries }) => {
    const archive = await open(zip);
    const heads = await Promise.all(archive.entries.map((entry) => archive.head(entry, 8)));
    expect(heads.map(decode)).toEqual(entries.map(([, text]) => text.slice(0, 8)));
  });

  it('refuses an entry that the directory puts in front of the file, though a header is there to be read', async () => {
    const sound = buildZip([{ name: 'a', bytes: 'text' }]);
    const directoryOffset = indexOfBytes(sound, Uint8Array.of(0x50, 0x4b, 1, 2)) + 5;
    const archive = await open(buildZip([{ name: 'a', bytes: 'text' }], { end: { directoryOffset } }));
    await expect(archive.read(archive.entries[0]!, 100)).rejects.toMatchObject({
      code: 'zip/bad-entry',
      message: expect.stringContaining('offset -5'),
    });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('This is no archive.')],
    ['a ZIP cut before its directory', buildZip([{ name: 'a', bytes: longText, method: 'stored' }]).slice(0, 5000)],
  ])('refuses %s, and says what to try', async (_name, bytes) => {
    await expect(open(bytes, {}, 'split.apk')).rejects.toMatchObject({
      code: 'zip/no-end-record',
      where: [{ entry: 'split.apk' }],
      advice: expect.stringContaining('partial download'),
    });
  });

  it('stops an entry of 10 GiB at the limit, and still reads the one beside it', async () => {
    const archive = await open(bomb);
    await expect(archive.read(entryOf(archive, 'bomb'), 2 ** 20)).rejects.toMatchObject({
      code: 'limit/entry-bytes',
      where: [{ entry: 'bomb' }],
    });
    expect(decode((await archive.read(entryOf(archive, 'world.txt'), 2 ** 20)).bytes)).toBe('world');
  });

  it('stops at the limit where the directory promises less', async () => {
    const zip = buildZip([{ name: 'bomb', bytes: 'x', compressed: deflatedZeros(2 ** 26) }]);
    const archive = await open(zip);
    await expect(archive.read(entryOf(archive, 'bomb'), 2 ** 20)).rejects.toMatchObject({ code: 'limit/entry-bytes' });
  });

  it('reads an entry that is exactly as large as the limit', async () => {
    const archive = await open(buildZip([{ name: 'a', bytes: longText }]));
    expect((await archive.read(entryOf(archive, 'a'), longText.length)).bytes.length).toBe(longText.length);
  });

  it('keeps the beginning of data that breaks off', async () => {
    const archive = await open(damaged);
    const { bytes, diagnostics } = await archive.read(entryOf(archive, 'half'), 2 ** 20);
    expect(bytes.length).toBeGreaterThan(16_000);
    expect(longText.startsWith(decode(bytes))).toBe(true);
    expect(diagnostics).toMatchObject([{ code: 'zip/bad-data', where: [{ entry: 'half' }] }]);
  });

  it('saves every byte before the damage of a small entry', async () => {
    // A stored block (RFC 1951, 3.2.4): five bytes of header, and seven of the text.
    const compressed = deflateRawSync('hello hello', { level: 0 }).subarray(0, 12);
    const archive = await open(buildZip([{ name: 'a', bytes: 'hello hello', compressed }]));
    expect(decode((await archive.read(entryOf(archive, 'a'), 2 ** 20)).bytes)).toBe('hello h');
  });

  it.each([
    ['noise', 'zip/bad-data'],
    ['headless', 'zip/bad-entry'],
  ])('throws for the entry %s alone: %s', async (name, code) => {
    const archive = await open(damaged, {}, 'base.apk');
    await expect(archive.read(entryOf(archive, name), 2 ** 20)).rejects.toMatchObject({
      code,
      where: [{ entry: `base.apk > ${name}` }],
    });
    expect(decode((await archive.read(entryOf(archive, 'world.txt'), 2 ** 20)).bytes)).toBe('world');
  });

  it('lists 65,536 entries', async () => {
    const entries = Array.from({ length: 65_536 }, (_, i) => ({ name: `f${i}`, bytes: '', method: 'stored' as const }));
    const archive = await open(buildZip(entries));
    expect(archive.entries.length).toBe(65_536);
    expect(archive.diagnostics).toEqual([]);
  });

  it('cuts a directory at the limit of entries', async () => {
    const zip = buildZip(['a', 'b', 'c'].map((name) => ({ name, bytes: name })));
    const archive = await open(zip, { maxEntries: 2 });
    expect(archive.entries.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(archive.diagnostics.map(({ code }) => code)).toContain('limit/entries');
  });

  it('opens archives inside archives, one door each', async () => {
    let zip = nestZip(buildZip([{ name: 'deep', bytes: 'found' }]), 3);
    for (let depth = 0; depth < 3; depth++) {
      const archive = await open(zip);
      zip = (await archive.read(entryOf(archive, 'nested.zip'), 2 ** 20)).bytes;
    }
    expect((await readAll(await open(zip))).entries).toEqual([['deep', 'found']]);
  });
});

describe('what jszip cannot do', () => {
  it.each(archiveCases)('is said, or it does it itself, for $title', async ({ zip, jszipRefuses }) => {
    const refusal = (await openPortable(zip)).diagnostics.find(({ code }) => code === 'zip/jszip-refused');
    if (jszipRefuses === undefined) expect(refusal).toBeUndefined();
    else expect(refusal?.message).toContain(jszipRefuses);
  });

  const beyond = archiveCases.filter(({ jszipRefuses, onlyForSafety }) => jszipRefuses !== undefined && !onlyForSafety);
  it.each(beyond)('is still beyond jszip by itself, for $title', async ({ zip, entries }) => {
    const files = await openJszip(zip).catch(() => []);
    const read = await Promise.all(
      files.map(async (file) => [file.name, decode((await file.read(2 ** 24)) ?? new Uint8Array())]),
    );
    expect(read).not.toEqual(expect.arrayContaining(entries as unknown[]));
  });

  it('includes archives larger than the limit for loading whole', async () => {
    const zip = buildZip([{ name: 'a', bytes: 'a' }]);
    const archive = await openPortable(zip, { maxWholeArchiveBytes: zip.length - 1 });
    expect(archive.diagnostics.map(({ code }) => code)).toEqual(['zip/jszip-refused']);
  });
});
