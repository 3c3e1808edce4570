/** Facts on SDKs: each has a source and a day, belongs to a rule, and to one tracker alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '@trackerscope/ruleset';
import { describe, expect, it } from 'vitest';
import { root } from '../borders/sources.js';

interface Fact {
  readonly pattern?: string;
  readonly key?: string;
  readonly source: string;
  readonly date: string;
}

const folder = join(root, 'seeds/sdks');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const kinds = [
  'code',
  'component',
  'metaData',
  'nativeLibrary',
  'file',
  'maven',
  'hosts',
  'resources',
  'strings',
  'switches',
];
const read = (file: string): Record<string, unknown> => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const factsOf = (file: string): [string, Fact][] =>
  kinds.flatMap((kind) => ((read(file)[kind] ?? []) as Fact[]).map((fact): [string, Fact] => [kind, fact]));

it('there are facts on many trackers', () => {
  expect(files.length).toBeGreaterThan(60);
});

describe.each(files)('%s', (file) => {
  it('is named like its rule, and holds known kinds of facts', () => {
    const { id, ...facts } = read(file);
    expect(file).toBe(`${id}.json`);
    expect(rules.trackers.map((tracker) => tracker.id)).toContain(id);
    expect(kinds).toEqual(expect.arrayContaining(Object.keys(facts)));
  });

  it('gives what, where from and when', () => {
    for (const [, fact] of factsOf(file)) {
      expect(fact.pattern ?? fact.key).toMatch(/\S/);
      expect(fact.source).toMatch(/\S{3}/);
      expect(fact.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });
});

it('no fact is claimed for two trackers', () => {
  const owners = new Map<string, Set<string>>();
  for (const file of files) {
    for (const [kind, { pattern, key }] of factsOf(file)) {
      if (kind === 'strings' || kind === 'switches') continue;
      const fact = `${kind} ${pattern ?? key}`;
      owners.set(fact, (owners.get(fact) ?? new Set()).add(file));
    }
  }
  expect([...owners].filter(([, by]) => by.size > 1).map(([fact]) => fact)).toEqual([]);
});
