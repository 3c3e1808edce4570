/** The compiled rules: the same bytes from the same rules, and light to import. */
import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileRules } from '@trackerscope/core';
import { rules } from '@trackerscope/ruleset';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildRuleset, dataNotices } from '../src/build/build-ruleset.js';
import { decodeBase64 as decodeAnywhere } from '../src/decode-base64.js';
import { formatRule } from '../src/format-rule.js';
import { decodeBase64 as decodeOnNode } from '../src/node/decode-base64.js';
import { loadRules } from '../src/node/load-rules.js';
import { readOnDemand } from '../src/read-on-demand.js';
import { ruleLike } from './rule-like.js';

const repositoryRules = fileURLToPath(new URL('../../../rules', import.meta.url));
const dist = new URL('../dist/', import.meta.url);

describe('buildRuleset', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'build-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('writes the same bytes for the same rules, and does not touch a file that would not change', async () => {
    await buildRuleset(repositoryRules, folder);
    const compiled = join(folder, 'compiled.js');
    const { mtimeNs } = await stat(compiled, { bigint: true });
    await buildRuleset(repositoryRules, folder);
    expect((await stat(compiled, { bigint: true })).mtimeNs).toBe(mtimeNs);
    expect(await readFile(compiled)).toEqual(await readFile(new URL('compiled.js', dist)));
  });

  it('lays the licence and the notice of the data beside the code', async () => {
    for (const [file, copy] of dataNotices)
      expect(await readFile(new URL(`rules/${copy}`, dist))).toEqual(await readFile(join(repositoryRules, file)));
  });

  it('writes any text so that the module reads it back', async () => {
    const rule = ruleLike({ name: '\'"`\\ \u2028\u2029 </script>\n\u0000' });
    for (const [file] of dataNotices) await copyFile(join(repositoryRules, file), join(folder, file));
    await writeFile(join(folder, `${rule.id}.json`), formatRule(rule));
    await buildRuleset(folder, join(folder, 'out'));
    const module = await import(pathToFileURL(join(folder, 'out', 'compiled.js')).href);
    expect(readOnDemand(module.default.trackers)).toEqual([rule]);
  });
});

describe('the compiled rules', () => {
  it('are those of the rules folder, with name, version and hash', async () => {
    const { version, sha256, trackers } = await loadRules(repositoryRules);
    expect(rules).toMatchObject({ name: 'trackerscope', version, sha256, trackers });
  });

  it('come with the tables that compiling them makes', () => {
    expect(new Uint8Array(rules.tables!)).toEqual(new Uint8Array(compileRules(rules)));
    expect(decodeAnywhere('AP8QgA==')).toEqual(decodeOnNode('AP8QgA=='));
  });

  it('are all that importing the package loads', async () => {
    expect(await reachableFrom('index.js')).toEqual(['#decode-base64', './compiled.js', './read-on-demand.js']);
  });

  it('come with tools that need no Node module', async () => {
    const nodeModules = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
    expect((await reachableFrom('tools.js')).filter((name) => nodeModules.has(name))).toEqual([]);
  });
});

/** Everything that a built module imports, directly or through its neighbours, by the name it uses. */
async function reachableFrom(file: string, seen = new Set<string>()): Promise<string[]> {
  const url = new URL(file, dist);
  const text = await readFile(url, 'utf8');
  for (const [, name] of text.matchAll(/^(?:import|export)\b[^'"]*['"]([^'"\n]+)['"];?$/gm)) {
    if (name === undefined || seen.has(name)) continue;
    seen.add(name);
    if (name.startsWith('.')) await reachableFrom(new URL(name, url).href, seen);
  }
  return [...seen].sort();
}
