/** What testkit builds is what Debian's aapt reads. */
import {
  type ArscPackage,
  type AxmlOptions,
  buildArsc,
  buildManifest,
  buildZip,
  resourceId,
} from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { aaptDump, badging, facts, hasAapt } from '../../manifest/aapt.js';

const resources: ArscPackage = {
  package: 'com.example.app',
  resources: {
    'string/title': [{ value: 'Example' }, { value: 'Beispiel', config: { language: 'de' } }],
    'string/label': { reference: 0x7f010000 },
    'string/version': '1.2.3',
  },
};

/** An APK whose label and version name are references. */
function apk(options: AxmlOptions = {}, layout: NonNullable<ArscPackage['layout']> = 'plain'): Uint8Array {
  const reference = (name: string) => ({ reference: resourceId(resources, name) });
  const manifest = buildManifest(
    {
      package: 'com.example.app',
      label: reference('string/label'),
      versionName: reference('string/version'),
      versionCode: 42,
      minSdk: 21,
      targetSdk: 33,
      permissions: ['android.permission.INTERNET', 'android.permission.CAMERA', 'android.permission.CAMERA'],
      components: [{ kind: 'activity', name: '.Main' }],
    },
    options,
  );
  return buildZip([
    { name: 'AndroidManifest.xml', bytes: manifest },
    { name: 'resources.arsc', bytes: buildArsc({ ...resources, layout }), method: 'stored' },
  ]);
}

const expected = {
  package: 'com.example.app',
  label: 'Example',
  versionName: '1.2.3',
  versionCode: '42',
  minSdk: '21',
  targetSdk: '33',
  permissions: ['android.permission.CAMERA', 'android.permission.INTERNET'],
};

describe.each<[string, AxmlOptions]>([
  ['an ordinary manifest', {}],
  ['a UTF-8 pool', { encoding: 'utf8' }],
  ['names known by their id only', { emptyNames: true }],
  ['no namespaces', { namespaces: 'none' }],
  ['chunks of an unknown type', { unknownChunks: true }],
  ['headers with bytes to spare', { extraHeader: 12 }],
  ['attributes with bytes before and between them', { attributeStart: 32, attributeSize: 28 }],
  ['another type of file', { fileType: 0 }],
])('an APK with %s', (_, options) => {
  it('is read', async () => {
    expect(await facts(apk(options))).toEqual({ facts: expected, diagnostics: [] });
  });

  it.runIf(hasAapt)('is read alike by aapt', () => {
    expect(badging(apk(options))).toEqual(expected);
  });
});

describe.runIf(hasAapt)('aapt lists', () => {
  it('the elements and attributes of the manifest', () => {
    const tree = aaptDump('xmltree', apk(), 'AndroidManifest.xml');
    expect(tree).toContain('E: activity');
    expect(tree).toContain('A: android:name(0x01010003)=".Main" (Raw: ".Main")');
  });

  it.each(['plain', 'sparse'] as const)('the values of a resource table in the %s layout', (layout) => {
    const table = aaptDump('resources', apk({}, layout));
    expect(table).toContain('(string8) "Beispiel"');
    expect(table).toContain('0x7f010001 com.example.app:string/label: t=0x01 d=0x7f010000');
  });
});
