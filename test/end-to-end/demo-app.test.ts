/** The demo app shows each kind of trace, and its report is a golden file that a person can read. */
import { scan } from '@trackerscope/core';
import { buildDemoApp } from '@trackerscope/examples/demo-app';
import { rules } from '@trackerscope/ruleset';
import { describe, expect, it } from 'vitest';

const report = await scan(buildDemoApp(), { rules, name: 'demo.apk' });
const finding = (id: string) => report.findings.find(({ tracker }) => tracker.id === id);

describe('the demo app', () => {
  it('embeds LeanPlum, with its classes, its host and its version', () => {
    expect(finding('leanplum')).toMatchObject({
      tracker: { exodusId: 28, name: 'LeanPlum' },
      verdict: 'embedded',
      confidence: 'high',
      relocated: false,
      classes: {
        count: 6,
        packages: [
          { name: 'com.leanplum', count: 3 },
          { name: 'com.leanplum.callbacks', count: 1 },
          { name: 'com.leanplum.internal', count: 2 },
        ],
      },
      hosts: ['api.leanplum.com'],
      versions: [{ value: '7.6.1', where: { entry: 'META-INF/com.leanplum_leanplum-core.version', offset: 0 } }],
    });
  });

  it('has a trace of each other kind', () => {
    const traces = report.findings.map(({ tracker, verdict, confidence, relocated }) => [
      tracker.name,
      verdict,
      confidence,
      relocated,
    ]);
    expect(traces).toEqual(
      expect.arrayContaining([
        ['MixPanel', 'embedded', 'medium', true],
        ['AppsFlyer', 'declared', 'medium', false],
        ['Adjust', 'referenced', 'low', false],
        ['Vungle', 'contacted', 'medium', false],
      ]),
    );
    expect(report.companies).toEqual([expect.objectContaining({ hosts: ['graph.facebook.com'] })]);
  });

  it('hides a DEX under another name, which is found', () => {
    const crashlytics = report.findings.find(({ tracker }) => tracker.exodusId === 27);
    expect(crashlytics?.matches[0]?.where[0]?.entry).toBe('assets/plugin.bin');
  });

  it('is told the same way each time', async () => {
    expect(await scan(buildDemoApp(), { rules, name: 'demo.apk' })).toEqual(report);
    await expect(`${JSON.stringify(report, null, 2)}\n`).toMatchFileSnapshot('../golden/demo-app.json');
  });
});
