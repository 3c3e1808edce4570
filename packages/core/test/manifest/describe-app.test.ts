/** Who an app is: references resolved, permissions with their protection. */
import { buildManifest, buildZip, type ManifestInput } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/errors.js';
import { defaultLimits } from '../../src/limits.js';
import { androidPermissions } from '../../src/manifest/android-permissions.js';
import { describeApp } from '../../src/manifest/describe-app.js';
import { readManifest } from '../../src/manifest/read-manifest.js';
import { badging, facts, hasAapt } from './aapt.js';

/** The facts of an app with this manifest and these resources. */
function app(input: Partial<ManifestInput>, resources: { readonly [id: number]: string } | null = {}) {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const manifest = readManifest(
    buildManifest({ package: 'com.example.app', targetSdk: 36, ...input }),
    'AndroidManifest.xml',
    defaultLimits,
    report,
  );
  const table = resources && { lookup: (id: number) => resources[id] ?? null };
  return { facts: describeApp(manifest, table, report), diagnostics };
}

describe('a fact', () => {
  it('that is a reference is looked up', () => {
    expect(app({ label: { reference: 0x7f010000 } }, { 2130771968: 'Example' }).facts.label).toBe('Example');
  });

  it.each([
    ['the resources do not hold', {}],
    ['there are no resources for', null],
  ])('that is a reference which %s is unknown, and reported', (_, resources) => {
    const { facts, diagnostics } = app({ label: { reference: 0x7f010000 } }, resources);
    expect([facts.label, diagnostics.map(({ code }) => code)]).toEqual([null, ['arsc/unresolved']]);
    expect(diagnostics[0]?.message).toContain('label in resource 0x7f010000');
  });

  it('that is text like a reference stays text', () => {
    expect(app({ label: '@7f010000' }, { 2130771968: 'Example' }).facts.label).toBe('@7f010000');
  });

  it('that is a hexadecimal number is written in decimal', () => {
    expect(app({ versionCode: { type: 0x11, data: 0x7f } }).facts.versionCode).toBe('127');
  });

  it('is null throughout without a manifest', () => {
    const nothing = describeApp(null, null, ({ message }) => expect.fail(message));
    expect(nothing).toMatchObject({ package: null, label: null, versionCode: null, permissions: [] });
  });
});

describe('a permission', () => {
  const protection = (name: string, declaredPermissions = {}) =>
    app({ permissions: [name], declaredPermissions }).facts.permissions[0]?.protection;

  it.each([
    ['android.permission.INTERNET', 'normal'],
    ['android.permission.CAMERA', 'dangerous'],
    ['android.permission.POST_NOTIFICATIONS', 'dangerous'],
    ['android.permission.MANAGE_EXTERNAL_STORAGE', 'signature'],
    ['android.permission.EXECUTE_APP_FUNCTIONS', 'internal'],
    ['com.google.android.gms.permission.AD_ID', 'normal'],
    ['com.vendor.permission.UNHEARD_OF', 'unknown'],
  ])('of Android is known: %s is %s', (name, level) => {
    expect(protection(name)).toBe(level);
  });

  it('of the app itself has the level that the app declares', () => {
    expect(protection('com.example.app.P', { 'com.example.app.P': 0x12 })).toBe('signature');
  });

  it('of Android cannot be declared otherwise by an app', () => {
    expect(protection('android.permission.CAMERA', { 'android.permission.CAMERA': 0 })).toBe('dangerous');
  });
});

describe('permissions that Android adds', () => {
  const apk = (targetSdk: number | undefined, names: readonly string[]) => {
    const manifest = { package: 'a.b', permissions: names.map((name) => `android.permission.${name}`) };
    const bytes = buildManifest(targetSdk === undefined ? manifest : { ...manifest, targetSdk });
    return buildZip([{ name: 'AndroidManifest.xml', bytes }]);
  };

  describe.each<[string, number | undefined, string[], string[]]>([
    ['reading storage for writing it', 36, ['WRITE_EXTERNAL_STORAGE'], ['READ_EXTERNAL_STORAGE']],
    [
      'the call log for contacts, below level 16',
      15,
      ['READ_CONTACTS', 'WRITE_CONTACTS'],
      ['READ_CALL_LOG', 'WRITE_CALL_LOG'],
    ],
    ['nothing for contacts, from level 16 on', 16, ['READ_CONTACTS', 'WRITE_CONTACTS'], []],
    [
      'storage and phone state, without a target',
      undefined,
      [],
      ['READ_EXTERNAL_STORAGE', 'READ_PHONE_STATE', 'WRITE_EXTERNAL_STORAGE'],
    ],
  ])('are %s', (_, targetSdk, asked, added) => {
    it('beside those the app asks for', async () => {
      const expected = [...asked, ...added].sort().map((name) => `android.permission.${name}`);
      expect((await facts(apk(targetSdk, asked))).facts.permissions).toEqual(expected);
    });

    it.runIf(hasAapt)('as aapt adds them', async () => {
      expect((await facts(apk(targetSdk, asked))).facts).toEqual(badging(apk(targetSdk, asked)));
    });
  });
});

it('no permission of Android stands in the table twice', () => {
  const names = Object.values(androidPermissions).flatMap((byPrefix) =>
    Object.entries(byPrefix).flatMap(([prefix, list]) =>
      list
        .trim()
        .split(/\s+/)
        .map((name) => `${prefix}.${name}`),
    ),
  );
  expect(new Set(names).size).toBe(names.length);
});
