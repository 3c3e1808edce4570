/** Binary XML that is cut, mutated or random: whatever it is, reading ends soon and throws nothing. */
import { buildAxml, buildManifest, truncate } from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toXml } from './to-xml.js';

const manifest = buildManifest({
  package: 'com.example.app',
  label: 'Example',
  versionCode: 1,
  permissions: ['android.permission.INTERNET'],
  components: [{ kind: 'activity', name: '.Main', metaData: { key: 'value' } }],
});

describe('a manifest that is cut', () => {
  it('at any byte is reported and read up to there', () => {
    for (let length = 0; length < manifest.length; length++) {
      const { xml, codes } = toXml(truncate(manifest, length));
      expect(codes, `${length} bytes`).toContain('axml/truncated');
      expect(xml === '' || xml.endsWith('</manifest>'), `${length} bytes: ${xml}`).toBe(true);
    }
  });

  it('inside its last element still has the others', () => {
    expect(toXml(truncate(manifest, manifest.length - 60)).xml).toContain('android:name="android.permission.INTERNET"');
  });
});

/** The manifest with a few 32-bit words overwritten. */
const mutated = fc
  .array(fc.tuple(fc.nat(manifest.length / 4 - 1), fc.oneof(fc.nat(64), fc.integer())), { minLength: 1, maxLength: 8 })
  .map((changes) => {
    const copy = manifest.slice();
    for (const [word, value] of changes) new DataView(copy.buffer).setInt32(word * 4, value, true);
    return copy;
  });

describe('any bytes', () => {
  it('are read within the limit, without an error', () => {
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 512 })), (bytes) => {
        expect(toXml(bytes, { maxXmlChars: 4096 }).xml.length).toBeLessThan(4096 + 200);
      }),
      { numRuns: 2000 },
    );
  });
});

it('an element whose attributes share one long text is not written out in full before its length is known', () => {
  const long = '<'.repeat(500_000);
  // Escaped, all of them together have more characters than any string can.
  const attributes = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`n${i}`, long]));
  expect(toXml(buildAxml({ name: 'a', attributes }))).toEqual({ xml: '', codes: ['limit/xml'] });
});

describe('a file made to be read slowly', () => {
  /** One start element whose 65,535 attributes all lie on the same bytes, or that claims the rest of the file; many times over. */
  const slow = (attributeSize: number, size: number) => {
    const node = new Uint8Array(36);
    const view = new DataView(node.buffer);
    [0x00100102, size, 0, 0, 0, 0].forEach((word, i) => {
      view.setUint32(i * 4, word, true);
    });
    [20, attributeSize, 0xffff].forEach((half, i) => {
      view.setUint16(24 + i * 2, half, true);
    });
    const file = new Uint8Array(8 + 36 * 50_000);
    file.set([3, 0, 8, 0]);
    new DataView(file.buffer).setUint32(4, file.length, true);
    for (let i = 0; i < 50_000; i++) file.set(node, 8 + i * 36);
    return file;
  };

  it.each([
    ['attributes on the same bytes', 0, 36],
    ['attributes past their chunk', 20, 36],
    ['chunks that claim the rest', 20, 0x7fffffff],
  ])('takes time in proportion to its size: %s', (_, attributeSize, size) => {
    const start = performance.now();
    toXml(slow(attributeSize, size));
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
