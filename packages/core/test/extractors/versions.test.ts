/** The extractor `versions` offers what version files state, and asks for no other entry. */
import { describe, expect, it } from 'vitest';
import { versions } from '../../src/extractors/versions.js';
import { extractFrom, viewOf } from './extract-from.js';

const encode = (text: string) => new TextEncoder().encode(text);

describe('wants', () => {
  it.each([
    ...['META-INF/androidx.core_core.version', 'META-INF/maven/com.vendor/sdk/pom.properties'],
    ...['firebase-analytics.properties', 'base/root/play-services-ads.properties'],
  ])('%s', (name) => {
    expect(versions.wants(viewOf(encode('1'), { name }))).toBe(true);
  });

  it.each(['classes.dex', 'assets/app.properties', 'res/x.version', 'META-INF/core.kotlin_module', 'version'])(
    'not %s',
    (name) => {
      expect(versions.wants(viewOf(encode('1'), { name }))).toBe(false);
    },
  );
});

it('offers the library, its version and the place', () => {
  const [name, path] = ['firebase-analytics.properties', 'base.apk > firebase-analytics.properties'];
  const { versions: offered, diagnostics } = extractFrom(
    versions,
    encode('version=21.5.0\nclient=firebase-analytics\nfirebase-analytics_client=21.5.0\n'),
    { name, path },
  );
  expect(offered).toEqual([
    { library: 'com.google.firebase:firebase-analytics', version: '21.5.0', where: { entry: path, offset: 8 } },
  ]);
  expect(diagnostics).toEqual([]);
});

it('offers nothing for a file that states none, and says so', () => {
  const { versions: offered, diagnostics } = extractFrom(versions, encode('unknown'), { name: 'META-INF/a.version' });
  expect(offered).toEqual([]);
  expect(diagnostics.map(({ code }) => code)).toEqual(['versions/unreadable']);
});
