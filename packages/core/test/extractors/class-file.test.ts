/** The extractor `class-file` finds class files by their first bytes and offers their classes and texts. */
import { buildClassFile, truncate } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { classFile } from '../../src/extractors/class-file.js';
import { extractFrom, textsOf, viewOf } from './extract-from.js';

const vendor = buildClassFile({
  name: 'com/vendor/Sdk',
  fields: [{ name: 'peer', descriptor: 'Lcom/other/Peer;' }],
  strings: ['https://api.vendor.com/v1'],
});

describe('wants', () => {
  it.each(['com/vendor/Sdk.class', 'assets/plugin.bin', 'META-INF/versions/9/module-info.class'])(
    'a class file named %s',
    (name) => {
      expect(classFile.wants(viewOf(vendor, { name }))).toBe(true);
    },
  );

  it('not what is only named like one', () => {
    expect(classFile.wants(viewOf(new TextEncoder().encode('class Sdk {}'), { name: 'com/vendor/Sdk.class' }))).toBe(
      false,
    );
  });
});

it('offers the class that is defined, those that are named, and the texts', () => {
  const { classes, strings, diagnostics } = extractFrom(classFile, vendor, { name: 'com/vendor/Sdk.class' });
  const [table] = classes;
  const names = Array.from({ length: table!.count }, (_, i) => table!.text(i));
  expect([names.slice(0, table!.defined), names.slice(table!.defined)]).toEqual([
    ['com/vendor/Sdk'],
    ['java/lang/Object', 'com/other/Peer'],
  ]);
  expect(textsOf(strings[0]!)).toContain('https://api.vendor.com/v1');
  expect(diagnostics).toEqual([]);
});

it('names the entry in which a class file is cut, and offers what is there', () => {
  const { strings, diagnostics } = extractFrom(classFile, truncate(vendor, vendor.length - 20), {
    name: 'Sdk.class',
    path: 'libs/sdk.jar > Sdk.class',
  });
  expect(textsOf(strings[0]!)).toContain('https://api.vendor.com/v1');
  expect(diagnostics).toMatchObject([{ code: 'class/truncated', where: [{ entry: 'libs/sdk.jar > Sdk.class' }] }]);
});
