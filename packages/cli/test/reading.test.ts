/** Patterns in words: one sentence for each form of the pattern language. */
import { expect, it } from 'vitest';
import { codeReading, networkReading } from '../src/rule-text/reading.js';

it.each([
  ['com.leanplum.', 'classes under com.leanplum.'],
  ['com.tune', 'com.tune itself and what lies under it'],
  ['com.vendor.Client', 'classes whose name begins with com.vendor.Client'],
  ['.tealium.', 'classes under tealium., at any depth'],
  ['.LigatusManager', 'classes whose name begins with LigatusManager, at any depth'],
])('reads the code pattern %s', (pattern, words) => {
  expect(codeReading({ pattern })).toBe(words);
});

it('names what a code pattern leaves out, and says when nothing is matched', () => {
  const except = ['com.google.ads.interactivemedia.', 'com.google.ads.util.'];
  expect(codeReading({ pattern: 'com.google.ads.', except })).toBe(
    'classes under com.google.ads., but not com.google.ads.interactivemedia. or com.google.ads.util.',
  );
  expect(codeReading({ pattern: null })).toBe('nothing, on purpose');
});

it.each([
  ['host', 'leanplum.com', 'the host leanplum.com and its subdomains'],
  ['host', 'adservice.google.*', 'the host adservice.google.* and its subdomains, with any ending for *'],
  ['host', 'mst[0-9]*.is.autonavi.com', 'the host mst[0-9]*.is.autonavi.com and its subdomains, any digits for [0-9]*'],
  ['url', '10.0.0.1:8080/collect', 'addresses that hold 10.0.0.1:8080/collect'],
  ['word', 'fidzup', 'hosts that have fidzup as a whole label'],
] as const)('reads the %s pattern %s', (kind, pattern, words) => {
  expect(networkReading({ kind, pattern })).toBe(words);
});
