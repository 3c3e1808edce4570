/** Every text of a bundle's resources, wherever it stands. */
import { buildResourceTable, type ProtoPackage } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { strings } from './read.js';

const app = (entries: ProtoPackage['resources']): Uint8Array =>
  buildResourceTable({ package: 'com.example.app', resources: entries });

describe('a text is found', () => {
  it.each<[string, ProtoPackage['resources'][string], string[]]>([
    ['as a string', 'https://a.example/', ['https://a.example/']],
    ['in each language', [{ value: 'a' }, { value: 'b', config: { language: 'de' } }], ['a', 'b']],
    ['in an array', { array: ['a', 7, 'b'] }, ['a', 'b']],
    ['in plurals', { plural: ['one', 'many'] }, ['one', 'many']],
    ['in a style', { style: [true, 'sans'] }, ['sans']],
    [
      'with its tags',
      { styled: 'link', tags: ['a;href=https://b.example/', 'b'] },
      ['link', 'a;href=https://b.example/', 'b'],
    ],
  ])('%s', (_, value, texts) => {
    expect(strings(app({ 'string/name': value }))).toEqual({ texts, codes: [] });
  });
});

it('names, paths, comments and values that are no text are left out', () => {
  const entries = {
    'string/name': { reference: 0x7f010001 },
    'integer/b': 5,
    'xml/c': { file: 'res/xml/c.xml' },
    'string/d': '',
  };
  expect(strings(app(entries))).toEqual({ texts: [], codes: [] });
});

it('the texts of all packages are there, in file order', () => {
  const table = buildResourceTable([
    { package: 'a', resources: { 'string/a': 'one', 'string/b': 'two' } },
    { package: 'b', packageId: 2, resources: { 'string/a': 'three' } },
  ]);
  expect(strings(table).texts).toEqual(['one', 'two', 'three']);
});

it('no more texts are read than allowed', () => {
  const table = app({ 'array/a': { array: ['a', 'b', 'c'] } });
  expect(strings(table, { maxTableItems: 2 })).toEqual({ texts: ['a', 'b'], codes: ['limit/items'] });
  expect(strings(table, { maxTableItems: 3 })).toEqual({ texts: ['a', 'b', 'c'], codes: [] });
});
