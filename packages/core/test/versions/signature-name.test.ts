/** Names of libraries as signatures know them. */
import { describe, expect, it } from 'vitest';
import { signatureNameOf } from '../../src/versions/signature-name.js';

describe('a library', () => {
  it.each([
    ['com.leanplum:leanplum-core', 'com/leanplum/leanplum-core'],
    ['com.google.android.gms:play-services-ads-identifier', 'com/google/android/gms/play-services-ads-identifier'],
    ['com.google.android.gms:play-services-ads-lite', 'com/google/android/gms/ads/AdView'],
  ])('%s is %s', (library, name) => {
    expect(signatureNameOf(library)).toBe(name);
  });

  it.each(['kotlinx_coroutines_core', 'com.leanplum', 'constructor', ''])(
    '%j without coordinates is none',
    (library) => {
      expect(signatureNameOf(library)).toBeNull();
    },
  );
});
