/** One door for binary and text manifests, and what comes through it that is neither. */
import { buildAxml, buildManifest } from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Code } from '../../src/errors.js';
import { manifest as extractor } from '../../src/extractors/manifest.js';
import { defaultLimits, type Limits } from '../../src/limits.js';
import type { Manifest } from '../../src/manifest/manifest.js';
import { readManifest } from '../../src/manifest/read-manifest.js';

function read(bytes: Uint8Array, limits: Partial<Limits> = {}): { manifest: Manifest | null; codes: Code[] } {
  const codes: Code[] = [];
  const report = ({ code }: { code: Code }) => codes.push(code);
  return { manifest: readManifest(bytes, 'AndroidManifest.xml', { ...defaultLimits, ...limits }, report), codes };
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const text = `<?xml version="1.0"?>\n<!-- a comment -->\n<manifest package="com.grüße.app"/>`;

const utf16 = (bigEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(2 + text.length * 2));
  [...`\ufeff${text}`].forEach((character, i) => {
    view.setUint16(i * 2, character.charCodeAt(0), !bigEndian);
  });
  return new Uint8Array(view.buffer);
};

describe('a manifest', () => {
  it.each([
    ['binary', buildManifest({ package: 'com.grüße.app' })],
    ['UTF-8', utf8(text)],
    ['UTF-8 with a byte order mark', utf8(`\ufeff${text}`)],
    ['UTF-16, little end first', utf16(false)],
    ['UTF-16, big end first', utf16(true)],
  ])('is read when it is %s', (_, bytes) => {
    const { manifest, codes } = read(bytes);
    expect([manifest?.package, codes]).toEqual(['com.grüße.app', []]);
  });
});

describe('what is no manifest', () => {
  it.each<[string, Uint8Array]>([
    ['no bytes', new Uint8Array(0)],
    ['plain text', utf8('Hello')],
    ['another document', utf8('<html></html>')],
    ['a tag without end', utf8('<manifest package="x"')],
    ['binary XML of another kind', buildAxml({ name: 'vector' })],
  ])('is reported: %s', (_, bytes) => {
    expect(read(bytes)).toEqual({ manifest: null, codes: ['manifest/unreadable'] });
  });
});

describe('hostile text', () => {
  it('expands no entity that a DOCTYPE declares', () => {
    const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
    const laughs = `<!DOCTYPE manifest [<!ENTITY l0 "lol">${entities}]><manifest package="&l9;&l0;"/>`;
    expect(read(utf8(laughs)).manifest?.package).toBe('&l9;&l0;');
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'reads past elements and attributes named %s, and changes no prototype',
    (name) => {
      const { manifest } = read(utf8(`<manifest package="a.b" ${name}="x"><${name} y="z"><y/></${name}></manifest>`));
      expect([manifest?.package, Object.keys(Object.prototype), ({} as { y?: unknown }).y]).toEqual([
        'a.b',
        [],
        undefined,
      ]);
    },
  );

  it('that nests too deep is reported', () => {
    expect(read(utf8('<manifest>'.repeat(400))).codes).toEqual(['manifest/unreadable']);
  });

  it('is no deeper than the caller allows, however much that is', () => {
    const deep = `<manifest package="a.b">${'<x>'.repeat(50_000)}`;
    expect(read(utf8(deep), { maxXmlDepth: 100_000 }).manifest?.package).toBe('a.b');
  });

  it.each([
    ['text', utf8(`<manifest package="a.b">${'<a/>'.repeat(100)}`)],
    [
      'binary',
      buildAxml({ name: 'manifest', attributes: { package: 'a.b' }, children: Array(100).fill({ name: 'a' }) }),
    ],
  ])('has no more elements and attributes than allowed, as %s', (_, bytes) => {
    const { manifest, codes } = read(bytes, { maxXmlNodes: 10 });
    expect([manifest?.package, codes]).toEqual(['a.b', ['limit/xml']]);
  });

  it('is read as far as the limit', () => {
    expect(read(utf8(text), { maxManifestBytes: 30 }).codes).toContain('limit/xml');
  });

  it.each([
    ['attributes', (n: number) => `<manifest ${'a="b" '.repeat(n)}/>`],
    ['open quotes', (n: number) => `<manifest ${'a=" '.repeat(n)}/>`],
    ['spaces', (n: number) => `<manifest a${' '.repeat(n * 5)}/>`],
    ['comments without end', (n: number) => '<!--'.repeat(n)],
    ['tags', (n: number) => `<manifest>${'<a/>'.repeat(n)}</manifest>`],
    ['ampersands', (n: number) => `<manifest a="${'&#'.repeat(n * 2)}"/>`],
    ['namespaces', (n: number) => `<manifest>${'<a xmlns:x="y" '.repeat(n / 4)}`],
    ['declarations', (n: number) => `<!DOCTYPE a [${'<!ENTITY b "c">'.repeat(n / 4)}]>`],
  ])('takes time in proportion to its length: %s', (_, make) => {
    const start = performance.now();
    read(utf8(make(200_000)));
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

it('any text is read without an error', () => {
  const markup = fc.constantFrom(
    '<',
    '>',
    '/',
    '"',
    '=',
    ' ',
    '&amp;',
    '<!',
    '<!--',
    '-->',
    '<?',
    '?>',
    '<![CDATA[',
    ']]>',
  );
  const piece = fc.oneof(markup, fc.constantFrom('manifest', 'a', 'xmlns:', '__proto__'), fc.string({ maxLength: 3 }));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const { manifest, codes } = read(utf8(`<manifest>${pieces.join('')}`));
      expect(manifest !== null || codes.includes('manifest/unreadable')).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

const binary = buildManifest({ package: 'a.b', label: '<&>', components: [{ kind: 'service', name: '.S' }] });

it('binary XML, whatever it holds, becomes text that can be read', () => {
  const changes = fc.array(fc.tuple(fc.nat(binary.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(changes, (list) => {
      const bytes = binary.slice();
      for (const [offset, value] of list) bytes[offset] = value;
      bytes.set(binary.subarray(0, 4));
      const { manifest, codes } = read(bytes);
      expect(manifest !== null || codes.includes('manifest/unreadable')).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

describe('the extractor', () => {
  const view = (name: string) => ({
    name,
    path: `a.apk > ${name}`,
    depth: 1,
    container: 'archive' as const,
    size: 100,
    head: new Uint8Array(8),
  });

  it('wants entries named AndroidManifest.xml only', () => {
    const names = ['AndroidManifest.xml', 'res/AndroidManifest.xml', 'androidmanifest.xml', 'classes.dex'];
    expect(names.filter((name) => extractor.wants(view(name)))).toEqual(['AndroidManifest.xml']);
  });

  it('offers the manifest with its place and depth', () => {
    const offered: unknown[] = [];
    const refuse = () => expect.fail('offered something else');
    extractor.extract(
      buildManifest({ package: 'a.b' }),
      view('AndroidManifest.xml'),
      {
        classes: refuse,
        strings: refuse,
        text: refuse,
        library: refuse,
        version: refuse,
        listedNames: refuse,
        end: refuse,
        manifest: (read, entry, depth) => offered.push([read.package, entry, depth]),
      },
      { report: refuse, limits: defaultLimits, verified: false, budget: { bytesLeft: defaultLimits.maxTotalBytes } },
    );
    expect(offered).toEqual([['a.b', 'a.apk > AndroidManifest.xml', 1]]);
  });
});
