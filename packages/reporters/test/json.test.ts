/** The JSON format: what programs can rely on. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { json } from '../src/json.js';
import { hostileReport } from './any-report.js';
import { fullReport, sampleReport } from './sample-report.js';

const options = { color: true, width: 80, allEvidence: false, several: false };

describe('json', () => {
  it('renders a report as the golden file', async () => {
    await expect(json.render([fullReport()], options)).toMatchFileSnapshot('golden/full.json');
  });

  it('renders one report as an object and several as an array', () => {
    const report = sampleReport();
    expect(JSON.parse(json.render([report], options))).toEqual(report);
    expect(JSON.parse(json.render([report, report], options))).toEqual([report, report]);
  });

  it('renders an array when several inputs were asked for and one could be read', () => {
    expect(JSON.parse(json.render([sampleReport()], { ...options, several: true }))).toHaveLength(1);
  });

  it('renders the same bytes whatever the order of the fields in memory', () => {
    const reversed = JSON.parse(JSON.stringify(fullReport()), (_key, value) =>
      value?.constructor === Object ? Object.fromEntries(Object.entries(value).reverse()) : value,
    );
    expect(json.render([reversed], options)).toBe(json.render([fullReport()], options));
  });

  it('puts fields that it does not know after those it does', () => {
    const later = { zebra: 1, added: 2, ...sampleReport() };
    expect(Object.keys(JSON.parse(json.render([later], options))).slice(-3)).toEqual(['diagnostics', 'added', 'zebra']);
  });

  it('says exactly what the report says, in characters that no terminal obeys', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const page = json.render([report], options);
        expect(JSON.parse(page)).toEqual(report);
        expect(page.replaceAll(/[\n\u200c\u200d]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });
});
