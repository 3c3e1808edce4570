/** Every member of a room is in its registry: a file that nobody registered would be code that nobody runs. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, sourceFiles } from './sources.js';

/** Rooms with a registry, and the files in them that are no members. */
const rooms: Record<string, readonly string[]> = {
  'packages/core/src/containers': ['container.ts', 'not-apps.ts', 'open-app.ts', 'opening.ts', 'zip-shape.ts'],
  'packages/core/src/extractors': [
    'extractor.ts',
    'sink.ts',
    'fan-out.ts',
    'resource-form.ts',
    'text-head.ts',
    'text-windows.ts',
    'utf16-text.ts',
    'visible-texts.ts',
  ],
  'packages/core/src/signatures': [
    'byte-trie.ts',
    'claims.ts',
    'code-pattern.ts',
    'exodus.ts',
    'hosts.ts',
    'matcher.ts',
    'network-pattern.ts',
    'rule.ts',
    'rule-tables.ts',
    'signature-kind.ts',
    'telling-dots.ts',
  ],
  'packages/reporters/src': ['index.ts', 'reporter.ts', 'plain-text.ts'],
  'packages/ruleset/src/lints': ['bystanders.ts', 'lint.ts', 'signatures-of.ts'],
};

describe.each(Object.entries(rooms))('%s', (room, others) => {
  it('registers every member', () => {
    const members = readdirSync(join(root, room)).filter(
      (name) => name.endsWith('.ts') && name !== 'registry.ts' && !others.includes(name),
    );
    const registry = sourceFiles(room).find(({ path }) => path === `${room}/registry.ts`)!;
    const registered = registry.imports.map((specifier) => specifier.replace('./', '').replace('.js', '.ts'));
    expect(members.length).toBeGreaterThan(0);
    expect(registered.filter((name) => members.includes(name)).sort()).toEqual(members.sort());
  });
});
