/** Network patterns match hosts at label boundaries, wherever in a text the host stands. */
import { describe, expect, it } from 'vitest';
import { matchesNetwork, parseNetworkPattern, readPublishedNetwork } from '../../src/signatures/network-pattern.js';

const cases: [kind: 'host' | 'url' | 'word', pattern: string, text: string, expected: boolean][] = [
  ['host', 'leanplum.com', 'leanplum.com', true],
  ['host', 'leanplum.com', 'https://api.leanplum.com/v1?x=1', true],
  ['host', 'leanplum.com', 'wss://dev.LEANPLUM.com:443/socket', true],
  ['host', 'leanplum.com', 'Data goes to api.leanplum.com.', true],
  ['host', 'leanplum.com', 'https://%s.leanplum.com/', true],
  ['host', 'leanplum.com', 'https://user@api.leanplum.com/', true],
  ['host', 'leanplum.com', 'support@leanplum.com', false],
  ['host', 'leanplum.com', '"https://x.example", "support@leanplum.com"', false],
  ['host', 'leanplum.com', '// support@leanplum.com', false],
  ['host', 'leanplum.com', 'notleanplum.com', false],
  ['host', 'leanplum.com', 'leanplum.com.evil.org', false],
  ['host', 'leanplum.com', 'leanplum_com', false],
  ['host', 'leanplum.com', 'com.leanplum.Leanplum', false],
  ['host', 'adservice.google.*', 'https://adservice.google.co.uk/adsid', true],
  ['host', 'adservice.google.*', 'adservice.google', false],
  ['host', 'adservice.google.*', 'myadservice.google.com', false],
  ['host', 'mst[0-9]*.is.autonavi.com', 'http://mst01.is.autonavi.com/tile', true],
  ['host', 'mst[0-9]*.is.autonavi.com', 'mst.is.autonavi.com', true],
  ['host', 'mst[0-9]*.is.autonavi.com', 'mstx.is.autonavi.com', false],
  ['url', '54.243.73.253:8080/SilverPush/', 'http://54.243.73.253:8080/SilverPush/beacon', true],
  ['url', '54.243.73.253:8080/SilverPush/', 'http://154.243.73.253:8080/SilverPush/', false],
  ['url', '54.243.73.253:8080/SilverPush/', '54.243.73.253:80/SilverPush/', false],
  ['word', 'fidzup', 'https://api.fidzup.com/', true],
  ['word', 'fidzup', 'https://myfidzup.com/', false],
  ['word', 'fidzup', 'the word fidzup alone is no host', false],
];

describe('a network pattern', () => {
  it.each(cases)('of kind %s, %s, in %j: %s', (kind, pattern, text, expected) => {
    expect(matchesNetwork({ kind, pattern }, text)).toBe(expected);
  });

  it.each([
    '',
    'com',
    '.com',
    'a..b',
    '*.vendor.com',
    '(a+)+\\.com',
    'vendor.com/path',
    'Vendor.com',
    'data.\\altbeacon.org',
  ])('refuses %j with a reason', (pattern) => {
    expect(() => parseNetworkPattern('host', pattern)).toThrow(
      expect.objectContaining({ code: 'rules/bad-pattern', message: expect.stringMatching(/expected/) }),
    );
  });

  it('takes linear time on a label made to backtrack', () => {
    const pattern = { kind: 'host' as const, pattern: `a${'[0-9]*1'.repeat(12)}.vendor.com` };
    const started = performance.now();
    expect(matchesNetwork(pattern, `a${'1'.repeat(50_000)}x.vendor.com`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('a published network signature', () => {
  it.each([
    ['leanplum\\.com', 'host', 'leanplum.com'],
    ['\\.google\\.com', 'host', 'google.com'],
    ['.*\\.estimote\\.com', 'host', 'estimote.com'],
    ['.prebid.org', 'host', 'prebid.org'],
    ['tag\\-mediation.supersonic.com', 'host', 'tag-mediation.supersonic.com'],
    ['\\.exacttarget\\.', 'host', 'exacttarget.*'],
    ['adservice\\.google\\..*', 'host', 'adservice.google.*'],
    ['fidzup', 'word', 'fidzup'],
    ['54\\.243\\.73\\.253:8080/SilverPush/', 'url', '54.243.73.253:8080/SilverPush/'],
  ])('%s reads as %s %s', (raw, kind, pattern) => {
    expect(readPublishedNetwork(raw)).toEqual([{ raw, kind, pattern }]);
  });

  it('that is more than a host pattern is refused with the reason', () => {
    expect(readPublishedNetwork('good\\.com|(a+)+$')).toEqual([
      { raw: 'good\\.com', kind: 'host', pattern: 'good.com' },
      { raw: '(a+)+$', refused: expect.stringContaining('expected') },
    ]);
  });
});
