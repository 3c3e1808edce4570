/** Who may import whom: the packages form layers, core is portable, and each third-party library has one door. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, sourceFiles } from './sources.js';

const own = /^(@trackerscope\/[a-z]+|trackerscope)(?:$|\/)/;

/** What each package's `src` may import of the project. */
const mayImport: Record<string, readonly string[]> = {
  core: [],
  reporters: ['@trackerscope/core'],
  ruleset: ['@trackerscope/core'],
  testkit: [],
  cli: ['@trackerscope/core', '@trackerscope/reporters', '@trackerscope/ruleset'],
};

describe('packages', () => {
  it('are all covered by this test', () => {
    expect(readdirSync(join(root, 'packages')).sort()).toEqual(Object.keys(mayImport).sort());
  });

  it.each(Object.entries(mayImport))('%s imports only what lies below it', (name, allowed) => {
    const files = sourceFiles(`packages/${name}/src`);
    expect(files.length).toBeGreaterThan(3);
    const wrong = files.flatMap(({ path, imports }) =>
      imports
        .filter((specifier) => own.test(specifier) && !allowed.includes(own.exec(specifier)![1]!))
        .map((specifier) => `${path}: ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('do not reach into each other by relative paths', () => {
    for (const name of Object.keys(mayImport)) {
      for (const { path, imports } of sourceFiles(`packages/${name}/src`)) {
        const depth = path.split('/').length - 4;
        for (const specifier of imports)
          expect(specifier.split('../').length - 1, `${path}: ${specifier}`).toBeLessThanOrEqual(depth);
      }
    }
  });
});

describe('inside core', () => {
  const files = sourceFiles('packages/core/src');

  it('node: modules are imported in src/node alone', () => {
    const using = files.filter(({ imports }) => imports.some((specifier) => specifier.startsWith('node:')));
    expect(using.length).toBeGreaterThan(0);
    expect(using.map(({ path }) => path).filter((path) => !path.startsWith('packages/core/src/node/'))).toEqual([]);
  });

  it('binary parsers know a format and nothing of rules, archives or the scan', () => {
    const parsers = files.filter(({ path }) => path.startsWith('packages/core/src/binary/'));
    const above = /\/(signatures|archive|containers|scan|findings|platform|read-entries)\b/;
    expect(parsers.length).toBeGreaterThan(3);
    expect(
      parsers.flatMap(({ path, imports }) =>
        imports.filter((specifier) => above.test(specifier)).map((s) => `${path}: ${s}`),
      ),
    ).toEqual([]);
  });
});

describe('the library that reads certificates', () => {
  it('is loaded when there is a certificate to read, and not with the code around it', () => {
    const files = new Map(sourceFiles('packages/core/src').map((file) => [file.path, file]));
    const loaded = new Set(['packages/core/src/scan.ts']);
    for (const path of loaded) {
      for (const specifier of files.get(path)!.loads.filter((one) => one.startsWith('.')))
        loaded.add(join(dirname(path), specifier).replaceAll('\\', '/').replace(/\.js$/, '.ts'));
    }
    expect([...loaded]).toContain('packages/core/src/signing/signing-block.ts');
    expect([...loaded]).not.toContain('packages/core/src/signing/asn1.ts');
  });
});

describe('a third-party library has one door', () => {
  const files = ['core', 'reporters', 'ruleset', 'cli'].flatMap((name) => sourceFiles(`packages/${name}/src`));

  it.each([
    ['jszip', 'packages/core/src/archive/jszip/open-jszip.ts'],
    ['fast-xml-parser', 'packages/core/src/manifest/parse-xml.ts'],
    ['asn1js', 'packages/core/src/signing/asn1.ts'],
  ])('%s is imported by %s alone', (library, door) => {
    expect(files.filter(({ imports }) => imports.includes(library)).map(({ path }) => path)).toEqual([door]);
  });

  it.each(['yargs', 'string-width', 'jsonc-parser'])('%s is imported by exactly one file', (library) => {
    const doors = files.filter(({ imports }) => imports.some((s) => s === library || s.startsWith(`${library}/`)));
    expect(doors.map(({ path }) => path)).toHaveLength(1);
  });
});
