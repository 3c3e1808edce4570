/** The text format: golden pages for each case, and what holds for any report. */
import type { ScanReport } from '@trackerscope/core';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { RenderOptions } from '../src/reporter.js';
import { text } from '../src/text.js';
import { hostileReport } from './any-report.js';
import { fullReport, sampleFinding, sampleReport } from './sample-report.js';

const plain: RenderOptions = { color: false, width: 80, allEvidence: false, several: false };

describe('text', () => {
  const empty = sampleReport().coverage;
  const pages: Record<string, [ScanReport[], Partial<RenderOptions>?]> = {
    full: [[fullReport()]],
    'full-narrow': [[fullReport()], { width: 40 }],
    'full-wide': [[fullReport()], { width: 200 }],
    'full-color': [[fullReport()], { color: true }],
    'full-all-evidence': [[fullReport()], { allEvidence: true }],
    'nothing-found': [[sampleReport()]],
    'nothing-readable': [[sampleReport({ obfuscation: { score: 0.64 } })]],
    'no-code': [
      [
        sampleReport({
          app: {
            package: null,
            label: null,
            versionName: null,
            versionCode: null,
            minSdk: null,
            targetSdk: null,
            permissions: [],
            splits: [],
            exodusId: null,
            signers: [],
            signing: { schemes: [], stamp: null, block: null, checks: null },
          },
          coverage: { ...empty, classesDefined: 0, classesReferenced: 0, strings: 0, dexFiles: 0 },
          obfuscation: { score: null },
        }),
      ],
    ],
    'exodus-mode': [[sampleReport({ matchMode: 'exodus' })]],
    'several-apps': [
      [sampleReport(), sampleReport({ findings: [sampleFinding('Leanplum', 'embedded', ['com/leanplum/A'])] })],
    ],
  };
  for (const [name, [reports, options]] of Object.entries(pages)) {
    it(`renders ${name.replaceAll('-', ' ')} as the golden page`, async () => {
      await expect(text.render(reports, { ...plain, ...options })).toMatchFileSnapshot(`golden/${name}.txt`);
    });
  }
});

describe('text of any report', () => {
  const options = fc.record({
    color: fc.boolean(),
    width: fc.integer({ min: 40, max: 200 }),
    allEvidence: fc.boolean(),
    several: fc.boolean(),
  });

  it('holds no control, format or lone surrogate character but line ends and our own colours', () => {
    fc.assert(
      fc.property(hostileReport, options, (report, chosen) => {
        let page = text.render([report], chosen).replaceAll('\n', '');
        if (chosen.color) page = page.replaceAll(/\u001b\[(?:1;4|1|2|3[23]|1;3[13]|22|22;24|22;39|39)m/g, '');
        expect(page.replaceAll(/[\u200c\u200d]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });

  it('keeps every line within the width, but for a single word that is wider', () => {
    fc.assert(
      fc.property(hostileReport, options, (report, chosen) => {
        for (const line of text.render([report], chosen).split('\n')) {
          if (stringWidth(line) > chosen.width) expect(line.trim().split(' ')).toHaveLength(1);
        }
      }),
    );
  });

  it('names every host and place of a long list when all evidence is wanted', () => {
    const hosts = Array.from({ length: 100 }, (_, index) => `host${index}.beacon.example`);
    const where = hosts.map((_, index) => ({ entry: `classes${index}.dex` }));
    const match = { signature: 'beacon', kind: 'host' as const, value: 'host0.beacon.example', where };
    const finding = sampleFinding('Beacon', 'contacted', [], { hosts, matches: [match] });
    const page = text.render([sampleReport({ findings: [finding] })], { ...plain, allEvidence: true });
    for (const name of [...hosts, ...where.map(({ entry }) => entry)]) expect(page).toContain(name);
  });

  it('stays short when an app gives itself names of a megabyte', () => {
    const long = JSON.parse(JSON.stringify(fullReport()), (key, value) =>
      key === 'value' || key === 'label' || key === 'entry' ? 'x'.repeat(2 ** 20) : value,
    );
    expect(text.render([long], plain).length).toBeLessThan(20_000);
  });

  it('is the same text with and without colour', () => {
    const colored = text.render([fullReport()], { ...plain, color: true });
    expect(colored.replaceAll(/\u001b\[[\d;]*m/g, '')).toBe(text.render([fullReport()], plain));
  });
});
