/** What a manifest says, from its XML text: names, components, meta-data. */
import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../src/manifest/parse-manifest.js';

const parse = (text: string) => parseManifest(text, 100, 'AndroidManifest.xml')!;

/** A manifest of package a.b with this inside, and with this in its application. */
const manifest = (inside: string, application = '') =>
  parse(
    `<manifest xmlns:android="http://schemas.android.com/apk/res/android" xmlns:tools="http://schemas.android.com/tools"
      package="a.b">${inside}<application>${application}</application></manifest>`,
  );

const classes = (application: string) =>
  manifest('', application).components.map(({ kind, className }) => `${kind} ${className}`);

describe('class names', () => {
  it.each([
    ['.Main', 'a/b/Main'],
    ['Main', 'a/b/Main'],
    ['.ui.Main', 'a/b/ui/Main'],
    ['com.vendor.Main', 'com/vendor/Main'],
    ['com.vendor.Outer$Inner', 'com/vendor/Outer$Inner'],
  ])('%s is %s', (name, className) => {
    expect(classes(`<activity android:name="${name}"/>`)).toEqual([`activity ${className}`]);
  });
});

describe('components', () => {
  it('are read in every kind', () => {
    const kinds = ['activity', 'service', 'receiver', 'provider'];
    expect(classes(kinds.map((kind) => `<${kind} android:name=".X"/>`).join(''))).toEqual(
      kinds.map((kind) => `${kind} a/b/X`),
    );
  });

  it('of an alias is the activity it stands for, not its own name', () => {
    expect(classes('<activity-alias android:name=".Alias" android:targetActivity=".Main"/>')).toEqual([
      'activity-alias a/b/Main',
    ]);
  });

  it('include the classes of the application element and instrumentation', () => {
    const { components } = parse(
      `<manifest package="a.b" xmlns:android="http://schemas.android.com/apk/res/android">
        <application android:name=".App" android:backupAgent=".Backup" android:appComponentFactory="x.Factory"/>
        <instrumentation android:name=".Runner"/></manifest>`,
    );
    expect(components).toEqual([
      { kind: 'application', className: 'a/b/App' },
      { kind: 'backup-agent', className: 'a/b/Backup' },
      { kind: 'app-component-factory', className: 'x/Factory' },
      { kind: 'instrumentation', className: 'a/b/Runner' },
    ]);
  });

  it('count only where Android reads them', () => {
    const hidden = '<service android:name=".Hidden"/>';
    expect(manifest(hidden, `<activity>${hidden}</activity><x>${hidden}</x>`).components).toEqual([]);
  });
});

describe('meta-data', () => {
  it('is read of the application and of components, with value or resource', () => {
    const application = `<meta-data android:name="a" android:value="x"/>
      <service android:name=".S"><meta-data android:name="b" android:resource="@7f010000"/></service>
      <meta-data android:name="c"/>`;
    expect(manifest('', application).metaData).toEqual([
      { name: 'a', value: { text: 'x' } },
      { name: 'c', value: null },
      { name: 'b', value: { reference: 0x7f010000 } },
    ]);
  });
});

describe('values', () => {
  it.each([
    ['@7f010000', { reference: 0x7f010000 }],
    ['\\@7f010000', { text: '@7f010000' }],
    ['\\\\x', { text: '\\x' }],
    ['@string/name', { text: '@string/name' }],
    ['@00000000', null],
    ['&lt;&#65;&#x42;&amp;lt;', { text: '<AB&lt;' }],
  ])('%s is %j', (written, value) => {
    expect(manifest('', `<meta-data android:name="m" android:value="${written}"/>`).metaData[0]?.value).toEqual(value);
  });
});

describe('attributes', () => {
  it('count whatever the prefix of their namespace', () => {
    const text = '<manifest xmlns:x="http://schemas.android.com/apk/res/android" x:versionName="1" name="0"/>';
    expect(parse(text).versionName).toEqual({ text: '1' });
  });

  it('of Android come before others of the same name, and those of the build tools never count', () => {
    const application = `<activity tools:name=".T" name=".Plain" android:name=".Android"/><service name=".Plain"/>
      <receiver tools:name=".T"/>`;
    expect(classes(application)).toEqual(['activity a/b/Android', 'service a/b/Plain']);
  });
});

describe('permissions', () => {
  it('are those of uses-permission in all its spellings, sorted, each once', () => {
    const asked = ['uses-permission', 'uses-permission-sdk-23', 'uses-permission-sdk-m', 'uses-permission'];
    const names = ['p.C', 'p.B', 'p.A', 'p.B'];
    const text = asked.map((element, i) => `<${element} android:name="${names[i]}"/>`).join('');
    expect(manifest(text).usesPermissions).toEqual(['p.A', 'p.B', 'p.C']);
  });

  it.each([
    ['android:protectionLevel="0x12"', 'signature|privileged'],
    ['android:protectionLevel="1"', 'dangerous'],
    ['android:protectionLevel="normal|appop"', 'normal|appop'],
    ['', 'normal'],
  ])('declared with %s are %s', (level, protection) => {
    expect(manifest(`<permission android:name="a.b.P" ${level}/>`).declaredPermissions).toEqual([
      { name: 'a.b.P', protection },
    ]);
  });
});

it('the last of several uses-sdk counts, and the first of several applications', () => {
  const { minSdk, label } = parse(
    `<manifest xmlns:android="http://schemas.android.com/apk/res/android"><uses-sdk android:minSdkVersion="1"/>
      <uses-sdk android:minSdkVersion="2"/><application android:label="a"/><application android:label="b"/></manifest>`,
  );
  expect([minSdk, label]).toEqual([{ text: '2' }, { text: 'a' }]);
});
