/** Resources by id: the default configuration, references, and every layout of entries. */
import { type ArscPackage, type ArscValue, buildArsc, resourceId } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { readResources } from '../../../src/binary/arsc/read-resources.js';
import { defaultLimits } from '../../../src/limits.js';

const strict = (bytes: Uint8Array) =>
  readResources(bytes, defaultLimits, ({ message }) => expect.fail(message), 'resources.arsc');

/** The text of `string/it` in a package that holds it and the given others. */
function textOf(it: ArscPackage['resources'][string], others: ArscPackage['resources'] = {}): string | null {
  const app: ArscPackage = { package: 'com.example.app', resources: { 'string/it': it, ...others } };
  return strict(buildArsc(app)).lookup(resourceId(app, 'string/it'));
}

describe('a resource', () => {
  it.each<[string, Parameters<typeof textOf>[0], string]>([
    ['text', 'Grüße', 'Grüße'],
    ['an integer', 42, '42'],
    ['a boolean', true, 'true'],
    ['a colour', { type: 0x1d, data: 0xff102030 }, '#ff102030'],
  ])('is %s', (_, value, text) => {
    expect(textOf(value)).toBe(text);
  });

  it('follows references', () => {
    expect(textOf({ reference: 0x7f010001 }, { 'string/b': { reference: 0x7f020000 }, 'bool/c': false })).toBe('false');
  });

  it.each([
    ['itself', { 'string/b': 'unused' }, 0x7f010000],
    ['a circle', { 'string/b': { reference: 0x7f010000 } }, 0x7f010001],
    ['nothing', {}, 0x7f010009],
    ['another package', {}, 0x01040000],
    ['@null', {}, 0],
  ])('that refers to %s has no text', (_, others, reference) => {
    expect(textOf({ reference }, others)).toBe(null);
  });

  it('is followed for as many references as the limit says', () => {
    const chain = (length: number) =>
      Object.fromEntries(Array.from({ length }, (_, i) => [`string/s${i}`, { reference: 0x7f010002 + i }]));
    const ends = (length: number) => textOf({ reference: 0x7f010001 }, { ...chain(length), 'string/end': 'found' });
    expect([ends(defaultLimits.maxResourceHops - 1), ends(defaultLimits.maxResourceHops)]).toEqual(['found', null]);
  });
});

describe('of several configurations', () => {
  const german: ArscValue = { value: 'deutsch', config: { language: 'de' } };
  const english: ArscValue = { value: 'english', config: { language: 'en' } };
  const portrait: ArscValue = { value: 'portrait', config: { orientation: 1 } };
  const newer: ArscValue = { value: 'newer', config: { sdk: 31 } };

  it.each<[string, ArscValue[], string]>([
    ['the default one counts', [german, newer, { value: 'default' }, english], 'default'],
    ['without a default, one without a language', [german, english, newer], 'newer'],
    ['without that, English', [german, english], 'english'],
    ['without that, any', [german], 'deutsch'],
    ['of two alike, the first by the bytes of its configuration', [portrait, newer], 'newer'],
  ])('%s', (_, values, text) => {
    expect([textOf(values), textOf(values.toReversed())]).toEqual([text, text]);
  });

  it('each resource is looked for where it is', () => {
    expect(textOf([german], { 'string/other': 'default' })).toBe('deutsch');
  });
});

describe.each(['plain', 'sparse', 'offset16', 'compact'] as const)('entries in the %s layout', (layout) => {
  const app: ArscPackage = {
    package: 'com.example.app',
    layout,
    resources: {
      'string/a': [{ value: 'nur deutsch', config: { language: 'de' } }],
      'string/b': 'default b',
      'string/c': [{ value: 'deutsch', config: { language: 'de' } }, { value: 'default c' }],
      'integer/d': 7,
    },
  };
  const table = strict(buildArsc(app));

  it('are found, also where one has no value in the default configuration', () => {
    const texts = Object.keys(app.resources).map((name) => table.lookup(resourceId(app, name)));
    expect(texts).toEqual(['nur deutsch', 'default b', 'default c', '7']);
  });

  it('past the last one are missing', () => {
    expect([table.lookup(0x7f010003), table.lookup(0x7f01ffff), table.lookup(0x7f030000)]).toEqual([null, null, null]);
  });
});

describe('a table', () => {
  const app: ArscPackage = { package: 'com.example.app', resources: { 'string/a': 'app' } };

  it('may hold several packages', () => {
    const library: ArscPackage = {
      package: 'com.example.library',
      packageId: 0x02,
      resources: { 'string/a': 'library' },
    };
    const table = strict(buildArsc([app, library]));
    expect([table.lookup(0x7f010000), table.lookup(0x02010000)]).toEqual(['app', 'library']);
  });

  it('may hold a package twice: the second fills what the first leaves out', () => {
    const more: ArscPackage = { ...app, resources: { 'string/a': 'second', 'string/b': 'more' } };
    const table = strict(buildArsc([app, more]));
    expect([table.lookup(0x7f010000), table.lookup(0x7f010001)]).toEqual(['app', 'more']);
  });

  it('may hold chunks of unknown types, and a UTF-16 pool', () => {
    expect(strict(buildArsc(app, { unknownChunks: true, encoding: 'utf16' })).lookup(0x7f010000)).toBe('app');
  });
});
