/** Every ByteSource answers alike: bytes, Blob, file, and the window over them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFile } from '../../src/node/from-file.js';
import { nodePlatform } from '../../src/node/platform.js';
import { portablePlatform } from '../../src/portable-platform.js';
import type { ByteSource } from '../../src/source/byte-source.js';
import { fromBlob } from '../../src/source/from-blob.js';
import { fromBytes } from '../../src/source/from-bytes.js';
import { sliceOf } from '../../src/source/slice.js';
import { windowed } from '../../src/source/windowed.js';

const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => i % 251);
let folder = '';
let file: Awaited<ReturnType<typeof openFile>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sources-'));
  await writeFile(join(folder, 'file'), bytes);
  file = await openFile(join(folder, 'file'));
});
afterAll(async () => {
  await file.close();
  await rm(folder, { recursive: true });
});

describe.each<[string, () => ByteSource]>([
  ['fromBytes of a Uint8Array', () => fromBytes(bytes)],
  ['fromBytes of an ArrayBuffer', () => fromBytes(bytes.buffer)],
  ['fromBytes of a Buffer', () => fromBytes(Buffer.from(bytes))],
  ['fromBlob', () => fromBlob(new Blob([bytes]))],
  ['openFile', () => file],
  ['windowed', () => windowed(fromBytes(bytes))],
  ['sliceOf', () => sliceOf(fromBytes(bytes), 0, bytes.length)],
])('%s', (_, source) => {
  it.each([
    ['the beginning', 0, 10],
    ['a range inside', 1000, 70_000],
    ['a range that ends outside', 199_990, 100],
    ['a range past the end', 200_000, 10],
    ['a range before the beginning', -10, 20],
    ['a range far past the end', 2 ** 40, 10],
    ['nothing', 5, 0],
  ])('reads %s', async (_name, offset, length) => {
    const read = await source().read(offset, length);
    expect(read).toEqual(bytes.subarray(offset, offset + length));
    expect(read.constructor).toBe(Uint8Array);
  });

  it('knows its size', () => {
    expect(source().size).toBe(200_000);
  });

  it.each([
    ['Node', nodePlatform],
    ['the browser', portablePlatform],
  ])('has one SHA-256, by %s', async (_name, platform) => {
    // sha256sum of the same bytes.
    expect(await platform.sha256(source())).toBe('e24bc62381f1224fbbb74688663f8f9743b9680b193edd666835e97b06e730eb');
  });
});

describe('openFile', () => {
  it.each([
    ['there is no file', 'missing.apk', 'input/not-found'],
    ['a part of the path is a file', 'file/inside.apk', 'input/not-found'],
    ['it is a directory', '', 'input/is-directory'],
  ])('says so when %s', async (_, name, code) => {
    const path = join(folder, name);
    await expect(openFile(path)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(path),
      advice: expect.any(String),
    });
  });

  it('says so when it is no regular file', async () => {
    await expect(openFile('/dev/null')).rejects.toMatchObject({ code: 'input/unreadable' });
  });
});
