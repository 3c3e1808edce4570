/** Hosts that several trackers share name a company, and never a tracker. */
import { buildApk, buildRules, type RuleSpec } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { type ScanReport, scan } from '../../src/index.js';

function reportOn(strings: string[], ...rules: RuleSpec[]): Promise<ScanReport> {
  return scan(buildApk({ dex: [{ strings }] }), { rules: buildRules(...rules) });
}

const owner = { name: 'Vendor Inc.' };

describe('a host', () => {
  it('that two rules claim goes to their owner, with both as candidates', async () => {
    const { findings, companies } = await reportOn(
      ['https://graph.vendor.com/v1', 'www.vendor.com'],
      { id: 'login', hosts: ['vendor.com'], owner },
      { id: 'ads', hosts: ['vendor.com'], owner },
    );
    expect(findings).toEqual([]);
    expect(companies).toEqual([
      { name: 'Vendor Inc.', hosts: ['graph.vendor.com', 'www.vendor.com'], candidates: ['ads', 'login'] },
    ]);
  });

  it('that a rule itself calls shared goes to its owner', async () => {
    const { findings, companies } = await reportOn(['www.vendor.com'], {
      id: 'ads',
      hosts: ['vendor.com'],
      shared: ['vendor.com'],
      owner,
    });
    expect(findings).toEqual([]);
    expect(companies.map(({ name }) => name)).toEqual(['Vendor Inc.']);
  });

  it('belongs to the rule with the longer pattern', async () => {
    const { findings, companies } = await reportOn(
      ['https://ads.vendor.com/'],
      { id: 'all', hosts: ['vendor.com'], shared: ['vendor.com'], owner },
      { id: 'ads', hosts: ['ads.vendor.com'], owner },
    );
    expect(findings.map(({ tracker }) => tracker.id)).toEqual(['ads']);
    expect(companies).toEqual([]);
  });

  it('of a tracker without owner goes by the name of the tracker', async () => {
    const { companies } = await reportOn(['vendor.com'], { id: 'ads', hosts: ['vendor.com'], shared: ['vendor.com'] });
    expect(companies.map(({ name }) => name)).toEqual(['ads']);
  });
});
