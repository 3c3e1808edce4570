/** The extractor `resource-strings` offers the strings of compiled resources, in either form. */
import { type AxmlElement, buildArsc, buildAxml, buildProtoXml, buildResourceTable } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { resourceStrings } from '../../src/extractors/resource-strings.js';
import { extractFrom, textsOf, viewOf } from './extract-from.js';

const resources = {
  package: 'com.example',
  resources: { 'string/endpoint': 'https://api.vendor.com', 'integer/a': 7 },
};
const arsc = buildArsc(resources);
const layout: AxmlElement = {
  name: 'WebView',
  attributes: { 'android:name': 'https://api.vendor.com' },
  children: [{ name: 'inner', attributes: { url: 'cdn.vendor.com' }, children: ['text between'] }],
};
const axml = buildAxml(layout);
const protoXml = buildProtoXml(layout);
const table = buildResourceTable(resources);

describe('wants', () => {
  it.each([
    ['resources.arsc', arsc],
    ['assets/skin.bin', arsc],
    ['res/layout/main.xml', axml],
    ['r/a.xml', axml],
    ['assets/page', axml],
    ['base/res/xml/config.xml', protoXml],
    ['base/resources.pb', table],
  ])('%s', (name, bytes) => {
    expect(resourceStrings.wants(viewOf(bytes, { name }))).toBe(true);
  });

  it('a layout whose chunk type is nonsense, as protectors write it, when it is named like one', () => {
    const bytes = buildAxml(layout, { fileType: 0x1234 });
    expect(resourceStrings.wants(viewOf(bytes, { name: 'res/layout/main.xml' }))).toBe(true);
    expect(resourceStrings.wants(viewOf(bytes, { name: 'assets/blob' }))).toBe(false);
  });

  it.each(['res/xml/config.xml', 'assets/page.html', 'AndroidManifest.xml'])('not %s when it is text', (name) => {
    expect(resourceStrings.wants(viewOf(new TextEncoder().encode('<a host="api.vendor.com"/>'), { name }))).toBe(false);
  });
});

describe.each([
  ['resources.arsc in UTF-8', 'resources.arsc', arsc],
  ['resources.arsc in UTF-16', 'resources.arsc', buildArsc(resources, { encoding: 'utf16' })],
  ['binary XML in UTF-8', 'res/xml/a.xml', buildAxml(layout, { encoding: 'utf8' })],
  ['binary XML in UTF-16', 'res/xml/a.xml', axml],
  ['XML in protocol buffers', 'base/res/xml/a.xml', protoXml],
  ['resources.pb', 'base/resources.pb', table],
] as const)('%s', (_, name, bytes) => {
  it('gives its texts, each with its offset in the file', () => {
    const { strings, diagnostics } = extractFrom(resourceStrings, bytes, { name });
    const [pool] = strings;
    const at = textsOf(pool!).indexOf('https://api.vendor.com');
    const [first, second] = bytes.subarray(pool!.offsets[at]);
    expect(at).toBeGreaterThanOrEqual(0);
    expect(String.fromCharCode(first!, second === 0 ? bytes[pool!.offsets[at]! + 2]! : second!)).toBe('ht');
    expect(diagnostics).toEqual([]);
  });
});

it('gives the values and texts of XML in protocol buffers, and no names', () => {
  const { strings } = extractFrom(resourceStrings, protoXml, { name: 'base/res/xml/a.xml' });
  expect(textsOf(strings[0]!)).toEqual(['https://api.vendor.com', 'cdn.vendor.com', 'text between']);
});

it('tells what is damaged in a layout, and leaves manifests to the extractor that reads them', () => {
  const cut = axml.subarray(0, 40);
  const codes = (name: string) => extractFrom(resourceStrings, cut, { name }).diagnostics.map(({ code }) => code);
  expect(codes('res/layout/a.xml')).toEqual(['axml/bad-chunk']);
  expect(codes('AndroidManifest.xml')).toEqual([]);
});
