/** Each lint fires on a rule made for it, and no other lint does. */
import { readdirSync } from 'node:fs';
import type { TrackerRule } from '@trackerscope/core';
import { describe, expect, it } from 'vitest';
import { lintRules } from '../src/lint-rules.js';
import { lints } from '../src/lints/registry.js';
import { codeLike, hostLike, ruleLike, withCode, withHost, withWord } from './rule-like.js';

const other = (rule: TrackerRule, name = 'Other'): TrackerRule => ({ ...rule, id: 'other', name });
const reason = 'Looked at.';

const ownerOf = (...packages: string[]) => ruleLike({ owner: { name: 'Vendorname', location: null, packages } });

/** Lint, what is wrong, and the rules that show it. */
const bad: readonly (readonly [string, string, ...TrackerRule[]])[] = [
  [
    'fires-on-proof',
    'a hit that the pattern does not match',
    withCode('com.vendor.sdk.', { hits: ['com/other/Type'] }),
  ],
  [
    'fires-on-proof',
    'a miss that the pattern matches',
    withCode('com.vendor.sdk.', { misses: ['com/vendor/sdk/Type'] }),
  ],
  ['fires-on-proof', 'a relocated copy as a miss', withCode('com.vendor.sdk.', { misses: ['x/com/vendor/sdk/Type'] })],
  ['fires-on-proof', 'no hit', withCode('com.vendor.sdk.', { hits: [] })],
  ['fires-on-proof', 'no miss', withHost('vendor.com', { misses: [] })],
  ['fires-on-proof', 'a hit in the front of a foreign host', withHost('vendor.com', { hits: ['vendor.com.evil.org'] })],
  [
    'fires-on-proof',
    'an exception that no miss proves',
    withCode('com.vendor.sdk.', {
      except: ['com.vendor.sdk.log.', 'com.vendor.sdk.io.'],
      reason,
      misses: ['com/vendor/sdk/log/A'],
    }),
  ],
  [
    'fires-on-proof',
    'hits of a null reading',
    ruleLike({
      signatures: {
        code: [codeLike('com.vendor.sdk.')],
        network: [hostLike('vendor.com', { pattern: null, reason, misses: ['a.b'] })],
      },
    }),
  ],
  ['too-short', 'a package of eight characters', withCode('com.tune')],
  ['too-short', 'one segment, whatever its length', withCode('vendorname.', { reason })],
  ['too-short', 'a host of five characters', withHost('a4.tl')],
  ['too-short', 'segments that obfuscators give out, however many', withCode('a.b.c.d.e.f.')],
  ['too-short', 'the initials of anyone as the apps of an owner', ownerOf('com.vk.')],
  ['too-broad', 'a package with foreign libraries', withCode('com.google.firebase.', { reason })],
  ['too-broad', 'a whole vendor', withCode('com.bytedance')],
  ['too-broad', 'a word that many vendors use', withCode('.analytics.')],
  ['too-broad', 'words that many vendors use, under a top-level domain', withCode('com.mobile.ads.')],
  ['too-broad', 'a label that many vendors use', withWord('analytics')],
  ['too-broad', 'a label that many vendors use, left open', withHost('tracking.*')],
  ['too-broad', 'a domain under which anyone may have a host', withHost('azureedge.net', { reason })],
  ['too-broad', 'words that many vendors use as the apps of an owner', ownerOf('com.games.app.')],
  ['too-broad', 'the host of a platform', withHost('google.com', { reason })],
  ['collides', 'the same package in two rules', withCode('com.vendor.sdk.'), other(withCode('com.vendor.sdk'))],
  ['collides', 'a package within another', withCode('com.vendor.sdk.'), other(withCode('com.vendor.'))],
  ['collides', 'a class under a class-name prefix', withCode('com.vendor.Cli'), other(withCode('com.vendor.Client'))],
  [
    'collides',
    'a package that a floating one takes in',
    withCode('com.vendorname.sdk.'),
    other(withCode('.vendorname.')),
  ],
  ['collides', 'the same host in two rules', withHost('vendor.com'), other(withHost('vendor.com'))],
  ['collides', 'a host under another', withHost('vendor.com'), other(withHost('api.vendor.com'))],
  ['collides', 'a host under one left open', withHost('vendorname.*'), other(withHost('api.vendorname.com'))],
  ['collides', 'a host with a label that another takes', withWord('vendorname'), other(withHost('api.vendorname.com'))],
  [
    'collides',
    'one number of Exodus in two rules',
    { ...withCode('com.vendor.sdk.'), exodusId: 7 },
    { ...other(withCode('com.second.sdk.')), exodusId: 7 },
  ],
  ['unescaped-dot', 'a host with a plain dot', withHost('vendor.com', { raw: 'vendor.com' })],
  ['unescaped-dot', 'a package with an escaped dot', withCode('com.vendor.sdk.', { raw: 'com\\.vendor\\.sdk.' })],
  ['not-linear', 'a repetition in a repetition', withCode('com.vendor.sdk.', { pattern: '(com.)+.vendor', reason })],
  ['not-linear', 'a host that is a regular expression', withHost('vendor.com', { pattern: '(a|aa)+.com', reason })],
  [
    'not-linear',
    'a published class of characters',
    ruleLike({
      published: { code: 'com.vendorname.sdk.|[a-z]+', network: null },
      signatures: {
        code: [codeLike('com.vendorname.sdk.'), codeLike('com.vendorname.x', { raw: '[a-z]+', reason })],
        network: [],
      },
    }),
  ],
  [
    'dead-reading',
    'the same pattern twice',
    ruleLike({ signatures: { code: [codeLike('com.vendor.sdk.'), codeLike('com.vendor.sdk.')], network: [] } }),
  ],
  ['dead-reading', 'a hyphen in a package', withCode('com.vendor-labs.sdk.')],
  [
    'dead-reading',
    'a rule of which nothing can match',
    ruleLike({ published: { code: null, network: null }, signatures: { code: [], network: [] } }),
  ],
  ['dead-reading', 'a shared host without a pattern', { ...withHost('vendor.com'), shared: ['vendor.org'] }],
  ['unexplained-reading', 'a narrower package than published', withCode('com.vendor.sdk.', { raw: 'com.vendor.' })],
  [
    'unexplained-reading',
    'an exception',
    withCode('com.vendor.sdk.', { except: ['com.vendor.sdk.log.'], misses: ['com/vendor/sdk/log/A'] }),
  ],
  ['unexplained-reading', 'another host than published', withHost('vendor.com', { raw: 'vendor\\.org' })],
  [
    'unread-alternative',
    'an alternative without a reading',
    ruleLike({ published: { code: 'com.vendorname.sdk.|com.vendorname.two.', network: null } }),
  ],
  ['unread-alternative', 'a reading of what was not published', ruleLike({ published: { code: null, network: null } })],
  ['unknown-category', 'a word that is not of Exodus', ruleLike({ categories: { exodus: ['Ads'], trackerscope: [] } })],
  ['unknown-category', 'an id outside the vocabulary', ruleLike({ categories: { exodus: [], trackerscope: ['ads'] } })],
  [
    'unknown-category',
    "Exodus's word without its id",
    ruleLike({ categories: { exodus: ['Location'], trackerscope: [] } }),
  ],
  [
    'unknown-category',
    'the id of a word that Exodus does not say of its tracker',
    ruleLike({ exodusId: 7, categories: { exodus: [], trackerscope: ['location'] } }),
  ],
  ['name-case', 'a name in other letters', ruleLike(), other(withCode('com.second.sdk.'), 'VENDORNAME')],
  ['name-case', 'a name with other marks', ruleLike(), other(withCode('com.second.sdk.'), 'Vendor-Name')],
  [
    'name-case',
    'one company in two spellings',
    ruleLike(),
    { ...other(withCode('com.second.sdk.')), owner: { name: 'VendorName', location: null, packages: [] } },
  ],
  [
    'name-case',
    'an alias that is the name of another',
    ruleLike(),
    { ...other(withCode('com.second.sdk.')), aliases: ['vendorname'] },
  ],
];

const lintsThatFire = (rules: readonly TrackerRule[]) => [...new Set(lintRules(rules).map(({ lint }) => lint))];

describe('lints', () => {
  const cases = bad.map(([lint, what, ...rules]) => ({ lint, what, rules }));
  it.each(cases)('$lint fires on $what, and nothing else does', ({ lint, rules }) => {
    expect(lintsThatFire(rules)).toEqual([lint]);
  });

  it('are silent about a good rule', () => {
    expect(lintRules([ruleLike(), other(withHost('second.com'))])).toEqual([]);
  });

  it('say which rule, where, what and what to do', () => {
    expect(lintRules([withCode('com.tune')])).toEqual([
      {
        lint: 'too-short',
        severity: 'warning',
        rule: 'vendorname',
        field: 'signatures.code[0]',
        message: 'com.tune has 8 characters; 8 or fewer can hit foreign names by chance',
        advice: 'Name a longer package, or state in reason why the short one is safe.',
      },
    ]);
  });

  it('take a reason as the answer to a warning', () => {
    expect(lintRules([withCode('com.tune', { reason })])).toEqual([]);
  });

  it('let rules share a host when both say that they share it', () => {
    const sharing = { ...withHost('vendor.com'), shared: ['vendor.com'] };
    expect(lintRules([sharing, other(sharing)])).toEqual([]);
  });

  it('do not hold the exception of a rule against the rule inside it', () => {
    const wide = withCode('com.vendor.', { except: ['com.vendor.sdk.'], reason, misses: ['com/vendor/sdk/A'] });
    expect(lintRules([wide, other(withCode('com.vendor.sdk.'))])).toEqual([]);
  });

  it('are all registered, under the name of their file, and all tried above', () => {
    const notLints = ['bystanders', 'lint', 'registry', 'signatures-of'];
    const files = readdirSync(new URL('../src/lints/', import.meta.url)).map((file) => file.replace(/\.ts$/, ''));
    const ids = lints.map(({ id }) => id).sort();
    expect(ids).toEqual(files.filter((file) => !notLints.includes(file)).sort());
    expect([...new Set(bad.map(([lint]) => lint))].sort()).toEqual(ids);
  });

  it('cost the length of the rules, not the square of their number: ten thousand take seconds', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({
      ...withCode(`com.vendor${i}.sdk.`),
      id: `v-${i}`,
      name: `V ${i}`,
    }));
    const started = performance.now();
    expect(lintRules(many)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
