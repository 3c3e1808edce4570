/** XML in protocol buffers reads as the same document in binary XML does. */
import {
  type AxmlElement,
  buildAxml,
  buildManifest,
  buildProtoManifest,
  buildProtoXml,
  type ManifestInput,
  protoField,
  protoMessage,
} from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { isAxml } from '../../../src/binary/axml/is-axml.js';
import { partOf } from '../../../src/binary/axml/xml-part.js';
import { isProtoXml } from '../../../src/binary/proto/is-proto-xml.js';
import { protoXmlToXml } from '../../../src/binary/proto/proto-xml-to-xml.js';
import { defaultLimits } from '../../../src/limits.js';
import { toXml as axmlToXml } from '../axml/to-xml.js';
import { toXml, xmlns } from './read.js';

const manifest: ManifestInput = {
  package: 'com.example.app',
  label: { reference: 0x7f0b0001 },
  versionName: '1.0',
  versionCode: 7,
  minSdk: 21,
  permissions: ['android.permission.INTERNET'],
  declaredPermissions: { 'com.example.PERMISSION': 2 },
  application: '.App',
  components: [{ kind: 'activity', name: '.Main', metaData: { key: 'value', on: true } }],
};

/** Attributes in another order are the same; binary XML sorts them by id. */
const sorted = (xml: string): string =>
  xml.replace(/(<[^ >]+)((?: [^ =]+="[^"]*")+)/g, (_, tag: string, attributes: string) => {
    return (
      tag +
      attributes
        .match(/ [^ =]+="[^"]*"/g)!
        .sort()
        .join('')
    );
  });

const value = (input: NonNullable<AxmlElement['attributes']>[string]) =>
  /value="(.*?)"/.exec(toXml(buildProtoXml({ name: 'a', attributes: { 'android:value': input } })).xml)?.[1];

describe('a manifest', () => {
  it('reads as it does from binary XML', () => {
    const { xml, codes } = toXml(buildProtoManifest(manifest));
    expect(codes).toEqual([]);
    expect(sorted(xml)).toBe(sorted(axmlToXml(buildManifest(manifest)).xml));
  });

  it('without the names that Android knows by their ids reads the same', () => {
    expect(toXml(buildProtoManifest(manifest, { emptyNames: true })).xml).toBe(toXml(buildProtoManifest(manifest)).xml);
  });

  it('gives the part that is wanted', () => {
    const part = partOf([], { manifest: partOf(['package'], { application: partOf(['label']) }) });
    const bytes = buildProtoManifest(manifest);
    expect(protoXmlToXml(bytes, defaultLimits, () => {}, 'AndroidManifest.xml', part)).toBe(
      `<manifest package="com.example.app" ${xmlns}><application android:label="@7f0b0001"></application></manifest>`,
    );
  });
});

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
    ['nothing', { type: 0, data: 0 }, ''],
  ])('writes %s', (_, input, text) => {
    expect(value(input)).toBe(text);
  });

  it.each([['@7f0b0001'], ['?7f010002'], ['\\@x']])('keeps the text %s apart from a reference', (text) => {
    expect(value(text)).toBe(`\\${text}`);
  });

  it('writes a reference without an id by its name, as text manifests have it', () => {
    const item = protoMessage(protoField(1, protoMessage(protoField(3, 'string/app_name'))));
    const attribute = protoMessage(protoField(2, 'label'), protoField(6, item));
    const root = protoField(1, protoMessage(protoField(3, 'a'), protoField(4, attribute)));
    expect(toXml(root).xml).toBe(`<a label="@string/app_name" ${xmlns}></a>`);
  });

  it('takes the raw text of an attribute without resource id, and the typed value of one with', () => {
    const input = { value: 5, raw: 'raw' };
    const { xml } = toXml(buildProtoXml({ name: 'a', attributes: { 'android:value': input, split: input } }));
    expect(xml).toContain('android:value="5" split="raw"');
  });
});

describe('a document', () => {
  it('may have its fields in any order, and some that are unknown', () => {
    const name = protoField(3, 'a');
    const child = protoField(5, protoField(1, protoField(3, 'b')));
    const attribute = protoField(4, protoMessage(protoField(3, 'w'), protoField(2, 'v')));
    const root = protoField(1, protoMessage(protoField(99, 'unknown'), child, attribute, protoField(98, 7), name));
    expect(toXml(protoMessage(protoField(3, ''), root))).toEqual({ xml: `<a v="w" ${xmlns}><b></b></a>`, codes: [] });
  });

  it('without an element is empty', () => {
    expect(toXml(protoField(2, 'only text'))).toEqual({ xml: '', codes: [] });
  });

  it('has no text between its elements', () => {
    expect(toXml(buildProtoXml({ name: 'a', children: ['text', { name: 'b' }] })).xml).toBe(`<a ${xmlns}><b></b></a>`);
  });

  it('makes every name a name that XML allows', () => {
    const hostile = { name: 'a b><c', attributes: { 'x="1" y': 'z', '': 'w' } };
    expect(toXml(buildProtoXml(hostile)).xml).toBe(`<a_b__c x__1__y="z" attr_00000000="w" ${xmlns}></a_b__c>`);
  });

  it('believes the resource id, not a name that belongs to another', () => {
    const options = { ids: { label: 0x01010003, value: 0x01017777 } };
    const bytes = buildProtoXml({ name: 'a', attributes: { 'android:label': 'x', 'android:value': 'y' } }, options);
    expect(toXml(bytes).xml).toBe(`<a android:name="x" android:attr_01017777="y" ${xmlns}></a>`);
  });
});

describe('the first eight bytes', () => {
  it.each<[string, Uint8Array]>([
    ['a manifest', buildProtoManifest(manifest)],
    ['a long one', buildProtoManifest({ ...manifest, application: 'A'.repeat(70_000) })],
  ])('tell %s', (_, bytes) => {
    expect([isProtoXml(bytes.subarray(0, 8)), isAxml(bytes.subarray(0, 8))]).toEqual([true, false]);
  });

  it.each<[string, Uint8Array]>([
    ['binary XML', buildAxml({ name: 'a' })],
    ['text', new TextEncoder().encode('<manifest/>')],
    ['text behind an empty line', new TextEncoder().encode('\n<manifest/>')],
    ['text behind many empty lines', new TextEncoder().encode('\n\n\n\n\n\n\n\n')],
    ['nothing', new Uint8Array(0)],
  ])('do not take %s for it', (_, bytes) => {
    expect(isProtoXml(bytes.subarray(0, 8))).toBe(false);
  });
});

describe('limits', () => {
  const nested = (depth: number): AxmlElement => ({ name: 'a', children: depth === 1 ? [] : [nested(depth - 1)] });

  it('leaves out elements that lie too deep', () => {
    const { xml, codes } = toXml(buildProtoXml(nested(5)), { maxXmlDepth: 2 });
    expect([xml, codes]).toEqual([`<a ${xmlns}><a></a></a>`, ['limit/xml']]);
  });

  it('stops when the document grows too long, and closes what is open', () => {
    const child: AxmlElement = { name: 'b', attributes: { c: 'x'.repeat(1000) } };
    const { xml, codes } = toXml(buildProtoXml({ name: 'a', children: [child, child, child] }), { maxXmlChars: 2500 });
    const written = `<b c="${'x'.repeat(1000)}"></b>`;
    expect([xml, codes]).toEqual([`<a ${xmlns}>${written}${written}</a>`, ['limit/xml']]);
  });

  it('stops at too many elements and attributes', () => {
    const children = Array.from({ length: 9 }, () => ({ name: 'b', attributes: { c: 'd' } }));
    const { xml, codes } = toXml(buildProtoXml({ name: 'a', children }), { maxXmlNodes: 5 });
    expect([xml.match(/<b/g), codes]).toEqual([['<b', '<b'], ['limit/xml']]);
  });

  it('reads no more bytes than allowed', () => {
    const bytes = buildProtoManifest(manifest);
    expect(toXml(bytes, { maxManifestBytes: bytes.length - 50 }).codes).toContain('limit/xml');
  });
});
