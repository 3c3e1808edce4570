/** The shape of a rule file, member by member; each message says what was expected. */
import type { TrackerRule } from '@trackerscope/core';
import * as v from 'valibot';
import { maxListItems, maxTextChars } from './bounds.js';

const text = (expected: string) =>
  v.pipe(v.string(expected), v.minLength(1, expected), v.maxLength(maxTextChars, `${expected}, not as long as this`));
const matching = (expected: string, form: RegExp) => v.pipe(text(expected), v.regex(form, expected));
const list = <const Item extends v.GenericSchema>(item: Item, expected: string) =>
  v.pipe(v.array(item, expected), v.maxLength(maxListItems, `${expected} of at most ${maxListItems}`));
const texts = (expected: string) => list(text(expected), `a list of ${expected}`);
const date = (expected: string) => matching(expected, /^\d{4}-\d{2}-\d{2}$/);

const signature = {
  raw: text('the alternative as published'),
  pattern: v.nullable(text('a pattern, or null when the alternative is deliberately not matched')),
  reason: v.exactOptional(text('why the reading differs from the published one')),
  hits: texts('strings that must match'),
  misses: texts('near misses that must not match'),
};

/** A rule file. Unknown members are refused, so that a typing mistake cannot hide. */
export const ruleSchema = v.strictObject({
  id: v.pipe(
    matching('a kebab-case id of at most 80 characters, such as leanplum', /^[a-z0-9]+(?:-[a-z0-9]+)*$/),
    v.maxLength(80, 'a kebab-case id of at most 80 characters, such as leanplum'),
    v.notValue('package', 'an id other than package, whose file would be package.json'),
  ),
  exodusId: v.nullable(
    v.pipe(
      v.number('a number of the Exodus database, or null'),
      v.safeInteger('a whole number'),
      v.minValue(1, 'a number from 1 on'),
    ),
  ),
  name: text('the name of the tracker'),
  aliases: texts('other names'),
  website: v.nullable(matching('an http or https address, or null', /^https?:\/\/\S+$/)),
  categories: v.strictObject({
    exodus: texts("Exodus's own words for categories"),
    trackerscope: texts('category ids'),
  }),
  owner: v.nullable(
    v.strictObject({
      name: text('the name of the company'),
      location: v.nullable(text('where the company is, or null')),
      packages: list(
        matching('a dotted package prefix such as com.vendor.', /^[A-Za-z][\w]*(?:\.[\w]+)+\.?$/),
        'a list of package prefixes',
      ),
    }),
  ),
  status: v.picklist(['active', 'discontinued', 'unknown'], 'active, discontinued or unknown'),
  source: v.strictObject({
    name: text('the name of the source'),
    date: date('the date of the source as YYYY-MM-DD'),
    firstListed: v.nullable(date('the day the source first listed it as YYYY-MM-DD, or null')),
  }),
  published: v.strictObject({
    code: v.nullable(text('the code signature as published, or null')),
    network: v.nullable(text('the network signature as published, or null')),
  }),
  signatures: v.strictObject({
    code: list(
      v.strictObject({ ...signature, except: v.exactOptional(texts('dotted prefixes')) }),
      'a list of code signatures',
    ),
    network: list(
      v.strictObject({ ...signature, kind: v.picklist(['host', 'url', 'word'], 'host, url or word') }),
      'a list of network signatures',
    ),
  }),
  shared: texts('network patterns of this rule'),
}) satisfies v.GenericSchema<unknown, TrackerRule>;
