/** Code patterns match at package and class boundaries, and nowhere else. */
import { describe, expect, it } from 'vitest';
import { matchesCode, parseCodePattern, readPublishedCode } from '../../src/signatures/code-pattern.js';

// pattern, class name, what the match is. One line a rule of the reading.
const cases: [pattern: string, className: string, expected: 'exact' | 'relocated' | null][] = [
  ['com.leanplum.', 'com/leanplum/Leanplum', 'exact'],
  ['com.leanplum.', 'com/leanplum/internal/Log$Level', 'exact'],
  ['com.leanplum.', 'com/leanplumx/Leanplum', null],
  ['com.leanplum.', 'com/leanplum', null],
  ['com.leanplum.', 'Com/leanplum/Leanplum', null],
  ['com.tune', 'com/tune/Tune', 'exact'],
  ['com.tune', 'com/tune', 'exact'],
  ['com.tune', 'com/tune$Inner', 'exact'],
  ['com.tune', 'com/tunein/player/TuneIn', null],
  ['com.google.firebase.analytics.FirebaseAnalytics', 'com/google/firebase/analytics/FirebaseAnalytics', 'exact'],
  ['com.google.firebase.analytics.FirebaseAnalytics', 'com/google/firebase/analytics/FirebaseAnalytics$Event', 'exact'],
  ['com.google.firebase.analytics.FirebaseAnalytics', 'com/google/firebase/analytics/FirebaseAnalyticsX', 'exact'],
  ['com.google.firebase.analytics.FirebaseAnalytics', 'com/google/firebase/analytics/Firebase', null],
  ['.tealium.', 'com/tealium/library/Tealium', 'exact'],
  ['.tealium.', 'tealium/Tealium', null],
  ['.LigatusManager', 'com/ligatus/android/LigatusManager', 'exact'],
  ['.LigatusManager', 'com/example/Outer$LigatusManager', 'exact'],
  ['.LigatusManager', 'com/example/MyLigatusManager', null],
  // Copies under another package: only where the prefix is long enough to be no accident.
  ['com.leanplum.', 'shaded/com/leanplum/Leanplum', 'relocated'],
  ['com.krux.androidsdk', 'shaded/com/krux/androidsdk/Sdk', 'relocated'],
  ['com.tune', 'shaded/com/tune/Tune', null],
  ['io.branch.', 'audio/branch/Pipe', null],
  ['com.leanplum.', 'shadedcom/leanplum/Leanplum', null],
];

describe('a code pattern', () => {
  it.each(cases)('%s on %s is %s', (pattern, className, expected) => {
    expect(matchesCode({ pattern }, className)).toBe(expected);
  });

  it('gives up what its exceptions claim', () => {
    const signature = { pattern: 'com.google.ads.', except: ['com.google.ads.interactivemedia.'] };
    expect(matchesCode(signature, 'com/google/ads/AdView')).toBe('exact');
    expect(matchesCode(signature, 'com/google/ads/interactivemedia/v3/api/Ad')).toBeNull();
  });

  it('that is null matches nothing', () => {
    expect(matchesCode({ pattern: null }, 'com/leanplum/Leanplum')).toBeNull();
  });

  it.each(['', '.', '..', 'com..vendor', 'com.vendor*', '(a+)+$', 'com/vendor', 'com.vendor|com.other', 'com vendor'])(
    'refuses %j with a reason',
    (pattern) => {
      expect(() => parseCodePattern(pattern)).toThrow(
        expect.objectContaining({
          code: 'rules/bad-pattern',
          message: expect.stringMatching(/expected a dotted package or class name/),
        }),
      );
    },
  );
});

describe('a published code signature', () => {
  it('is split at its bars, the raw alternatives kept', () => {
    expect(readPublishedCode('com.databerries.|com\\.geolocstation.')).toEqual([
      { raw: 'com.databerries.', pattern: 'com.databerries.' },
      { raw: 'com\\.geolocstation.', pattern: 'com.geolocstation.' },
    ]);
  });
});
