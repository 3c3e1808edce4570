/** Every text of XML in protocol buffers, however deep it lies and whatever is wrong with the bytes. */
import {
  type AxmlElement,
  buildProtoXml,
  concatBytes,
  flipByte,
  protoField,
  protoTag,
  protoVarint,
  truncate,
} from '@trackerscope/testkit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readProtoXmlStrings } from '../../../src/binary/proto/read-xml-strings.js';
import type { Code } from '../../../src/errors.js';
import { defaultLimits, type Limits } from '../../../src/limits.js';
import { textsOf } from '../../extractors/extract-from.js';

function read(bytes: Uint8Array, limits: Partial<Limits> = {}) {
  const codes: Code[] = [];
  const strings = readProtoXmlStrings(bytes, { ...defaultLimits, ...limits }, ({ code }) => codes.push(code), 'x');
  return { texts: textsOf(strings), codes, strings };
}

const root: AxmlElement = {
  name: 'a',
  attributes: { 'android:label': 'first', 'android:exported': true, b: 'second' },
  children: [{ name: 'c', children: ['third', { name: 'd', attributes: { e: 'fourth' } }] }, 'fifth'],
};

it('values that are text, and texts between elements, in file order', () => {
  expect(read(buildProtoXml(root))).toMatchObject({
    texts: ['first', 'second', 'third', 'fourth', 'fifth'],
    codes: [],
  });
});

it('no more texts than the limit', () => {
  expect(read(buildProtoXml(root), { maxTableItems: 2 })).toMatchObject({
    texts: ['first', 'second'],
    codes: ['limit/items'],
  });
});

it('cut at any byte the texts before are there, and it is reported', () => {
  const whole = buildProtoXml(root);
  const all = read(whole).texts;
  // The last six bytes say where the root stood in its source.
  for (let length = 1; length < whole.length - 6; length++) {
    const { texts, codes } = read(truncate(whole, length));
    expect(texts).toEqual(all.slice(0, texts.length));
    expect(codes, `${length} bytes`).toContain('proto/truncated');
  }
});

it('elements that lie 10,000 deep', () => {
  // Built from the inside: each layer is two fields, an element in a node and a node in an element.
  const layers: Uint8Array[] = [protoField(2, 'deepest')];
  let size = layers[0]!.length;
  for (let depth = 0; depth < 10_000; depth++) {
    for (const field of [5, 1]) {
      const head = concatBytes([protoTag(field, 2), protoVarint(size)]);
      layers.push(head);
      size += head.length;
    }
  }
  expect(read(concatBytes(layers.reverse()))).toMatchObject({ texts: ['deepest'], codes: [] });
});

it('mutated anywhere is read without an error, and no text lies outside', () => {
  const whole = buildProtoXml(root);
  const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(changes, (places) => {
      const bytes = places.reduce((changed, [at, mask]) => flipByte(changed, at, mask), whole);
      const { strings } = read(bytes);
      for (let i = 0; i < strings.count; i++) {
        expect(strings.starts[i]! < strings.ends[i]! && strings.ends[i]! <= bytes.length).toBe(true);
        if (i > 0) expect(strings.starts[i]!).toBeGreaterThanOrEqual(strings.ends[i - 1]!);
      }
    }),
    { numRuns: 2_000 },
  );
});
