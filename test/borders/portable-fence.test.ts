/** The compiler itself keeps core portable: a file that uses Node does not compile under core's settings. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './sources.js';

let folder: string;

beforeAll(() => {
  // Inside core, so that its dependencies' declarations are found exactly as core finds them.
  const cache = join(root, 'packages/core/node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'fence-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Compiles one file together with core's portable sources; returns what the compiler says of it. */
function compile(text: string): string {
  writeFileSync(join(folder, 'probe.ts'), text);
  const config = {
    extends: join(root, 'packages/core/tsconfig.json'),
    compilerOptions: {
      composite: false,
      incremental: false,
      tsBuildInfoFile: null,
      noEmit: true,
      rootDir: join(root, 'packages/core'),
    },
    include: [join(folder, 'probe.ts'), join(root, 'packages/core/src/index.ts')],
    exclude: [],
    references: [{ path: join(root, 'packages/core/src/archive/jszip') }],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  try {
    return execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
      encoding: 'utf8',
    });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

describe('under the settings of core', () => {
  it('portable code compiles', () => {
    expect(compile("export const bytes: Uint8Array = new TextEncoder().encode('x');\n")).toBe('');
  }, 60_000);

  it.each([
    ["import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n", "'node:fs'"],
    ['export const bytes = Buffer.alloc(1);\n', "'Buffer'"],
    ['export const folder = process.cwd();\n', "'process'"],
  ])(
    '%j does not',
    (text, name) => {
      const said = compile(text);
      expect(said).toContain('probe.ts');
      expect(said).toContain(name);
    },
    60_000,
  );
});
