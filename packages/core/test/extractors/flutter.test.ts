/** The extractor `flutter` offers what Flutter's assets name: kernel, snapshots, assets, packages. */
import { gzipSync } from 'node:zlib';
import { buildKernel, buildStandardMessage, overwriteU32, truncate } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { flutter } from '../../src/extractors/flutter.js';
import { extractFrom, textsOf, viewOf } from './extract-from.js';

const assets = 'assets/flutter_assets';
const kernel = buildKernel(
  { strings: ['package:vendor_sdk/sdk.dart', 'https://api.vendor.com/'] },
  { strings: ['second'] },
);
const snapshot = new Uint8Array(200);
snapshot.set([0xf5, 0xf5, 0xdc, 0xdc]);
snapshot.set(new TextEncoder().encode('https://api.vendor.com/'), 100);
const manifest = buildStandardMessage(new Map([['packages/vendor_sdk/logo.png', []]]));
const separator = `\n${'-'.repeat(80)}\n`;
const licences = ['vendor_sdk\nother\n\nSee https://api.vendor.com/license', 'firebase_analytics\n\nText'].join(
  separator,
);
const notices = new Uint8Array(gzipSync(licences));

describe('wants', () => {
  it.each([
    [`${assets}/kernel_blob.bin`, kernel],
    ['assets/anything', kernel],
    [`${assets}/isolate_snapshot_data`, snapshot],
    [`${assets}/AssetManifest.bin`, manifest],
    [`${assets}/NOTICES.Z`, notices],
  ])('%s', (name, bytes) => {
    expect(flutter.wants(viewOf(bytes, { name }))).toBe(true);
  });

  it.each([
    ['assets/AssetManifest.bin', manifest],
    ['assets/text.gz', notices],
    [`${assets}/NOTICES.Z`, new TextEncoder().encode('not compressed')],
  ])('not %s', (name, bytes) => {
    expect(flutter.wants(viewOf(bytes, { name }))).toBe(false);
  });
});

it('offers the strings of each component of a kernel file', () => {
  const { strings, diagnostics } = extractFrom(flutter, kernel, { name: `${assets}/kernel_blob.bin` });
  expect(strings.map(textsOf)).toEqual([['package:vendor_sdk/sdk.dart', 'https://api.vendor.com/'], ['second']]);
  expect(diagnostics).toEqual([]);
});

it('offers a snapshot as it is, since nothing tells where a string ends', () => {
  const { texts } = extractFrom(flutter, snapshot, { name: `${assets}/isolate_snapshot_data` });
  expect(texts).toMatchObject([{ offset: 0, text: expect.stringContaining('https://api.vendor.com/') }]);
});

it('offers the names of assets', () => {
  const { strings } = extractFrom(flutter, manifest, { name: `${assets}/AssetManifest.bin` });
  expect(strings.map(textsOf)).toEqual([['packages/vendor_sdk/logo.png']]);
});

describe('licences', () => {
  const name = `${assets}/NOTICES.Z`;

  it('are offered as the packages that they are for, without the hosts in their texts', () => {
    const { strings, texts, diagnostics } = extractFrom(flutter, notices, { name });
    expect(strings.map(textsOf)).toEqual([['vendor_sdk', 'other', 'firebase_analytics']]);
    expect([texts, diagnostics]).toEqual([[], []]);
  });

  it.each([
    ['data that breaks off', truncate(notices, notices.length - 20)],
    ['a frame that is cut', truncate(notices, 12)],
    ['data that is none', notices.map((byte, i) => (i < 10 ? byte : 0xff))],
  ])('with %s are told as damaged', (_, bytes) => {
    expect(extractFrom(flutter, bytes, { name }).diagnostics).toMatchObject([
      { code: 'zip/bad-data', where: [{ entry: name }] },
    ]);
  });

  it('that state 4 GiB take the memory that the data can give', () => {
    const lying = overwriteU32(notices, notices.length - 4, 0xffffffff);
    const started = performance.now();
    const { strings } = extractFrom(flutter, lying, { name });
    expect(strings.map(textsOf)).toEqual([['vendor_sdk', 'other', 'firebase_analytics']]);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('of 100 MB, packed into 100 KB, are looked at as far as 8 MiB', () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(100_000_000)));
    const started = performance.now();
    const budget = { bytesLeft: 1e9 };
    extractFrom(flutter, bomb, { name }, budget);
    expect(1e9 - budget.bytesLeft).toBe(8 * 1024 * 1024);
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});
