/** The extractor `dexdump-listing` offers the names that exodus-core reads out of dexdump's listing. */
import { buildDex, buildDexContainer, type DexSpec } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { dexdumpListing } from '../../src/extractors/dexdump-listing.js';
import { dexdump, exodusNamesOf, hasDexdump } from '../binary/dex/dexdump.js';
import { extractFrom, viewOf } from './extract-from.js';

/** One name in each place that the listing prints, and in places that it does not. */
const everywhere: DexSpec = {
  version: '038',
  classes: [
    {
      name: 'com/own/Outer$Inner',
      superclass: 'com/super/Type',
      interfaces: ['com/interface/Type'],
      sourceFile: 'Source/file/Name.java',
      fields: [
        { name: 'instance', type: '[Lcom/field/Type;' },
        { name: 'shared', type: 'com/static/Type', static: true },
      ],
      staticStrings: ['a Value/in/text "Quoted/too" back\\Slash/ed\nNew/line', 'a NUL: N\0ul/x and 😀: Sm😀ile/x'],
      methods: [
        { name: '<init>' },
        {
          name: 'go',
          parameters: ['I', 'com/parameter/Type', 'J', '[[Lcom/array/Type;'],
          returns: 'com/return/Type',
        },
        {
          name: 'wide',
          static: true,
          catches: ['com/caught/One', 'com/caught/Two'],
          locals: [
            { name: 'Local/name', type: 'com/local/Type' },
            { name: 'generic', type: 'com/local/List', signature: 'Lcom/local/List<Lcom/local/Element;>;' },
          ],
        },
      ],
    },
  ],
  methodHandles: [
    { code: 4, owner: 'com/bootstrap/Owner', member: { name: 'link', parameters: ['com/bootstrap/Lookup'] } },
    { code: 0, owner: 'com/put/Owner', member: { name: 'field', type: 'com/put/Type' } },
    { code: 3, owner: 'com/get/Owner', member: { name: 'field', type: 'Upper/get/Type' } },
  ],
  callSites: [{ name: 'Call/site', parameters: ['com/call/Parameter'], strings: ['Call/argument'] }],
  references: ['com/only/Referenced'],
  strings: ['Not/listed/text'],
};

const listed = [
  'all/argument',
  'all/site',
  'com/array/Type',
  'com/bootstrap/Lookup',
  'com/bootstrap/Owner',
  'com/call/Parameter',
  'com/caught/One',
  'com/caught/Two',
  'com/field/Type',
  'com/get/Owner',
  'com/interface/Type',
  'com/local/Element',
  'com/local/List',
  'com/local/Type',
  'com/own/Outer',
  'com/parameter/Type',
  'com/put/Owner',
  'com/put/Type',
  'com/return/Type',
  'com/static/Type',
  'com/super/Type',
  'ew/line',
  'java/lang/String',
  'lash/ed',
  'mile/x',
  'ocal/name',
  'ource/file/Name',
  'pper/get/Type',
  'alue/in/text',
  'ul/x',
  'uoted/too',
];

it('every place that dexdump prints, and no other', () => {
  const { listed: names, diagnostics } = extractFrom(dexdumpListing, buildDex(everywhere));
  expect([...names].sort()).toEqual(listed.sort());
  expect(diagnostics).toEqual([]);
});

it.runIf(hasDexdump)('dexdump itself shows the same names, and finds no fault with the DEX that testkit built', () => {
  const { text, complaints } = dexdump(buildDex(everywhere));
  expect(complaints).toBe('');
  expect([...exodusNamesOf(text)].sort()).toEqual(listed.sort());
});

it('the files of a container are listed together', () => {
  const { listed: names } = extractFrom(
    dexdumpListing,
    buildDexContainer([{ classes: ['com/a/A'] }, { classes: ['com/b/B'] }]),
  );
  expect([...names].sort()).toEqual(['com/a/A', 'com/b/B', 'java/lang/Object']);
});

it('capitals in the folder of an entry become names too, since the listing begins with its path', () => {
  const { listed: names } = extractFrom(dexdumpListing, buildDex({}), { name: 'assets/Plugin/classes.dex' });
  expect([...names]).toEqual(['lugin/classes']);
});

describe('wants', () => {
  const dex = buildDex({});
  it.each([
    ['classes.dex', ''],
    ['classes2.dex', ''],
    ['assets/classes-old.dex.bak', ''],
    ['classes.dex', 'split.apk > '],
    ['classes.dex', 'outer.apk.zip > inner.apk > '],
  ])('%s inside "%s"', (name, around) => {
    expect(
      dexdumpListing.wants(viewOf(dex, { name, path: around + name, depth: around.split(' > ').length - 1 })),
    ).toBe(true);
  });

  it.each([
    ['assets/plugin.bin', ''],
    ['Classes.dex', ''],
    ['classes\n.dex', ''],
    ['x.apk/classes.dex', ''],
    ['classes.dex', 'libs.jar > '],
    ['classes.dex', 'split.apk > libs.jar > '],
  ])('not %j inside "%s"', (name, around) => {
    expect(
      dexdumpListing.wants(viewOf(dex, { name, path: around + name, depth: around.split(' > ').length - 1 })),
    ).toBe(false);
  });
});
