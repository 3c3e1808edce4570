/** A part of a document: only what is wanted is written, and what is left out still counts where it has to. */
import { type AxmlElement, type AxmlOptions, buildAxml } from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partOf } from '../../../src/binary/axml/xml-part.js';
import { toXml, toXmlWithDiagnostics, xmlns } from './to-xml.js';

/** Wants `<a android:name><b package></b></a>`. */
const part = partOf([], { a: partOf(['name'], { b: partOf(['package']) }) });

const document: AxmlElement = {
  name: 'a',
  attributes: { 'android:label': 'left out', 'android:name': 'n' },
  children: [
    { name: 'x', attributes: { 'android:name': 'left out' }, children: [{ name: 'b', children: [{ name: 'b' }] }] },
    'text',
    { name: 'b', attributes: { package: 'p', 'android:name': 'left out' }, children: [{ name: 'a' }, { name: 'x' }] },
    { name: 'b' },
  ],
};

const written = `<a android:name="n" ${xmlns}><b package="p"></b><b></b></a>`;

describe('a part', () => {
  it.each<[string, AxmlOptions]>([
    ['in an ordinary file', {}],
    ['from a UTF-8 pool', { encoding: 'utf8' }],
    ['whose attribute names are missing, but for their resource id', { emptyNames: true }],
    ['whose attributes have no namespace', { namespaces: 'none' }],
    ['among chunks of an unknown type', { unknownChunks: true }],
    ['with headers that have bytes to spare', { extraHeader: 12 }],
    ['with attributes that begin later and have bytes between them', { attributeStart: 32, attributeSize: 28 }],
  ])('is all that is written %s', (_, options) => {
    expect(toXml(buildAxml(document, options), {}, part)).toEqual({ xml: written, codes: [] });
  });

  it('is nothing when another root is wanted', () => {
    expect(toXml(buildAxml({ name: 'x', children: [document] }), {}, part)).toEqual({ xml: '', codes: [] });
  });

  it('ends with the root, also with one that is left out', () => {
    const [first, second] = [buildAxml({ name: 'x' }), buildAxml(document)];
    const bytes = new Uint8Array([...first, ...second.subarray(8)]);
    new DataView(bytes.buffer).setUint32(4, bytes.length, true);
    expect(toXml(bytes, {}, part).xml).toBe('');
  });
});

describe('what is left out', () => {
  const nested = (depth: number): AxmlElement => ({ name: 'x', children: depth === 1 ? [] : [nested(depth - 1)] });
  const withNested: AxmlElement = { name: 'a', children: [nested(5), { name: 'b' }, nested(5)] };

  it('counts as depth, and each element that goes too deep is reported', () => {
    const { xml, codes } = toXml(buildAxml(withNested), { maxXmlDepth: 3 }, part);
    expect([xml, codes]).toEqual([`<a ${xmlns}><b></b></a>`, ['limit/xml', 'limit/xml']]);
  });

  it.each([
    ['elements', nested(20)],
    ['attributes', { name: 'x', attributes: Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`n${i}`, i])) }],
    ['attributes further in', { name: 'x', children: [{ name: 'x', attributes: { a: 1, b: 2, c: 3, d: 4, e: 5 } }] }],
  ])('counts as elements and attributes: %s', (_, child: AxmlElement) => {
    const bytes = buildAxml({ name: 'a', children: [child, { name: 'b' }] });
    expect(toXml(bytes, { maxXmlNodes: 6 }, part)).toEqual({ xml: `<a ${xmlns}></a>`, codes: ['limit/xml'] });
  });

  it('costs no characters', () => {
    const child = { name: 'x', attributes: { 'android:name': 'x'.repeat(1000) } };
    const bytes = buildAxml({ name: 'a', attributes: { 'android:label': 'y'.repeat(1000) }, children: [child] });
    expect(toXml(bytes, { maxXmlChars: 200 }, part)).toEqual({ xml: `<a ${xmlns}></a>`, codes: [] });
  });

  it('costs characters where its name has to be decoded', () => {
    const bytes = buildAxml({ name: 'a', children: [{ name: 'x'.repeat(1000) }] });
    expect(toXml(bytes, { maxXmlChars: 200 }, part).codes).toEqual(['limit/xml']);
  });

  it('is reported like what is written, however it is damaged', () => {
    const whole = buildAxml(document);
    const change = fc.tuple(
      fc.nat(whole.length / 4 - 1),
      fc.oneof(fc.nat(64), fc.constantFrom(0x00100102, 0x00100103)),
    );
    const none = partOf([]);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 5 }), (list, depth) => {
        const bytes = whole.slice();
        for (const [word, value] of list) new DataView(bytes.buffer).setInt32(word * 4, value, true);
        const read = (wanted?: typeof part) => toXmlWithDiagnostics(bytes, { maxXmlDepth: depth }, wanted).diagnostics;
        expect(read(part)).toEqual(read());
        expect(read(none)).toEqual(read());
      }),
      { numRuns: 2000 },
    );
  });
});
