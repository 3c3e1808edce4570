/** A report says what was looked at, so that nothing found can be weighed. */
import { buildApk, buildDex, buildRules, buildZip } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { listClasses, scan } from '../../src/index.js';

const rules = buildRules({ id: 'vendor', code: ['com.vendor.sdk.'] });

describe('coverage', () => {
  it('counts distinct classes over all DEX files, nested archives included', async () => {
    const nested = buildZip([{ name: 'code.dex', bytes: buildDex({ classes: ['com/example/B', 'com/example/C'] }) }]);
    const app = buildApk({
      dex: [{ classes: ['com/example/A'], references: ['com/example/B'] }, { classes: ['com/example/B'] }],
      files: [
        { name: 'assets/plugin.zip', bytes: nested },
        { name: 'res/raw/notes.txt', bytes: 'nothing to see here' },
        { name: 'res/drawable/a.png', bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
      ],
    });
    const { coverage } = await scan(app, { rules });
    // Referenced: java.lang.Object, the superclass of all.
    expect(coverage).toMatchObject({ classesDefined: 3, classesReferenced: 1, dexFiles: 3, limitsHit: [] });
    // Read: manifest, two DEX files, the nested archive, its DEX and the text. Skipped: the picture.
    expect(coverage).toMatchObject({ entriesRead: 6, entriesSkipped: 1 });
  });

  it('gives the share of class names that say nothing', async () => {
    const classes = ['a/b/c', 'a/b/d$e', 'o/aa', 'com/example/Main'];
    expect((await scan(buildApk({ dex: [{ classes }] }), { rules })).obfuscation.score).toBe(0.75);
  });

  it('has no such share without classes', async () => {
    expect((await scan(buildApk({}), { rules })).obfuscation.score).toBeNull();
  });
});

describe('listClasses', () => {
  it('lists defined and referenced classes, each once, sorted, whole', async () => {
    const app = buildApk({
      dex: [{ classes: ['b/Outer$Inner', 'a/Kebab-Case'], references: ['[Lx/Y;', 'I', 'b/Outer$Inner'] }],
    });
    expect(await listClasses(app)).toEqual({
      defined: ['a/Kebab-Case', 'b/Outer$Inner'],
      referenced: ['java/lang/Object', 'x/Y'],
      diagnostics: [],
    });
  });
});

it('resources.arsc is counted once, whether its strings are wanted, or what it hides, or only the name of the app', async () => {
  const resources = buildDex({ classes: ['com/example/Hidden'] });
  const app = (bytes: Uint8Array) =>
    buildApk({
      manifest: { package: 'com.example', label: { reference: 0x7f010000 } },
      files: [{ name: 'resources.arsc', bytes }],
    });
  const all = { entriesRead: 2, entriesSkipped: 0 };
  expect((await scan(app(resources), { rules })).coverage).toMatchObject(all);
  expect((await scan(app(resources), { rules, depth: 'dex' })).coverage).toMatchObject(all);
  expect((await scan(app(new Uint8Array(16)), { rules, depth: 'dex' })).coverage).toMatchObject(all);
});
