/** Import of the public Exodus list: what is good is kept, what is not is said, and nothing hostile gets through. */
import { isScanError, type TrackerRule } from '@trackerscope/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRule } from '../src/format-rule.js';
import { importExodus } from '../src/import-exodus.js';
import { lintRules } from '../src/lint-rules.js';
import { parseRule } from '../src/parse-rule.js';

/** One tracker as the Exodus API writes it, with members replaced. */
const tracker = (changes: Record<string, unknown> = {}) => ({
  id: 28,
  name: 'LeanPlum',
  description: 'Words that are not taken over.',
  creation_date: '2017-09-24',
  code_signature: 'com.leanplum.',
  network_signature: 'leanplum\\.com',
  website: 'https://www.leanplum.com/',
  categories: ['Profiling', 'Analytics'],
  documentation: [],
  ...changes,
});
const importOf = (...trackers: unknown[]) => importExodus(JSON.stringify({ trackers }));
const firstOf = (changes: Record<string, unknown>): TrackerRule => importOf(tracker(changes)).rules[0]!;
const messagesOf = (changes: Record<string, unknown>) =>
  importOf(tracker(changes)).problems.map(({ message }) => message);

describe('importExodus', () => {
  it('makes a rule with the signatures as published, our reading and its proof', () => {
    const { rules, problems } = importExodus(JSON.stringify({ trackers: { 28: tracker() } }));
    expect(problems).toEqual([]);
    expect(rules).toEqual([
      {
        id: 'leanplum',
        exodusId: 28,
        name: 'LeanPlum',
        aliases: [],
        website: 'https://www.leanplum.com/',
        categories: { exodus: ['Analytics', 'Profiling'], trackerscope: ['analytics', 'profiling'] },
        owner: null,
        status: 'unknown',
        source: { name: 'Exodus Privacy', date: '2017-09-24', firstListed: '2017-09-24' },
        published: { code: 'com.leanplum.', network: 'leanplum\\.com' },
        signatures: {
          code: [
            {
              raw: 'com.leanplum.',
              pattern: 'com.leanplum.',
              hits: ['com/leanplum/Leanplum'],
              misses: ['com/leanplumx/Leanplum', 'telecom/leanplum/Leanplum'],
            },
          ],
          network: [
            {
              raw: 'leanplum\\.com',
              kind: 'host',
              pattern: 'leanplum.com',
              hits: ['leanplum.com', 'https://api.leanplum.com/v1'],
              misses: ['notleanplum.com', 'leanplum.com.example.org'],
            },
          ],
        },
        shared: [],
      },
    ]);
    expect(lintRules(rules)).toEqual([]);
  });

  it.each([
    ['an object of trackers', { trackers: { 28: tracker() } }],
    ['a list of trackers', { trackers: [tracker()] }],
    ['a bare list', [tracker()]],
    ['a bare object', { 28: tracker() }],
  ])('reads %s', (_form, value) => {
    expect(importExodus(JSON.stringify(value)).rules.map(({ id }) => id)).toEqual(['leanplum']);
  });

  it('takes the number from the key where the tracker does not repeat it', () => {
    const { id, ...rest } = tracker();
    expect(importExodus(JSON.stringify({ trackers: { [id]: rest } })).rules[0]!.exodusId).toBe(28);
  });

  it('drops the empty alternative that would match every class', () => {
    expect(firstOf({ code_signature: 'com.leanplum.|' }).published.code).toBe('com.leanplum.');
    expect(messagesOf({ code_signature: 'com.leanplum.|' })).toEqual([
      'code_signature: an empty alternative would match every class; left out',
    ]);
  });

  it('drops a code alternative that is a regular expression, and keeps the rest', () => {
    expect(firstOf({ code_signature: '(a+)+b|com.leanplum.' }).signatures.code.map(({ raw }) => raw)).toEqual([
      'com.leanplum.',
    ]);
    expect(messagesOf({ code_signature: '(a+)+b|com.leanplum.' })).toHaveLength(1);
  });

  it('keeps a network alternative that it cannot read as a null reading with the reason', () => {
    const [signature] = firstOf({ network_signature: '(a|aa)+\\.com' }).signatures.network;
    expect(signature).toMatchObject({ pattern: null, reason: expect.stringContaining('expected') });
    expect(messagesOf({ network_signature: '(a|aa)+\\.com' })).toHaveLength(2);
  });

  it('says what is not text', () => {
    expect(messagesOf({ network_signature: 7, website: ['https://a.b/'] })).toEqual([
      'network_signature: expected text, found number',
      'website: expected text, found a list',
    ]);
  });

  it('leaves out a tracker without a name or number, and reads the others', () => {
    const { rules, problems } = importOf(tracker({ name: 3 }), tracker({ id: 'x' }), null, tracker());
    expect(rules.map(({ id }) => id)).toEqual(['leanplum']);
    expect(problems.map(({ tracker: label }) => label)).toEqual(['28 3', '28 3', 'x LeanPlum', '? ?']);
  });

  it('keeps a word that is no category of Exodus out, and says so', () => {
    expect(messagesOf({ categories: ['Analytics', 'Spying', 4] })).toEqual([
      'categories: "Spying" is none of the six that Exodus has; left out',
      'categories: 4 is none of the six that Exodus has; left out',
    ]);
  });

  it('gives trackers of one name ids that differ', () => {
    expect(
      importOf(tracker(), tracker({ id: 29 }), tracker({ id: 30, name: '极光' })).rules.map(({ id }) => id),
    ).toEqual(['exodus-30', 'leanplum', 'leanplum-29']);
  });

  it('makes no id that is a path or the name of package.json', () => {
    expect(firstOf({ name: '../../etc/passwd' }).id).toBe('etc-passwd');
    expect(firstOf({ name: 'Package' }).id).toBe('package-28');
  });

  it('is not fooled by members that objects inherit', () => {
    const { rules } = importExodus(
      '{"trackers": {"__proto__": {"name": "Proto"}, "28": {"__proto__": {"name": "Inherited"}}}}',
    );
    expect(rules).toEqual([]);
    expect(({} as Record<string, unknown>)['name']).toBeUndefined();
  });

  it.each(['', '7', '{"trackers": 3}', '{"trackers":'])(
    'throws a ScanError for what is no list of trackers: %s',
    (text) => {
      expect(() => importExodus(text)).toThrow(expect.toSatisfy(isScanError));
    },
  );

  it('throws nothing but ScanError, and makes only rules that can be written and read', () => {
    const value = fc.oneof(
      fc.string(),
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom('com.a|', '.*', 'a\\.b', '|', '\\', '.'),
    );
    const record = fc.record(
      {
        id: fc.oneof(fc.nat(), value),
        name: value,
        code_signature: value,
        network_signature: value,
        website: value,
        categories: value,
        creation_date: value,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(record), (trackers) => {
        const { rules } = importOf(...trackers);
        for (const rule of rules) expect(parseRule(formatRule(rule), 'made.json')).toEqual(rule);
        const errors = lintRules(rules).filter(({ lint }) => lint === 'fires-on-proof' || lint === 'not-linear');
        expect(errors).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
