/** The rules that ship: complete, as published, proven, and written in the one layout. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type CodeSignature, matchesCode, matchesNetwork, type TrackerRule } from '@trackerscope/core';
import { rules } from '@trackerscope/ruleset';
import { describe, expect, it } from 'vitest';
import { formatRule } from '../src/format-rule.js';
import { importExodus } from '../src/import-exodus.js';
import { lintRules } from '../src/lint-rules.js';
import { parseRule } from '../src/parse-rule.js';

const folder = new URL('../../../rules/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'package.json');
const exodus = rules.trackers.filter(({ exodusId }) => exodusId !== null).sort((a, b) => a.exodusId! - b.exodusId!);
const ruleOf = (id: string): TrackerRule => rules.trackers.find((rule) => rule.id === id)!;
const codeOf = (id: string, raw: string): CodeSignature[] =>
  ruleOf(id).signatures.code.filter((signature) => signature.raw === raw);

/**
 * Made once from the Exodus database of 2025-08-30: a line for each tracker, sorted by number, of number, name, code
 * signature and network signature, separated by tabs and ended by a line feed; then SHA-256.
 */
const publishedSha256 = 'c7f89e9ef6dedc038c8dac6dffee9eb3b007168c58a631cfaba68263bbc96842';

describe('the shipped rules', () => {
  it('hold all 432 trackers of Exodus with names and signatures exactly as published', () => {
    const lines = exodus.map(({ exodusId, name, published: { code, network } }) =>
      [exodusId, name, code ?? '', network ?? ''].join('\t'),
    );
    expect(lines).toHaveLength(432);
    expect(
      createHash('sha256')
        .update(`${lines.join('\n')}\n`)
        .digest('hex'),
    ).toBe(publishedSha256);
  });

  it('leave nothing for the lints to say', () => {
    expect(lintRules(rules.trackers)).toEqual([]);
  });

  it.each(files)('%s is in the canonical layout, under its own id', (file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    const rule = parseRule(text, file);
    expect(formatRule(rule)).toBe(text);
    expect(`${rule.id}.json`).toBe(file);
    expect(rule).toEqual(ruleOf(rule.id));
  });

  it('agree with the importer wherever no reason says otherwise', () => {
    const asExodusPublishes = exodus.map(({ exodusId, name, published, categories }) => ({
      id: exodusId,
      name,
      code_signature: published.code ?? '',
      network_signature: published.network ?? '',
      categories: categories.exodus,
    }));
    const imported = new Map(importExodus(JSON.stringify(asExodusPublishes)).rules.map((rule) => [rule.id, rule]));
    const plain = (rule: TrackerRule, reviewed: TrackerRule) =>
      [...rule.signatures.code, ...rule.signatures.network]
        .filter(({ raw }) => unexplained(reviewed).has(raw))
        .map(({ raw, pattern }) => `${raw} ${pattern}`);
    for (const rule of exodus) expect(plain(imported.get(rule.id)!, rule), rule.id).toEqual(plain(rule, rule));
  });

  it('fill in no category where Exodus has none', () => {
    const blank = exodus.filter(({ categories }) => categories.exodus.length === 0);
    expect(blank).toHaveLength(116);
    expect(blank.filter(({ categories }) => categories.trackerscope.length > 0)).toEqual([]);
  });

  it('say the same of a company wherever they name it', () => {
    const owners = rules.trackers.flatMap(({ owner }) => (owner ? [owner] : []));
    const first = new Map([...owners].reverse().map((owner) => [owner.name, owner]));
    expect(owners.filter((owner) => JSON.stringify(owner) !== JSON.stringify(first.get(owner.name)))).toEqual([]);
  });

  it('know Leanplum by both spellings', () => {
    const { exodusId, name, aliases, published } = ruleOf('leanplum');
    expect({ exodusId, name, aliases, published }).toEqual({
      exodusId: 28,
      name: 'LeanPlum',
      aliases: ['Leanplum'],
      published: { code: 'com.leanplum.', network: 'leanplum\\.com' },
    });
  });

  it('give the host that seven Facebook trackers share to none of them', () => {
    const sharing = rules.trackers.filter(({ shared }) => shared.includes('facebook.com'));
    expect(sharing.map(({ exodusId }) => exodusId).sort()).toEqual([47, 65, 66, 67, 68, 69, 70]);
  });

  it.each([
    ['the advertising-id class', 'pagead2.googlesyndication.com', 'google-admob'],
    ['Firebase Analytics', 'www.googleadservices.com', 'google-admob'],
    ['every Unity game', 'config.uca.cloud.unity3d.com', 'unity3d-ads'],
    ['the AWS SDK', 'mobileanalytics.us-east-1.amazonaws.com', 'amazon-analytics'],
    ['any Huawei service', 'store.hicloud.com', 'huawei-mobile-services-core'],
    ['a link to a map', 'map.qq.com', 'wechat-location'],
    ['a search for pictures', 'api.giphy.com', 'giphy-analytics'],
  ])('take what %s brings along, %s, for a company and not for %s', (_bringer, host, id) => {
    const { signatures, shared } = ruleOf(id);
    const matching = signatures.network.filter((signature) => matchesNetwork(signature, host));
    expect(matching.length).toBeGreaterThan(0);
    expect(matching.filter(({ pattern }) => !shared.includes(pattern!))).toEqual([]);
  });

  it.each([
    ['tune', 'com.tune', 'com/tunein/player/Player'],
    ['cloudmobi', 'com.cloudtech.', 'com/cloudtech/ecommerce/Main'],
    ['appmonet', 'com.monet.', 'com/monet/app/MainActivity'],
    ['carto', 'com.carto', 'com/cartoon/network/Player'],
    ['google-admob', 'com.google.ads.', 'com/google/ads/interactivemedia/v3/api/AdsLoader'],
    ['hypertrack', 'com.hypertrack', 'com/hypertrack/hyperlog/HyperLog'],
    ['bolts', 'com.parse.bolts', 'com/parse/boltsinternal/Task'],
    ['google-admob', 'com.google.android.gms.ads.AdView', 'com/google/android/gms/ads/identifier/AdvertisingIdClient'],
    [
      'salesforce-marketing-cloud',
      'com.salesforce.marketingcloud',
      'com/salesforce/androidsdk/app/SalesforceSDKManager',
    ],
    ['opentelemetry', 'io.opencensus', 'io/opencensus/trace/Tracer'],
    ['display', 'io.display.', 'org/csstudio/display/builder/Widget'],
    ['iab-open-measurement', 'com.prime31.util.IabHelperImpl', 'com/prime31/util/IabHelperImpl'],
  ])('%s does not take %s for %s', (id, raw, className) => {
    const readings = codeOf(id, raw);
    expect(readings.length).toBeGreaterThan(0);
    expect(readings.filter((reading) => matchesCode(reading, className) !== null)).toEqual([]);
  });

  it('read what Exodus escapes wrongly, leaves open or writes as an address', () => {
    const matching = (host: string) =>
      rules.trackers
        .filter(({ signatures }) => signatures.network.some((signature) => matchesNetwork(signature, host)))
        .map(({ id }) => id);
    expect(matching('data.altbeacon.org')).toEqual(['altbeacon']);
    expect(matching('https://www.exacttarget.co.uk/')).toEqual(['exacttarget']);
    expect(matching('http://54.243.73.253:8080/SilverPush/')).toEqual(['silverpush']);
    expect(matching('mobile.mng-ads.com')).toEqual(['madvertise']);
  });
});

function unexplained({ signatures }: TrackerRule): ReadonlySet<string> {
  const all = [...signatures.code, ...signatures.network];
  const explained = new Set(all.filter(({ reason }) => reason !== undefined).map(({ raw }) => raw));
  return new Set(all.map(({ raw }) => raw).filter((raw) => !explained.has(raw)));
}
