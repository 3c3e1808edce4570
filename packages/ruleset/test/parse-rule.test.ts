/** A rule file that is wrong is refused with its name, the line and the field, and what was expected and found. */
import { isScanError } from '@trackerscope/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRule } from '../src/format-rule.js';
import { parseRule, parseRules } from '../src/parse-rule.js';
import { ruleLike, withCode, withHost } from './rule-like.js';

const good = formatRule(ruleLike());

/** The error as `code message`, or the value when there is none. */
function errorOf(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    return isScanError(error) ? `${error.code} ${error.message}` : error;
  }
}

describe('parseRule', () => {
  it.each([
    [
      'a number for a name',
      '"name": "Vendorname"',
      '"name": 7',
      'rules/bad-field my.json:4: name: expected the name of the tracker, found 7',
    ],
    [
      'a wrong word for a status',
      '"status": "unknown"',
      '"status": "alive"',
      'rules/bad-field my.json:16: status: expected active, discontinued or unknown, found "alive"',
    ],
    [
      'an unknown field',
      '"aliases": []',
      '"aliases": [], "colour": 1',
      'rules/bad-field my.json:5: colour: expected only the fields of docs/rules.md, found an unknown field',
    ],
    [
      'a prototype for a field',
      '"aliases": []',
      '"aliases": [], "__proto__": {}',
      'rules/bad-field my.json:5: __proto__: expected only the fields of docs/rules.md, found an unknown field',
    ],
    [
      'a missing field',
      '"aliases": [],',
      '',
      'rules/bad-field my.json:1: aliases: expected this field to be there, found nothing',
    ],
    [
      'an empty pattern',
      '"pattern": "com.vendorname.sdk."',
      '"pattern": ""',
      'rules/bad-field my.json:23: signatures.code[0].pattern: expected a pattern, or null when the alternative is deliberately not matched, found an empty text',
    ],
    [
      'an id that is no file name',
      '"id": "vendorname"',
      '"id": "../up"',
      'rules/bad-field my.json:2: id: expected a kebab-case id of at most 80 characters, such as leanplum, found "../up"',
    ],
    [
      'a date in other words',
      '"2026-01-01"',
      '"1 January"',
      'rules/bad-field my.json:17: source.date: expected the date of the source as YYYY-MM-DD, found "1 January"',
    ],
    [
      'a regular expression for a pattern',
      '"pattern": "com.vendorname.sdk."',
      '"pattern": "(com.)+"',
      /^rules\/bad-pattern my\.json:23: signatures\.code\[0\]\.pattern: code pattern "\(com\.\)\+": expected /,
    ],
    [
      'a published signature that matches everything',
      '"code": "com.vendorname.sdk."',
      '"code": "com.vendorname.sdk.|"',
      'rules/bad-pattern my.json:18: published.code: an empty alternative would match every class',
    ],
    [
      'a comment',
      '"status"',
      '/* alive? */ "status"',
      /^rules\/bad-json my\.json:16: expected JSON without comments or trailing commas, found: /,
    ],
    [
      'a field given twice',
      '"shared": []',
      '"shared": [], "id": "second"',
      'rules/bad-json my.json:30: member "id" is given twice',
    ],
  ])('refuses %s', (_what, from, to, expected) => {
    const broken = good.replace(from, to);
    expect(broken).not.toBe(good);
    expect(errorOf(() => parseRule(broken, 'my.json'))).toEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    );
  });

  it.each([
    ['', /^rules\/bad-json my\.json:1: /],
    ['[1, 2', /^rules\/bad-json my\.json:1: /],
    ['"text"', 'rules/bad-field my.json:1: rule: expected an object, found "text"'],
    ['['.repeat(100_000), 'rules/bad-json my.json:1: expected at most 32 lists and objects inside each other'],
  ])('refuses what is no rule at all (case %#)', (text, expected) => {
    expect(errorOf(() => parseRule(text, 'my.json'))).toEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    );
  });

  it('reads brackets in texts as text', () => {
    const rule = ruleLike({ name: `"${'[{'.repeat(50)}\\` });
    expect(parseRule(formatRule(rule), 'my.json')).toEqual(rule);
  });

  it('throws nothing but ScanError, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), cutOrChanged(good)), (text) => {
        const result = errorOf(() => parseRule(text, 'my.json'));
        expect(result).not.toBeInstanceOf(Error);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('parseRules', () => {
  it('reads a list of rules', () => {
    const rules = [withCode('com.one.sdk.'), { ...withHost('two.com'), id: 'two' }];
    expect(parseRules(JSON.stringify(rules), 'my.json')).toEqual(rules);
  });

  it('reads a single rule as a list of one', () => {
    expect(parseRules(good, 'my.json')).toEqual([ruleLike()]);
  });

  it('names the place of a mistake inside the list', () => {
    const text = `[\n${good},\n${good.replace('"aliases": []', '"aliases": [""]')}]`;
    expect(errorOf(() => parseRules(text, 'my.json'))).toBe(
      'rules/bad-field my.json:38: [1].aliases[0]: expected other names, found an empty text',
    );
  });

  it('refuses two rules with one id', () => {
    expect(errorOf(() => parseRules(`[\n${good},\n${good}]`, 'my.json'))).toBe(
      'rules/duplicate-id my.json:35: the id vendorname was given in line 3 already',
    );
  });
});

/** A text with a piece replaced by something else. */
function cutOrChanged(text: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(text.length), fc.nat(40), fc.oneof(fc.constant(''), fc.string(), fc.json()))
    .map(([at, length, put]) => text.slice(0, at) + put + text.slice(at + length));
}
