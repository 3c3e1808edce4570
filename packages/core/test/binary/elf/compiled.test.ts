/** Libraries that compilers and linkers of this machine make, and built ones, as binutils' readelf reads them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildElf, type ElfSpec } from '@trackerscope/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { ours, theirs } from './compare.js';
import { readSound } from './read.js';
import { hasReadelf } from './readelf.js';

const compiler = 'gcc';
const folder = mkdtempSync(join(tmpdir(), 'elf-'));
afterAll(() => rmSync(folder, { recursive: true }));

const source = `
  extern int puts(const char *);
  extern __attribute__((weak)) int optional(void);
  __attribute__((visibility("hidden"))) int hidden(void) { return 1; }
  const char *const host = "https://constant.example/v1";
  char variable[] = "https://variable.example/v1";
  int vendor_start(void) { return hidden() + puts("https://literal.example/v1") + (optional ? optional() : 0); }
  int vendor_stop(void) { return variable[0]; }
`;

/** Compiles the source with further options; null when this machine cannot. */
function compile(name: string, ...options: readonly string[]): Uint8Array | null {
  const path = join(folder, name);
  const fixed = ['-shared', '-fPIC', '-nostdlib', '-x', 'c', '-o', path, `-Wl,-soname,${name}`, '-Wl,--build-id=sha1'];
  const { status, error } = spawnSync(compiler, [...fixed, ...options, '-'], { input: source });
  return error === undefined && status === 0 ? readFileSync(path) : null;
}

describe.each([
  ['plain.so'],
  ['small.so', '-m32'],
  ['sysv.so', '-Wl,--hash-style=sysv'],
  ['gnu.so', '-Wl,--hash-style=gnu'],
  ['together.so', '-Wl,-z,noseparate-code'],
  ['gold.so', '-fuse-ld=gold'],
  ['stripped.so', '-s', '-O2'],
  ['shared-names.so', '-Wl,-O2'],
  ['linked.so', '-Wl,--no-as-needed', '-lc'],
])('%s, compiled with %s %s', (name, ...options) => {
  const bytes = compile(name, ...options.filter((it) => it !== undefined));
  const why = bytes === null ? ' (skipped: gcc is not here, or has not this option)' : '';

  it.skipIf(bytes === null || !hasReadelf)(`is read as readelf reads it${why}`, () => {
    expect(ours(bytes!)).toEqual(theirs(join(folder, name)));
  });

  it.skipIf(bytes === null)(`has its three texts in its data${why}`, () => {
    const { ranges } = readSound(bytes!).data;
    for (const text of ['constant', 'variable', 'literal']) {
      const at = Buffer.from(bytes!).indexOf(`https://${text}.example/v1`);
      expect({ text, at: ranges.some(({ start, end }) => at >= start && at + 26 <= end) }).toEqual({ text, at: true });
    }
  });
});

describe.runIf(hasReadelf)('a built library', () => {
  const spec: ElfSpec = {
    soname: 'libbuilt.so',
    needed: ['libc.so', 'libm.so'],
    imports: ['puts', 'free'],
    exports: ['start', 'stop', 'Java_com_vendor_Sdk_init', { name: 'table', bytes: new Uint8Array(12) }],
    texts: ['text'],
    buildId: '0011223344',
  };

  it.each([
    ['32-little.so', { bits: 32, machine: 40 }],
    ['32-big.so', { bits: 32, byteOrder: 'big', machine: 8 }],
    ['64-little.so', {}],
    ['64-sysv.so', { hash: 'sysv' }],
    ['64-gnu.so', { hash: 'gnu' }],
    ['64-together.so', { constantsWithCode: true, sections: false }],
  ] as [string, ElfSpec][])('%s is what readelf says it is', (name, more) => {
    const bytes = buildElf({ ...spec, ...more });
    writeFileSync(join(folder, name), bytes);
    expect(theirs(join(folder, name))).toMatchObject({
      soname: 'libbuilt.so',
      needed: spec.needed,
      imported: spec.imports,
    });
    expect(ours(bytes)).toEqual(theirs(join(folder, name)));
  });
});
