/** Modules of Kotlin: a version, perhaps flags, and a message that names packages. */
import { concatBytes, truncate } from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8Text } from '../../src/binary/utf8-texts.js';
import type { Code } from '../../src/errors.js';
import { defaultLimits, type Limits } from '../../src/limits.js';
import { isKotlinModule, readKotlinModule } from '../../src/versions/kotlin-module.js';

const name = 'META-INF/vendor-sdk.kotlin_module';

function read(bytes: Uint8Array, limits: Partial<Limits> = {}) {
  const codes: Code[] = [];
  const module = readKotlinModule(name, bytes, name, ({ code }) => codes.push(code), { ...defaultLimits, ...limits });
  const packages = module && Array.from({ length: module.packages.count }, (_, i) => utf8Text(module.packages, i, 100));
  return { module, packages, codes };
}

/** Numbers as big-endian bytes. */
const u32 = (...values: number[]): Uint8Array => {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => {
    view.setUint32(i * 4, value);
  });
  return new Uint8Array(view.buffer);
};
/** A field of a message that has a length (protobuf.dev, "Encoding"), shorter than 128 bytes. */
const field = (number: number, content: string | Uint8Array): Uint8Array => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return concatBytes([Uint8Array.of((number << 3) | 2, bytes.length), bytes]);
};
const parts = (packageName: string, ...files: string[]): Uint8Array =>
  concatBytes([field(1, packageName), ...files.map((file) => field(2, file))]);

const message = concatBytes([
  field(1, parts('com.vendor.sdk', 'ClientKt', 'EventsKt')),
  field(1, parts('com.vendor.sdk.net', 'UploadKt')),
  field(2, parts('com.vendor.common', 'Common')),
  field(3, 'com.vendor.jvm'),
  field(6, field(1, 'an annotation')),
]);
const modern = concatBytes([u32(3, 2, 1, 0, 0), message]);
const packages = ['com.vendor.sdk', 'com.vendor.sdk.net', 'com.vendor.common', 'com.vendor.jvm'];

describe('a module', () => {
  it('since Kotlin 1.4 has flags behind its version', () => {
    expect(read(modern)).toMatchObject({
      module: { name: 'vendor-sdk', metadataVersion: '2.1.0' },
      packages,
      codes: [],
    });
  });

  it('before Kotlin 1.4 has none', () => {
    const old = concatBytes([u32(3, 1, 1, 16), message]);
    expect(read(old)).toMatchObject({ module: { metadataVersion: '1.1.16' }, packages, codes: [] });
  });

  it('of a library without top-level declarations names no package', () => {
    expect(read(u32(3, 1, 9, 0, 0))).toMatchObject({ packages: [], codes: [] });
  });

  it('is told by its name', () => {
    expect([name, `base/root/${name}`, 'META-INF/a/b.kotlin_module', 'kotlin_module'].map(isKotlinModule)).toEqual([
      ...[true, true, false, false],
    ]);
  });
});

describe('damage', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['no version', u32(0, 0)],
    ['a version of 2^32 - 1 numbers', u32(0xffffffff, 1, 1)],
    ['a version that is cut', u32(3, 1, 1)],
  ])('%s is no module', (_, bytes) => {
    expect(read(bytes)).toMatchObject({ module: null, codes: ['versions/unreadable'] });
  });

  it('cut short anywhere: the packages in front are read', () => {
    for (let length = 20; length < modern.length; length++) {
      const found = read(truncate(modern, length)).packages!;
      const last = found.at(-1) ?? '';
      expect(packages.slice(0, Math.max(0, found.length - 1))).toEqual(found.slice(0, -1));
      expect(packages.some((whole) => whole.startsWith(last))).toBe(true);
    }
  });

  it('more packages than the limit: the first ones are read', () => {
    expect(read(modern, { maxTableItems: 2 })).toMatchObject({
      packages: packages.slice(0, 2),
      codes: ['limit/items'],
    });
  });

  it('any bytes behind a version', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { module } = read(concatBytes([u32(3, 2, 1, 0, 0), bytes]));
        const { starts, ends } = module!.packages;
        expect(starts.every((start, i) => start <= ends[i]! && ends[i]! <= bytes.length + 20)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});
