/** Lists in Flutter's assets: manifests as JSON and in the standard encoding, licences, snapshots. */
import { gzipSync, inflateRawSync } from 'node:zlib';
import { buildStandardMessage, truncate } from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNotices } from '../../../src/binary/flutter/notices.js';
import { isDartSnapshot, readSnapshotHeader, snapshotTexts } from '../../../src/binary/flutter/snapshot.js';
import { readMessageStrings } from '../../../src/binary/flutter/standard-message.js';
import { gzipMember, isGzip } from '../../../src/binary/gzip.js';
import { allTexts, isInside, readWith } from './read.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('AssetManifest.bin', () => {
  const manifest = new Map([
    ['packages/vendor_sdk/assets/logo.png', [new Map([['asset', 'packages/vendor_sdk/assets/2.0x/logo.png']])]],
    [
      'assets/größe.json',
      [
        new Map<string, string | number>([
          ['asset', 'assets/größe.json'],
          ['dpr', 1.5],
        ]),
      ],
    ],
  ]);
  const bytes = buildStandardMessage(manifest);
  const texts = [
    ...['packages/vendor_sdk/assets/logo.png', 'asset', 'packages/vendor_sdk/assets/2.0x/logo.png'],
    ...['assets/größe.json', 'asset', 'assets/größe.json', 'dpr'],
  ];
  const strings = (of: Uint8Array, limits = {}) => {
    const { result, ...told } = readWith(readMessageStrings, of, limits);
    return { texts: allTexts(result), ...told };
  };

  it('every string is read, keys and values', () => {
    expect(strings(bytes)).toMatchObject({ texts, codes: [] });
  });

  it('values of all other types are skipped', () => {
    const list = [null, true, false, 7, 1.5, Uint8Array.of(7, 7, 7), Float64Array.of(1, 2), 'last'];
    expect(strings(buildStandardMessage(list))).toMatchObject({ texts: ['last'], codes: [] });
  });

  it.each([253, 254, 0xffff, 0x10000])('strings of %d bytes, whose size takes one, three or five', (length) => {
    const text = 'x'.repeat(length);
    expect(strings(buildStandardMessage([text, 'behind']))).toMatchObject({ texts: [text, 'behind'], codes: [] });
  });

  it('a hundred thousand lists in lists cost no stack', () => {
    const deep = new Uint8Array(200_001);
    for (let i = 0; i < 200_000; i += 2) deep.set([12, 1], i);
    expect(strings(deep)).toMatchObject({ texts: [], codes: [] });
  });

  it('cut short anywhere: the whole strings in front are read', () => {
    for (let length = 0; length < bytes.length; length++) {
      const { texts: found, codes } = strings(truncate(bytes, length));
      expect(codes, `${length} bytes`).toEqual(['flutter/bad-manifest']);
      expect(found).toEqual(texts.slice(0, found.length));
    }
  });

  it.each([
    ['a type that does not exist', [12, 2, 7, 1, 0x61, 99, 0]],
    ['a map of 2^32 - 1 entries', [13, 255, 255, 255, 255, 255, 7, 1, 0x61]],
    ['bytes behind the message', [7, 1, 0x61, 0]],
    ['a typed list of 2^32 - 1 numbers', [12, 2, 7, 1, 0x61, 11, 255, 255, 255, 255, 255, 0]],
  ])('%s: what is in front is read', (_, message) => {
    expect(strings(Uint8Array.from(message))).toMatchObject({ texts: ['a'], codes: ['flutter/bad-manifest'] });
  });

  it('more strings than the limit: the first ones are read', () => {
    expect(strings(bytes, { maxTableItems: 2 })).toMatchObject({ texts: texts.slice(0, 2), codes: ['limit/items'] });
  });

  it('any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (any) => {
        expect(isInside(readWith(readMessageStrings, any).result)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('NOTICES', () => {
  const separator = `\n${'-'.repeat(80)}\n`;
  const names = (text: string, maxCount = 100): string[] => allTexts(readNotices(utf8(text), maxCount));
  const notices = [
    'firebase_analytics\nfirebase_core\n\nCopyright 2017\n\nRedistribution and use\n',
    'skia\n\nBSD',
    'http\n\nline\nline\n',
  ].join(separator);

  it('the names in front of each licence are read', () => {
    expect(names(notices)).toEqual(['firebase_analytics', 'firebase_core', 'skia', 'http']);
  });

  it('a licence without names has none', () => {
    expect(names(['no empty line\nfollows here', 'dart\n\ntext'].join(separator))).toEqual(['dart']);
  });

  it('79 or 81 hyphens separate nothing', () => {
    expect(names(`a\n\ntext\n${'-'.repeat(79)}\nb\n\n${'-'.repeat(81)}\nc\n\n`)).toEqual(['a']);
  });

  it('no more names than the limit', () => {
    expect(names(notices, 2)).toEqual(['firebase_analytics', 'firebase_core']);
  });

  it('come out of NOTICES.Z by its frame and any inflater of raw data', () => {
    const packed = new Uint8Array(gzipSync(notices));
    const { data, size } = gzipMember(packed)!;
    const raw = packed.subarray(data.start, data.end);
    const bytes = new Uint8Array(inflateRawSync(raw));
    expect(size).toBe(utf8(notices).length);
    expect(allTexts(readNotices(bytes, 100))).toContain('firebase_analytics');
  });
});

describe('a gzip frame', () => {
  const body = [3, 0];
  const trailer = [0, 0, 0, 0, 5, 0, 0, 0];
  const header = (flags: number, ...fields: number[]) =>
    Uint8Array.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3, ...fields, ...body, ...trailer]);

  it.each([
    ['nothing', header(0), 10],
    ['a name', header(8, 0x61, 0x62, 0), 13],
    ['a comment', header(16, 0x61, 0), 12],
    ['a name and a comment', header(24, 0x61, 0, 0x62, 0), 14],
    ['an extra field', header(4, 3, 0, 9, 9, 9), 15],
    ['a checksum of the header', header(2, 1, 2), 12],
  ])('with %s', (_, bytes, start) => {
    expect(isGzip(bytes)).toBe(true);
    expect(gzipMember(bytes)).toEqual({ data: { start, end: start + 2 }, size: 5 });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['another compression', header(0).with(2, 7)],
    ['a name without end', Uint8Array.from([0x1f, 0x8b, 8, 8, ...Array.from({ length: 30 }, () => 0x61)])],
    ['an extra field past the end', header(4, 0xff, 0xff)],
    ['a header alone', header(0).subarray(0, 12)],
  ])('%s is none', (_, bytes) => {
    expect(gzipMember(bytes)).toBeNull();
  });
});

describe('isolate_snapshot_data', () => {
  const hash = '90b56a561f70cd55e972cb49b79b3d8b';
  const head = Uint8Array.from([0xf5, 0xf5, 0xdc, 0xdc, ...Array.from({ length: 8 }, () => 1), 3, 0, 0, 0, 0, 0, 0, 0]);
  const body = 'product arm64 android\0\x05\x90package:vendor_sdk/client.dart\x81\x20https://vendor.com\0ab';
  const snapshot = new Uint8Array([...head, ...utf8(hash), ...Array.from(body, (letter) => letter.charCodeAt(0))]);

  it('says how it was built', () => {
    expect(isDartSnapshot(snapshot)).toBe(true);
    expect(readSnapshotHeader(snapshot)).toEqual({ kind: 3, versionHash: hash, features: 'product arm64 android' });
  });

  it('cut short anywhere: what is missing is empty', () => {
    for (let length = 4; length < head.length + hash.length; length++) {
      expect(readSnapshotHeader(truncate(snapshot, length))).toMatchObject({ versionHash: '', features: '' });
    }
  });

  it('gives the runs of text in it', () => {
    const texts = allTexts(snapshotTexts(snapshot, 5, 100));
    expect(texts).toEqual([`${hash}product arm64 android`, 'package:vendor_sdk/client.dart', ' https://vendor.com']);
    expect(allTexts(snapshotTexts(snapshot, 2, 2))).toHaveLength(2);
    expect(allTexts(snapshotTexts(snapshot, 2, 100)).at(-1)).toBe('ab');
  });
});
