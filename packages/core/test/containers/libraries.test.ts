/** Libraries: AAR and JAR are told from apps by what they hold. */
import { buildApk, buildClassFile, buildDex, buildManifest, buildZip } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { codesOf, placesIn, scanBoth } from './scan-both.js';

const text = '<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.leanplum"/>';
const classFile = buildClassFile({ name: 'com/leanplum/Leanplum' });
const jar = buildZip([
  { name: 'META-INF/MANIFEST.MF', bytes: 'Manifest-Version: 1.0\n' },
  { name: 'com/leanplum/Leanplum.class', bytes: classFile },
]);

describe('an AAR', () => {
  it('has its code in classes.jar and its manifest as text', async () => {
    const aar = buildZip([
      { name: 'AndroidManifest.xml', bytes: text },
      { name: 'classes.jar', bytes: jar },
      { name: 'R.txt', bytes: '' },
    ]);
    const report = await scanBoth(aar);
    expect([report.input.kind, report.app.package, report.diagnostics]).toEqual(['aar', 'com.leanplum', []]);
    expect(placesIn(report)).toEqual(['classes.jar > com/leanplum/Leanplum.class']);
    expect(report.findings[0]).toMatchObject({ verdict: 'embedded', classes: { count: 1 } });
  });

  it.each([
    ['a binary manifest', [{ name: 'AndroidManifest.xml', bytes: buildManifest({ package: 'a.b' }) }]],
    [
      'DEX',
      [
        { name: 'AndroidManifest.xml', bytes: text },
        { name: 'classes.dex', bytes: buildDex({}) },
      ],
    ],
  ])('is none with %s: that is an APK which carries a JAR', async (_, entries) => {
    const report = await scanBoth(buildZip([...entries, { name: 'classes.jar', bytes: jar }]));
    expect(report.input.kind).toBe('apk');
    expect(report.findings).toHaveLength(1);
  });
});

describe('a JAR', () => {
  it('has class files, and no manifest of Android', async () => {
    const report = await scanBoth(jar);
    expect(report.input.kind).toBe('jar');
    expect(report.app).toMatchObject({ package: null, splits: [], signing: null });
    expect(codesOf(report)).toEqual([]);
    expect(placesIn(report)).toEqual(['com/leanplum/Leanplum.class']);
  });

  it('is one whatever else lies in it, of which nothing is left out', async () => {
    const app = buildApk({ dex: [{ classes: ['com/leanplum/InApp'] }] });
    const report = await scanBoth(
      buildZip([
        { name: 'a/A.class', bytes: classFile },
        { name: 'app.apk', bytes: app },
      ]),
    );
    expect(report.input.kind).toBe('jar');
    expect(placesIn(report)).toEqual(['a/A.class', 'app.apk > classes.dex']);
  });

  it('is none because entries are called class files', async () => {
    const report = await scanBoth(
      buildZip([
        { name: 'a/A.class', bytes: 'no class file' },
        { name: 'b.bin', bytes: buildDex({ classes: ['com/leanplum/L'] }) },
      ]),
    );
    expect(report.input.kind).toBe('apk');
  });
});
