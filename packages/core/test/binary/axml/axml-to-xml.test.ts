/** Binary XML as text: values, names, and the oddities of protected apps that Android lets pass. */
import { type AxmlElement, type AxmlOptions, buildAxml, buildManifest } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { isAxml } from '../../../src/binary/axml/is-axml.js';
import { toXml, xmlns } from './to-xml.js';

const small: AxmlElement = {
  name: 'manifest',
  attributes: { package: 'com.example.app', 'android:versionCode': 7 },
  children: [{ name: 'application', attributes: { 'android:label': 'Example', 'android:debuggable': true } }],
};

const smallXml =
  `<manifest android:versionCode="7" package="com.example.app" ${xmlns}>` +
  '<application android:label="Example" android:debuggable="true"></application></manifest>';

const value = (input: NonNullable<AxmlElement['attributes']>[string]) =>
  /value="(.*?)"/.exec(toXml(buildAxml({ name: 'a', attributes: { 'android:value': input } })).xml)?.[1];

describe('values', () => {
  it.each([
    ['text', 'plain', 'plain'],
    ['an integer', -3, '-3'],
    ['a boolean', false, 'false'],
    ['a hexadecimal integer', { type: 0x11, data: 0x12 }, '0x12'],
    ['a float', { type: 0x04, data: 0x3fc00000 }, '1.5'],
    ['a dimension', { type: 0x05, data: (16 << 8) | 1 }, '16dp'],
    ['a fraction', { type: 0x06, data: (1 << 30) | (2 << 4) }, '12800%'],
    ['a colour', { type: 0x1c, data: 0xff0000ff }, '#ff0000ff'],
    ['a reference', { reference: 0x7f0b0001 }, '@7f0b0001'],
    ['a theme attribute', { type: 0x02, data: 0x7f010002 }, '?7f010002'],
  ])('writes %s', (_, input, text) => {
    expect(value(input)).toBe(text);
  });

  it.each([['@7f0b0001'], ['?7f010002'], ['\\@x']])('keeps the text %s apart from a reference', (text) => {
    expect(value(text)).toBe(`\\${text}`);
  });

  it('escapes what would be markup, and replaces what XML cannot hold', () => {
    expect(value('<&>"\n\u0000\ud800')).toBe('&lt;&amp;&gt;&quot;&#10;\ufffd\ufffd');
  });

  it('reads a long text from either pool', () => {
    const long = 'ä'.repeat(40_000);
    for (const encoding of ['utf8', 'utf16'] as const) {
      expect(toXml(buildAxml({ name: 'a', attributes: { b: long } }, { encoding })).xml).toContain(`b="${long}"`);
    }
  });

  it('takes the raw text of an attribute without resource id, and the typed value of one with', () => {
    const input = { value: 5, raw: 'raw' };
    const { xml } = toXml(buildAxml({ name: 'a', attributes: { 'android:value': input, split: input } }));
    expect(xml).toContain('android:value="5" split="raw"');
  });
});

describe('an ordinary file', () => {
  it.each(['utf8', 'utf16'] as const)('is written as text from a %s pool', (encoding) => {
    expect(toXml(buildAxml(small, { encoding }))).toEqual({ xml: smallXml, codes: [] });
  });
});

describe('what Android lets pass gives the same text, and is not reported', () => {
  it.each<[string, AxmlOptions]>([
    ['names missing from the pool, known by their resource id', { emptyNames: true }],
    ['attributes without a namespace, known by their resource id', { namespaces: 'none' }],
    ['a namespace that is never declared', { namespaces: 'undeclared' }],
    ['chunks of an unknown type', { unknownChunks: true }],
    ['headers with bytes to spare', { extraHeader: 12 }],
    ['attributes that begin later', { attributeStart: 32 }],
    ['attributes with bytes between them', { attributeSize: 28 }],
    ['another type of file', { fileType: 0 }],
  ])('%s', (_, options) => {
    const bytes = buildAxml(small, options);
    expect(isAxml(bytes)).toBe(true);
    expect(toXml(bytes)).toEqual({ xml: smallXml, codes: [] });
  });
});

describe('damage that is read around and reported', () => {
  const only = (kind: string, change: (size: number) => number): AxmlOptions => ({
    statedSize: (chunk, size) => (chunk === kind ? change(size) : size),
  });

  it.each<[string, AxmlOptions, string]>([
    ['a file that states too many bytes', only('file', (size) => size + 100), 'axml/truncated'],
    ['a file that states no bytes', only('file', () => 0), 'axml/bad-chunk'],
    ['zeros between chunks', { padding: new Uint8Array(12) }, 'axml/bad-chunk'],
    ['elements that state a size without their attributes', only('start', () => 36), 'axml/bad-chunk'],
    ['elements that state more bytes than there are', only('start', () => 0x7fffffff), 'axml/truncated'],
    ['ends that state no size', only('end', () => 0), 'axml/bad-chunk'],
    ['a string pool that states more bytes than there are', only('string-pool', () => 0x7fffffff), 'axml/truncated'],
    ['more strings than the pool holds', { pool: { statedCount: () => 0x00ffffff } }, 'axml/bad-chunk'],
    ['more attributes than there are', { attributeCount: (count) => count + 1000 }, 'axml/bad-chunk'],
  ])('%s', (_, options, code) => {
    const { xml, codes } = toXml(buildAxml(small, options));
    expect(xml).toBe(smallXml);
    expect(new Set(codes)).toEqual(new Set([code]));
  });

  it('a text whose offset points past the pool reads as empty', () => {
    const offsets = (true_: readonly number[]) => true_.map((offset, i) => (i === 0 ? 0x7ffffff0 : offset));
    expect(toXml(buildManifest({ package: 'a.b', label: 'Example' }, { pool: { offsets } })).xml).toContain(
      'android:label=',
    );
  });
});

describe('names', () => {
  it('makes every name a name that XML allows', () => {
    const hostile = { name: 'a b><c', attributes: { 'x="1" y': 'z', '': 'w', 'xmlns:android': 'evil' } };
    expect(toXml(buildAxml(hostile)).xml).toBe(
      `<a_b__c x__1__y="z" attr_00000000="w" xmlns_android="evil" ${xmlns}></a_b__c>`,
    );
  });

  it('believes the resource id, not a name that belongs to another', () => {
    const options = { ids: { label: 0x01010003, value: 0x01017777 } };
    const { xml } = toXml(
      buildAxml({ name: 'a', attributes: { 'android:label': 'x', 'android:value': 'y' } }, options),
    );
    expect(xml).toBe(`<a android:name="x" android:attr_01017777="y" ${xmlns}></a>`);
  });

  it('counts the first of two attributes with the same id', () => {
    const options = { ids: { first: 0x01010003, second: 0x01010003 } };
    const attributes = { 'android:first': 'x', 'android:second': 'y' };
    expect(toXml(buildAxml({ name: 'a', attributes }, options)).xml).toBe(`<a android:name="x" ${xmlns}></a>`);
  });
});

describe('limits', () => {
  const nested = (depth: number): AxmlElement => ({ name: 'a', children: depth === 1 ? [] : [nested(depth - 1)] });

  it('leaves out elements that lie too deep', () => {
    const { xml, codes } = toXml(buildAxml(nested(5)), { maxXmlDepth: 2 });
    expect([xml, codes]).toEqual([`<a ${xmlns}><a></a></a>`, ['limit/xml']]);
  });

  it('stops when a shared text makes the document too long, and closes what is open', () => {
    const child: AxmlElement = { name: 'b', attributes: { c: 'x'.repeat(1000) } };
    const { xml, codes } = toXml(buildAxml({ name: 'a', children: [child, child, child] }), { maxXmlChars: 2500 });
    const written = `<b c="${'x'.repeat(1000)}"></b>`;
    expect([xml, codes]).toEqual([`<a ${xmlns}>${written}${written}</a>`, ['limit/xml']]);
  });

  it('leaves out text between elements, which nothing reads and which could be written a thousand times', () => {
    const { xml, codes } = toXml(buildAxml({ name: 'a', children: ['text', { name: 'b' }, 'text'] }));
    expect([xml, codes]).toEqual([`<a ${xmlns}><b></b></a>`, []]);
  });

  it('decodes no more text than may be written, even when nothing of it is', () => {
    const names = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`a${i}`, `${'x'.repeat(1000)}${i}`]));
    const { codes } = toXml(buildAxml({ name: 'a', attributes: names }), { maxXmlChars: 5000 });
    expect(codes).toEqual(['limit/xml']);
  });

  it('reads no more bytes than allowed', () => {
    const bytes = buildAxml(small);
    expect(toXml(bytes, { maxManifestBytes: bytes.length - 100 }).codes).toContain('limit/xml');
  });
});
