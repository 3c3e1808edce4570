/** Protocol buffers that are cut, mutated or made to be slow: reading ends soon, throws nothing and tells what is wrong. */
import {
  buildBundleConfig,
  buildProtoManifest,
  buildResourceTable,
  concatBytes,
  protoField,
  protoMessage,
  protoTag,
  protoVarint,
  truncate,
} from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBundletoolVersion } from '../../../src/binary/proto/read-bundle-config.js';
import { defaultLimits } from '../../../src/limits.js';
import { parseManifest } from '../../../src/manifest/parse-manifest.js';
import { resources, strings, toXml } from './read.js';

const manifest = buildProtoManifest({
  package: 'com.example.app',
  label: { reference: 0x7f0b0001 },
  versionCode: 1,
  permissions: ['android.permission.INTERNET'],
  components: [{ kind: 'activity', name: '.Main', metaData: { key: 'value' } }],
});
const wholeXml = toXml(manifest).xml;

const table = buildResourceTable({
  package: 'com.example.app',
  resources: {
    'string/a': [{ value: 'text' }, { value: 'Text', config: { language: 'de' } }],
    'string/b': { reference: 0x7f010000 },
    'array/c': { array: ['one', 'two'] },
    'string/d': { styled: 'styled', tags: ['b'] },
  },
});
const wholeTexts = strings(table).texts;

describe('a manifest that is cut', () => {
  it('at any byte is reported, and what is written is part of the whole', () => {
    const attributes = new Set(wholeXml.match(/ [^ =]+="[^"]*"/g));
    // The last six bytes say where the root stood in its source; without them nothing is missing.
    for (let length = 1; length < manifest.length - 6; length++) {
      const { xml, codes } = toXml(truncate(manifest, length));
      expect(codes, `${length} bytes`).toEqual(['proto/truncated']);
      expect(() => parseManifest(xml, 256, 'x'), `${length} bytes: ${xml}`).not.toThrow();
      for (const attribute of xml.match(/ [^ =]+="[^"]*"/g) ?? []) expect(attributes).toContain(attribute);
    }
  });

  it('inside its last element still has the others', () => {
    const { xml } = toXml(truncate(manifest, manifest.length - 20));
    expect(xml).toContain('android:name="android.permission.INTERNET"');
    expect(xml).toContain('<activity');
  });
});

describe('a resource table that is cut', () => {
  it('at any byte is reported, and what is looked up or listed is right or missing', () => {
    for (let length = 1; length < table.length; length++) {
      const cut = truncate(table, length);
      const { lookup, codes } = resources(cut);
      expect(['text', 'Text', '', null], `${length} bytes`).toContain(lookup(0x7f010000));
      expect(['text', 'Text', '', null], `${length} bytes`).toContain(lookup(0x7f010001));
      const { texts, codes: listed } = strings(cut);
      expect(texts, `${length} bytes`).toEqual(wholeTexts.slice(0, texts.length));
      // Between the messages at its root a cut cannot be told.
      if (length !== buildResourceTable([]).length)
        expect([codes, listed], `${length} bytes`).toContainEqual(['proto/truncated']);
    }
  });
});

describe('a length that lies', () => {
  it('inside a message costs that message alone', () => {
    const sound = protoField(5, protoField(1, protoField(3, 'sound')));
    const lying = protoField(5, protoField(1, concatBytes([protoField(3, 'lying'), protoTag(4, 2), protoVarint(1e9)])));
    const { xml, codes } = toXml(protoField(1, protoMessage(protoField(3, 'a'), lying, sound)));
    expect(xml).toMatch(/^<a [^>]*><lying><\/lying><sound><\/sound><\/a>$/);
    expect(codes).toEqual(['proto/bad-field']);
  });

  it('a hundred thousand times makes one diagnostic', () => {
    const lying = protoField(5, concatBytes([protoTag(1, 2), protoVarint(1e9)]));
    const many = concatBytes([...Array.from({ length: 100_000 }, () => lying), protoField(3, 'a')]);
    expect(toXml(protoField(1, many)).codes).toEqual(['proto/bad-field']);
  });
});

/** The sample with a few bytes overwritten. */
const mutated = (sample: Uint8Array) =>
  fc
    .array(fc.tuple(fc.nat(sample.length - 1), fc.oneof(fc.nat(32), fc.nat(255))), { minLength: 1, maxLength: 8 })
    .map((changes) => {
      const copy = sample.slice();
      for (const [at, value] of changes) copy[at] = value;
      return copy;
    });

describe('any bytes', () => {
  it('are read as a manifest within the limit, and written as XML', () => {
    fc.assert(
      fc.property(fc.oneof(mutated(manifest), fc.uint8Array({ maxLength: 512 })), (bytes) => {
        const { xml } = toXml(bytes, { maxXmlChars: 4096 });
        expect(xml.length).toBeLessThan(4096 + 200);
        parseManifest(xml, defaultLimits.maxXmlDepth, 'x');
      }),
      { numRuns: 3000 },
    );
  });

  it('are read as a resource table, every range inside the bytes', () => {
    fc.assert(
      fc.property(fc.oneof(mutated(table), fc.uint8Array({ maxLength: 512 })), (bytes) => {
        const { lookup } = resources(bytes);
        for (const id of [0x7f010000, 0x7f010001, 0x7f020000, 0]) lookup(id);
        strings(bytes);
      }),
      { numRuns: 3000 },
    );
  });

  it('are read as the configuration of a bundle', () => {
    fc.assert(
      fc.property(fc.oneof(mutated(buildBundleConfig('1.15.6')), fc.uint8Array({ maxLength: 64 })), (bytes) => {
        readBundletoolVersion(bytes, () => {}, 'BundleConfig.pb');
      }),
    );
  });
});

describe('a file made to be read slowly', () => {
  const timed = <T>(work: () => T): T => {
    const started = performance.now();
    const result = work();
    expect(performance.now() - started).toBeLessThan(3_000);
    return result;
  };
  /** `count` times the same bytes. */
  const repeated = (bytes: Uint8Array, count: number): Uint8Array => {
    const all = new Uint8Array(bytes.length * count);
    for (let i = 0; i < count; i++) all.set(bytes, i * bytes.length);
    return all;
  };

  it('with elements as deep as its size allows: those that are too deep are left out', () => {
    const lengths: Uint8Array[] = [];
    for (let size = 0; size < defaultLimits.maxManifestBytes - 100; ) {
      const element = concatBytes([protoTag(1, 2), protoVarint(size)]);
      const child = concatBytes([protoTag(5, 2), protoVarint(size + element.length)]);
      size += element.length + child.length;
      lengths.push(concatBytes([child, element]));
    }
    const { xml, codes } = timed(() => toXml(concatBytes(lengths.reverse()).subarray(5)));
    expect(xml.match(/<\//g)).toHaveLength(defaultLimits.maxXmlDepth);
    expect(codes).toEqual(['limit/xml']);
  });

  it('with two million empty children', () => {
    const children = repeated(protoField(5, ''), 2_000_000);
    expect(timed(() => toXml(protoField(1, concatBytes([protoField(3, 'a'), children])))).xml).toMatch(
      /^<a [^>]*><\/a>$/,
    );
  });

  it('with a million values of one resource, asked for a thousand times', () => {
    const configValue = protoField(6, protoMessage(protoField(1, protoField(15, 1)), protoField(2, protoField(4, ''))));
    const entry = protoField(3, concatBytes([protoField(1, ''), repeated(configValue, 1_000_000)]));
    const type = protoField(3, concatBytes([protoField(1, protoField(1, 1)), entry]));
    const bytes = protoField(2, concatBytes([protoField(1, protoField(1, 0x7f)), type]));
    const { lookup } = timed(() => resources(bytes));
    timed(() => {
      for (let i = 0; i < 1000; i++) expect(lookup(0x7f010000)).toBe(null);
    });
  });

  it('with a million entries in descending order', () => {
    const entries = Array.from({ length: 65_536 }, (_, i) => protoField(3, protoField(1, protoField(1, 65_535 - i))));
    const type = concatBytes([protoField(1, protoField(1, 1)), ...entries]);
    const types = repeated(protoField(3, type), 16);
    timed(() => resources(protoField(2, types)));
  });
});
