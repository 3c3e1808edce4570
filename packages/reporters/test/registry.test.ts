/** The registry: every format is listed, under the name of its file. */
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { reporters } from '../src/registry.js';

it('lists each file of src that is a format, once, by its name', () => {
  const others = ['index.ts', 'plain-text.ts', 'registry.ts', 'reporter.ts'];
  const files = readdirSync(new URL('../src/', import.meta.url)).filter((name) => name.endsWith('.ts'));
  const formats = files.filter((name) => !others.includes(name)).map((name) => name.slice(0, -'.ts'.length));
  expect(reporters.map(({ id }) => id).sort()).toEqual(formats.sort());
});
