/** Real apps, scanned whole: the same report through every door, the class counts known from elsewhere, no surprise. */
import { readFileSync } from 'node:fs';
import { listClasses, scan } from '@trackerscope/core';
import { scan as scanOnNode } from '@trackerscope/core/node';
import { rules } from '@trackerscope/ruleset';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { corpus } from './corpus.js';

// Distinct defined classes over all DEX files, nested archives included; counted by a script over class_defs and by dexdump.
const classesDefined: Record<keyof typeof corpus, number> = {
  apidemos: 5_074,
  uiautomator2: 9_575,
  uiautomator2Test: 215,
  settings: 5_846,
  minicap: 4_458,
  stfService: 2_650,
};

const schema = readFileSync(new URL(import.meta.resolve('@trackerscope/core/report.schema.json')), 'utf8');
const isReport = new Ajv2020({ allErrors: true }).compile(JSON.parse(schema));

describe.each(Object.entries(corpus))('%s', (name, path) => {
  it('has the classes that others count', async () => {
    const { defined } = await listClasses(readFileSync(path));
    expect(defined).toHaveLength(classesDefined[name as keyof typeof corpus]);
  });

  it('gives the same report as a path, as bytes and as a Blob', async () => {
    const bytes = readFileSync(path);
    const fromPath = await scanOnNode(path, { rules, name });
    expect(await scan(bytes, { rules, name })).toEqual(fromPath);
    expect(await scan(new Blob([bytes]), { rules, name })).toEqual(fromPath);
    expect(fromPath.coverage.classesDefined).toBe(classesDefined[name as keyof typeof corpus]);
  });

  it('gives a report that the published schema accepts', async () => {
    isReport(await scanOnNode(path, { rules, allEvidence: true }));
    expect(isReport.errors ?? []).toEqual([]);
  });

  it('embeds no tracker, in either mode', async () => {
    for (const match of ['default', 'exodus'] as const) {
      const { findings } = await scanOnNode(path, { rules, match });
      expect(findings.filter(({ verdict }) => verdict === 'embedded').map(({ tracker }) => tracker.id)).toEqual([]);
    }
  });
});
