/**
 * The places: for each an app whose only trace of Leanplum is there. A place is one row; what is not said of the app is the same in all:
 * a manifest, and code of its own.
 */
import type { ObservationKind, Verdict } from '@trackerscope/core';
import {
  type AxmlElement,
  buildApk,
  buildArsc,
  buildAxml,
  buildClassFile,
  buildDex,
  buildHermes,
  buildProtoXml,
  buildResourceTable,
  buildZip,
  type ManifestInput,
} from '@trackerscope/testkit';

/** An app with a trace in one place, and what must be found. */
export interface Place {
  readonly name: string;
  readonly app: () => Uint8Array;
  readonly verdict: Verdict;
  readonly kind: ObservationKind;
  readonly value: string;
  /** The place that the report must name. */
  readonly entry: string;
  /** Bytes that stand at the offset that the report must give; null where the place is the entry as a whole. */
  readonly at: Uint8Array | null;
}

const url = 'https://api.leanplum.com/v1';
const host = 'api.leanplum.com';
const leanplum = 'com/leanplum/Leanplum';
const manifest: ManifestInput = { package: 'com.example.app' };
const own = buildDex({ classes: ['com/example/app/Main'] });

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));
const bigEndian = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le').swap16());

/** The app with one more entry. */
const appWith = (name: string, bytes: Uint8Array | string): Uint8Array =>
  buildApk({
    manifest,
    files: [
      { name: 'classes.dex', bytes: own },
      { name, bytes },
    ],
  });

/** A class that the code in an entry, or in an archive that the entry is, defines or only names. */
function ofClass(
  name: string,
  entry: string,
  app: () => Uint8Array,
  verdict: Verdict = 'embedded',
  at: Uint8Array = new Uint8Array(),
): Place {
  return { name, app, verdict, kind: verdict === 'embedded' ? 'defined' : 'referenced', value: leanplum, entry, at };
}

/** A host in one more entry; `at` is how the text that is found begins there. */
function ofHost(name: string, entry: string, bytes: Uint8Array | string, at = utf8(url)): Place {
  return { name, app: () => appWith(entry, bytes), verdict: 'contacted', kind: 'host', value: host, entry, at };
}

const ofManifest = (name: string, input: Partial<ManifestInput>, found: Pick<Place, 'kind' | 'value'>): Place => ({
  name,
  app: () => buildApk({ manifest: { ...manifest, ...input }, files: [{ name: 'classes.dex', bytes: own }] }),
  verdict: 'declared',
  entry: 'AndroidManifest.xml',
  at: null,
  ...found,
});

const code = buildDex({ classes: [leanplum] });
const javaClass = buildClassFile({ name: leanplum });

const inCode: readonly Place[] = [
  ofClass('classes.dex', 'classes2.dex', () => appWith('classes2.dex', code)),
  ofClass('a DEX under any name', 'assets/fonts/body.ttf', () => appWith('assets/fonts/body.ttf', code)),
  ofClass('a DEX in a nested archive', 'assets/plugin.jar > classes.dex', () =>
    appWith('assets/plugin.jar', buildZip([{ name: 'classes.dex', bytes: code }])),
  ),
  ofClass('a class file in a nested archive', `libs/sdk.jar > ${leanplum}.class`, () =>
    appWith('libs/sdk.jar', buildZip([{ name: `${leanplum}.class`, bytes: javaClass }])),
  ),
  ofClass('a class file beside the code', 'assets/a.bin', () => appWith('assets/a.bin', javaClass)),
  ofClass(
    'a DEX that only refers to it',
    'classes2.dex',
    () => appWith('classes2.dex', buildDex({ classes: ['com/example/app/Wrapper'], references: [leanplum] })),
    'referenced',
  ),
  ofClass(
    'a class file that only refers to it',
    'assets/a.bin',
    () => appWith('assets/a.bin', buildClassFile({ name: 'com/example/app/Wrapper', classes: [leanplum] })),
    'referenced',
  ),
  ofHost(
    'a host in a DEX',
    'classes2.dex',
    buildDex({ classes: ['com/example/app/A'], strings: [url] }),
    new Uint8Array(),
  ),
  ofHost('a host in a class file', 'assets/a.bin', buildClassFile({ name: 'com/example/app/A', strings: [url] })),
];

const inManifest: readonly Place[] = [
  ofManifest(
    'a component',
    { components: [{ kind: 'service', name: 'com.leanplum.LeanplumPushService' }] },
    { kind: 'component', value: 'com/leanplum/LeanplumPushService' },
  ),
  ofManifest(
    'a key of meta-data',
    { metaData: { 'com.leanplum.app_id': 'app_1234' } },
    { kind: 'meta-data', value: 'com.leanplum.app_id' },
  ),
  {
    ...ofManifest('a host in meta-data', { metaData: { endpoint: url } }, { kind: 'host', value: host }),
    verdict: 'contacted',
    at: utf16(url),
  },
];

const layout: AxmlElement = { name: 'WebView', attributes: { 'android:name': url } };
const networkSecurity: AxmlElement = {
  name: 'network-security-config',
  children: [{ name: 'domain-config', children: [{ name: 'domain', children: [host] }] }],
};
const resources = { package: 'com.example.app', resources: { 'string/endpoint': url, 'string/other': 'none' } };

const inResources: readonly Place[] = [
  ofHost('resources.arsc in UTF-8', 'resources.arsc', buildArsc(resources)),
  ofHost('resources.arsc in UTF-16', 'resources.arsc', buildArsc(resources, { encoding: 'utf16' }), utf16(url)),
  ofHost('a layout', 'res/layout/main.xml', buildAxml(layout, { encoding: 'utf8' })),
  ofHost('binary XML with a shortened name', 'res/Hk.xml', buildAxml(layout), utf16(url)),
  ofHost('a network security configuration', 'res/xml/net.xml', buildAxml(networkSecurity), utf16(host)),
  ofHost('plain XML', 'res/raw/config.xml', `<?xml version="1.0"?>\n<config endpoint="${url}"/>`, utf8(host)),
  ofHost('resources of a bundle', 'base/resources.pb', buildResourceTable(resources)),
  ofHost('XML of a bundle', 'base/res/xml/net.xml', buildProtoXml(networkSecurity), utf8(host)),
];

const script = `var client={start:function(id){return fetch("${url}/start?id="+id)}};`;

/** The bundle of a React Native app, as it is and compiled. */
export const bundle = 'assets/index.android.bundle';
export const bundleSource = `var modules = { endpoint: '${url}', size: 'größe' }; print(modules.endpoint, '1.2.3');`;

const inTexts: readonly Place[] = [
  ofHost('HTML', 'assets/index.html', `<!DOCTYPE html><script src="//${host}/sdk.js"></script>`, utf8(host)),
  ofHost('JavaScript', 'assets/js/app.js', script, utf8(host)),
  ofHost('JSON', 'assets/config.json', JSON.stringify({ endpoint: url }), utf8(host)),
  ofHost('properties', 'assets/app.properties', `# settings\r\nendpoint=${host}\r\n`, utf8(host)),
  ofHost('CSS', 'assets/style.css', `body { background: url(${url}/a.png) }`, utf8(host)),
  ofHost('Markdown', 'assets/README.md', `# Notes\n\nSee <${url}>.`, utf8(host)),
  ofHost('a raw resource without an extension', 'res/raw/settings', `{"endpoint":"${url}"}`, utf8(host)),
  ofHost('a Cordova app', 'assets/www/js/index.js', script, utf8(host)),
  ofHost('a Capacitor app', 'assets/public/main.4f2a.js', script, utf8(host)),
  ofHost('a plain React Native bundle', bundle, bundleSource, utf8(host)),
  ofHost('a text in little-endian UTF-16', 'assets/a.txt', utf16(`\ufeffgröße ${url} ende`), utf16(url)),
  ofHost('a text in big-endian UTF-16', 'assets/a.txt', bigEndian(`\ufeffgröße ${url} ende`), bigEndian(url)),
  ofHost('a text in a nested archive', 'assets/web.zip', buildZip([{ name: 'app.js', bytes: script }]), utf8(host)),
].map((place) => (place.entry === 'assets/web.zip' ? { ...place, entry: 'assets/web.zip > app.js' } : place));

const inBytecode: readonly Place[] = [
  ofHost('a Hermes bundle', bundle, buildHermes({ strings: [url] })),
  ofHost('a Hermes bundle, in UTF-16', bundle, buildHermes({ strings: [`${url}#größe`] }), utf16(url)),
];

/** Every place. */
export const places: readonly Place[] = [...inCode, ...inManifest, ...inResources, ...inTexts, ...inBytecode];

const hidden = utf8(` ${url} `);
const behind = (...head: readonly (number | string)[]): Uint8Array =>
  new Uint8Array([...head.flatMap((part) => (typeof part === 'number' ? [part] : [...utf8(part)])), ...hidden]);

/** Entries that are no place: their first bytes say what they are, and nothing of them is read. */
export const noPlaces: Readonly<Record<string, Uint8Array>> = {
  'res/drawable/picture.png': behind(0x89, 'PNG\r\n', 0x1a, '\n', 0, 0, 0, 13, 'IHDR'),
  'res/drawable/photo.jpg': behind(0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 'JFIF', 0),
  'res/drawable/picture.webp': behind('RIFF', 0x24, 0x10, 0, 0, 'WEBPVP8 '),
  'assets/animation.gif': behind('GIF89a', 0x40, 0, 0x40, 0, 0xf7, 0),
  'assets/font.ttf': behind(0, 1, 0, 0, 0, 0x12, 1, 0, 0, 4, 0, 0x20),
  'assets/font.woff2': behind('wOF2', 0, 1, 0, 0, 0, 0, 0x20, 0),
  'res/raw/sound.ogg': behind('OggS', 0, 2, 0, 0, 0, 0, 0, 0),
  'res/raw/film.mp4': behind(0, 0, 0, 0x18, 'ftypmp42'),
  'assets/manual.pdf': behind('%PDF-1.4\n1 0 obj '),
  'assets/noise.bin': behind(
    0x9c,
    0x13,
    0xf7,
    0x02,
    0x88,
    0xe4,
    0x51,
    0x00,
    0xb6,
    0x7d,
    0x1f,
    0xc9,
    0x33,
    0xaa,
    0x05,
    0xee,
  ),
  'META-INF/CERT.SF': behind('Signature-Version: 1.0\r\n'),
};

/** The app with all of them. */
export const appWithoutPlaces = (): Uint8Array =>
  buildApk({
    manifest,
    files: [{ name: 'classes.dex', bytes: own }, ...Object.entries(noPlaces).map(([name, bytes]) => ({ name, bytes }))],
  });
