/** The extractor `text` knows texts by their first bytes, and offers them whole or by pieces. */
import { createHash } from 'node:crypto';
import {
  buildAxml,
  buildClassFile,
  buildDex,
  buildHermes,
  buildProtoXml,
  buildResourceTable,
} from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import type { TextTable } from '../../src/extractors/sink.js';
import { text } from '../../src/extractors/text.js';
import { extractFrom, extractPiecesFrom, textsOf, viewOf } from './extract-from.js';

const bytesOf = (content: string) => new TextEncoder().encode(content);
const wants = (bytes: Uint8Array, name = 'assets/file') => text.wants(viewOf(bytes, { name }));

describe('wants', () => {
  it.each([
    ['assets/www/index.html', '<!DOCTYPE html>\n<html>'],
    ['assets/index.android.bundle', 'var __BUNDLE_START_TIME__=this.nativePerformanceNow'],
    ['res/raw/config', '{"endpoint":"https://api.vendor.com"}'],
    ['res/xml/config.xml', '<?xml version="1.0" encoding="utf-8"?>'],
    ['assets/app.properties', '# comment\r\nhost=api.vendor.com'],
    ['assets/bom.txt', '\ufeffapi.vendor.com'],
    ['assets/cn.txt', '上报地址 https://api.vendor.com'],
    ['assets/cut.txt', 'fifteen letters\u00e4'],
    ['META-INF/services/com.vendor.Spi', 'com.vendor.Impl'],
  ])('%s', (name, content) => {
    expect(wants(bytesOf(content), name)).toBe(true);
  });

  it.each([
    ['little-endian', [0xff, 0xfe, 0x61, 0]],
    ['big-endian', [0xfe, 0xff, 0, 0x61]],
  ])('UTF-16 with a byte order mark, %s', (_, bytes) => {
    expect(wants(Uint8Array.from(bytes))).toBe(true);
  });

  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
  const gif = [...bytesOf('GIF89a'), 0x40, 0, 0x40, 0, 0xf7, 0, 0, 0, 0, 0];
  const webp = [...bytesOf('RIFF'), 0x24, 0x10, 0, 0, ...bytesOf('WEBPVP8 ')];
  const font = [0, 1, 0, 0, 0, 0x12, 1, 0, 0, 4, 0, 0x20];
  const woff = [...bytesOf('wOF2'), 0, 1, 0, 0, 0, 0, 0x20, 0];
  const ogg = [...bytesOf('OggS'), 0, 2, 0, 0, 0, 0, 0, 0];
  const mp3 = [...bytesOf('ID3'), 3, 0, 0, 0, 0, 0x10, 0x20];
  const mp4 = [0, 0, 0, 0x18, ...bytesOf('ftypmp42')];
  const pdf = bytesOf('%PDF-1.4\n1 0 obj\n<<');
  const sqlite = bytesOf('SQLite format 3\0');
  it.each(Object.entries({ png, gif, webp, font, woff, ogg, mp3, mp4, pdf, sqlite }))('not %s', (_, bytes) => {
    expect(wants(Uint8Array.from(bytes))).toBe(false);
  });

  it.each(
    Object.entries({
      'a DEX': buildDex({}),
      'a class file': buildClassFile({ name: 'A' }),
      'binary XML': buildAxml({ name: 'a' }),
      'XML in protocol buffers': buildProtoXml({ name: 'a' }),
      'resources in protocol buffers': buildResourceTable({ package: 'a.b', resources: { 'string/a': 'a' } }),
      'Hermes bytecode': buildHermes({}),
    }),
  )('not %s, which others read', (_, bytes) => {
    expect(wants(bytes)).toBe(false);
  });

  it.each(['META-INF/MANIFEST.MF', 'META-INF/CERT.SF'])('not %s, a list of all entries and their hashes', (name) => {
    expect(wants(bytesOf('Manifest-Version: 1.0\r\n'), name)).toBe(false);
  });

  it('not what is too short for a host', () => {
    expect(wants(bytesOf('a.b'))).toBe(false);
  });

  it('hardly ever what is compressed or encrypted', () => {
    const heads = Array.from({ length: 20_000 }, (_, i) =>
      createHash('sha256').update(`${i}`).digest().subarray(0, 16),
    );
    // One of 32,768 begins like a byte order mark.
    expect(heads.filter((head) => wants(new Uint8Array(head))).length).toBeLessThan(4);
  });
});

it('offers all bytes of a text, where they lie', () => {
  const { texts } = extractFrom(text, bytesOf('see https://api.vendor.com/v1'));
  expect(texts).toEqual([{ text: 'see https://api.vendor.com/v1', offset: 0 }]);
});

it('offers a text that comes in pieces once and in order, and cuts no URL', () => {
  const content = 'var a="https://api.vendor.com/v1/events",b="https://cdn.vendor.com";'.repeat(50);
  for (const length of [7, 64, 1000, content.length]) {
    const { texts } = extractPiecesFrom(text, bytesOf(content), length);
    expect(texts.map((one) => one.text).join('')).toBe(content);
    for (const { text: window, offset } of texts) {
      expect(content.startsWith(window, offset)).toBe(true);
      expect(window).toMatch(/^(?:var|[" ])/);
    }
  }
});

/** UTF-16 with its byte order mark. */
function utf16(content: string, bigEndian: boolean): Uint8Array {
  const units = Buffer.from(`\ufeff${content}`, 'utf16le');
  return new Uint8Array(bigEndian ? units.swap16() : units);
}

describe.each([
  ['little-endian', false],
  ['big-endian', true],
])('a text in %s UTF-16', (_, bigEndian) => {
  const content = 'Grüße, "https://api.vendor.com/v1" 上报 cdn.vendor.com😀 no host here';
  const bytes = utf16(content, bigEndian);
  const expected = ['https://api.vendor.com/v1', 'cdn.vendor.com'].map((host) => ({
    host,
    offset: 2 + content.indexOf(host) * 2,
  }));

  const found = (strings: readonly TextTable[]) =>
    strings.flatMap((table) => textsOf(table).map((host, i) => ({ host, offset: table.offsets[i] })));

  it('gives the runs of ASCII that can hold a host, each with its offset in the file', () => {
    const { strings, texts } = extractFrom(text, bytes);
    expect(texts).toEqual([]);
    expect(found(strings)).toEqual(expected);
  });

  it.each([2, 6, 20, 64])('gives the same in pieces of %i bytes', (length) => {
    expect(found(extractPiecesFrom(text, bytes, length).strings)).toEqual(expected);
  });

  it('that ends in the middle of a unit is read up to there', () => {
    const { strings } = extractFrom(text, bytes.subarray(0, expected[1]!.offset + 9));
    expect(found(strings).at(-1)?.host).toBe('cdn.');
  });
});
