/** Resources of a bundle are looked up as those of an APK are. */
import {
  type ArscPackage,
  type ArscValue,
  buildArsc,
  buildResourceTable,
  concatBytes,
  type ProtoPackage,
  protoField,
  protoMessage,
  resourceId,
} from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { readResources } from '../../../src/binary/arsc/read-resources.js';
import { defaultLimits } from '../../../src/limits.js';
import { resources } from './read.js';

const app = (entries: ProtoPackage['resources']): ProtoPackage => ({ package: 'com.example.app', resources: entries });

/** The text of `string/a` among others. */
function textOf(value: ProtoPackage['resources'][string], others: ProtoPackage['resources'] = {}): string | null {
  const { lookup, codes } = resources(buildResourceTable(app({ 'string/a': value, ...others })));
  const text = lookup(0x7f010000);
  expect(codes).toEqual([]);
  return text;
}

describe('a resource', () => {
  it.each<[string, ProtoPackage['resources'][string], string | null]>([
    ['text', 'plain', 'plain'],
    ['text with tags', { styled: 'bold', tags: ['b'] }, 'bold'],
    ['an integer', -5, '-5'],
    ['a boolean', true, 'true'],
    ['a colour', { type: 0x1d, data: 0xffff0000 }, '#ffff0000'],
    ['a file', { file: 'res/xml/a.xml' }, 'res/xml/a.xml'],
    ['no value', { type: 0, data: 0 }, null],
    ['several values', { array: ['x', 'y'] }, null],
  ])('that is %s', (_, value, text) => {
    expect(textOf(value)).toBe(text);
  });

  it('that the table does not hold is missing', () => {
    const { lookup } = resources(buildResourceTable(app({ 'string/a': 'x' })));
    expect([0x7f010001, 0x7f020000, 0x02010000, 0].map(lookup)).toEqual([null, null, null, null]);
  });
});

describe('a reference', () => {
  it('is followed to its text, more than once', () => {
    const others = { 'string/b': { reference: 0x7f010002 }, 'string/c': 'found' };
    expect(textOf({ reference: 0x7f010001 }, others)).toBe('found');
  });

  it('in a circle has no text', () => {
    expect(textOf({ reference: 0x7f010001 }, { 'string/b': { reference: 0x7f010000 } })).toBe(null);
  });

  it('is followed for as many references as the limit says', () => {
    const chain = (length: number) =>
      Object.fromEntries(Array.from({ length }, (_, i) => [`string/s${i}`, { reference: 0x7f010002 + i }]));
    const ends = (length: number) => textOf({ reference: 0x7f010001 }, { ...chain(length), 'string/end': 'found' });
    expect([ends(defaultLimits.maxResourceHops - 1), ends(defaultLimits.maxResourceHops)]).toEqual(['found', null]);
  });
});

describe('of several configurations', () => {
  const german: ArscValue = { value: 'deutsch', config: { language: 'de' } };
  const english: ArscValue = { value: 'english', config: { language: 'en', region: 'GB' } };
  const portrait: ArscValue = { value: 'portrait', config: { orientation: 1 } };
  const newer: ArscValue = { value: 'newer', config: { sdk: 31 } };
  const dense: ArscValue = { value: 'dense', config: { density: 480 } };

  it.each<[string, ArscValue[]]>([
    ['the default one counts', [german, newer, { value: 'default' }, english]],
    ['without a default, one without a language', [german, english, newer]],
    ['without that, English', [german, english]],
    ['without that, any', [german]],
    ['of two alike, the first by the bytes of its configuration', [portrait, newer]],
    ['of more alike, too', [dense, portrait, newer]],
  ])('%s, as in resources.arsc', (_, values) => {
    const inArsc = { package: 'com.example.app', resources: { 'string/a': values } };
    const expected = readResources(buildArsc(inArsc), defaultLimits, () => {}, 'resources.arsc').lookup(0x7f010000);
    expect([textOf(values), textOf(values.toReversed())]).toEqual([expected, expected]);
  });
});

describe('a table', () => {
  const first: ArscPackage = { package: 'com.example.app', resources: { 'string/a': 'app', 'integer/b': 1 } };

  it('may hold several packages', () => {
    const library: ArscPackage = {
      package: 'com.example.library',
      packageId: 0x02,
      resources: { 'string/a': 'library' },
    };
    const { lookup } = resources(buildResourceTable([first, library]));
    const ids = [resourceId(first, 'string/a'), resourceId(first, 'integer/b'), resourceId(library, 'string/a')];
    expect(ids.map(lookup)).toEqual(['app', '1', 'library']);
  });

  it('may hold a package twice: the second fills what the first leaves out', () => {
    const more = { ...first, resources: { 'string/a': 'second', 'integer/b': 2, 'string/c': 'more' } };
    const { lookup } = resources(buildResourceTable([first, more]));
    expect([0x7f010000, 0x7f020000, 0x7f010001].map(lookup)).toEqual(['app', '1', 'more']);
  });

  it('may hold its packages, types and entries in any order', () => {
    const id = (number: number) => protoField(1, number);
    const entry = (number: number, text: string) => {
      const item = protoField(2, protoMessage(protoField(1, text)));
      const value = protoField(6, protoMessage(protoField(2, protoMessage(protoField(4, item)))));
      return protoField(3, protoMessage(value, protoField(1, id(number))));
    };
    const type = (number: number, ...entries: Uint8Array[]) =>
      protoField(3, concatBytes([...entries, protoField(1, id(number))]));
    const bytes = protoField(
      2,
      concatBytes([
        type(9, entry(0x8001, 'e'), entry(3, 'd')),
        type(2, entry(1, 'c'), entry(0x200, 'b')),
        protoField(1, id(0x80)),
      ]),
    );
    const { lookup, codes } = resources(bytes);
    const texts = [0x80020001, 0x80020200, 0x80090003, 0x80098001].map(lookup);
    expect([texts, codes]).toEqual([['c', 'b', 'd', 'e'], []]);
  });
});

describe('limits', () => {
  const bytes = buildResourceTable(app({ 'string/a': 'a', 'string/b': 'b', 'string/c': 'c' }));

  it('no more entries are found than allowed', () => {
    const { lookup, codes } = resources(bytes, { maxTableItems: 2 });
    expect([[0x7f010000, 0x7f010001, 0x7f010002].map(lookup), codes]).toEqual([['a', 'b', null], ['limit/items']]);
  });

  it('no more bytes are read than allowed', () => {
    const { lookup, codes } = resources(bytes, { maxResourceBytes: bytes.length - 30 });
    expect(lookup(0x7f010000)).toBe('a');
    expect(codes).toEqual(['limit/resource-bytes', 'proto/truncated']);
  });
});
