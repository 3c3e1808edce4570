/** Damaged and hostile assemblies: what is sound is read, what is not is told, and nothing takes long. */
import { buildAssembly, indexOfBytes, insert, overwriteU16, overwriteU32, truncate } from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullTypeNames } from '../../../src/binary/namespaced-types.js';
import { utf8Text } from '../../../src/binary/utf8-texts.js';
import { read } from './read.js';

const spec = {
  name: 'App',
  references: [{ name: 'Vendor.Sdk', version: [1, 2, 3, 4] }],
  types: ['<Module>', 'Com.App.Main'],
  referredTypes: ['Vendor.Sdk.Tracker'],
  userStrings: ['first', 'second'],
};
const app = buildAssembly(spec);
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const root = indexOfBytes(app, ascii('BSJB'));
/** Offset of the header of a stream: its offset and size, then its name. */
const header = (stream: string): number => indexOfBytes(app, ascii(`${stream}\0`), root) - 8;
const start = (stream: string): number => root + new DataView(app.buffer).getUint32(header(stream), true);
/** Row counts lie behind 24 bytes of the table stream: Module, TypeRef, TypeDef, Assembly, AssemblyRef. */
const rowCount = (index: number): number => start('#~') + 24 + index * 4;

describe('cut short', () => {
  it('anywhere: nothing throws, and what is told is true', () => {
    for (let length = 0; length < app.length; length++) {
      const { shown, codes } = read(truncate(app, length));
      // The padding of the last streams is no loss.
      if (length < app.length - 20) expect(codes.length, `${length} bytes`).toBeGreaterThan(0);
      for (const type of [...(shown?.defined ?? []), ...(shown?.referred ?? [])]) {
        expect([
          ...spec.types,
          ...spec.referredTypes,
          '',
          'Main',
          'Tracker',
          'Com.App',
          'Vendor.Sdk',
          'Com.App.',
          'Vendor.Sdk.',
        ]).toContain(type);
      }
    }
  });

  it('inside the last literal: it ends there, the rest is whole', () => {
    const { shown, codes } = read(truncate(app, start('#US') + 18));
    expect(codes).toContain('dotnet/truncated');
    expect(shown).toMatchObject({ self: ['App 1.0.0.0'], userStrings: ['first', 'se'] });
  });
});

describe('headers that lead nowhere: the metadata is found by its signature', () => {
  it.each([
    ['no MZ', overwriteU16(app, 0, 0)],
    ['a PE header outside the bytes', overwriteU32(app, 0x3c, 0xfffffff0)],
    ['no PE signature', overwriteU32(app, 0x80, 0)],
    ['an optional header of no known kind', overwriteU16(app, 0x98, 0x777)],
    ['no sections', overwriteU16(app, 0x86, 0)],
    ['a CLI header outside the sections', overwriteU32(app, 0x98 + 96 + 14 * 8, 0x7fff0000)],
    ['no CLI header', overwriteU32(app, 0x98 + 96 + 14 * 8, 0)],
    ['metadata outside the sections', overwriteU32(app, 0x200 + 8, 0xffffff00)],
  ])('%s', (_, bytes) => {
    expect(read(bytes)).toMatchObject({ shown: read(app).shown, codes: ['dotnet/bad-header'] });
  });

  it('without a signature nothing is read', () => {
    expect(read(overwriteU32(app, root, 0))).toMatchObject({ assembly: null, codes: ['dotnet/no-metadata'] });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['zeros', new Uint8Array(1000)],
    ['a signature and no more', ascii('BSJB')],
  ])('%s is no assembly', (_, bytes) => {
    expect(read(bytes)).toMatchObject({ assembly: null, codes: ['dotnet/no-metadata'] });
  });
});

it('a root of endless version text is none', () => {
  const codes = ['dotnet/bad-header', 'dotnet/no-metadata'];
  expect(read(overwriteU32(app.subarray(root), 12, 0xffffffff))).toMatchObject({ assembly: null, codes });
});

describe('streams', () => {
  it.each(['#~', '#Strings', '#US'])('%s outside the bytes is told with the place of its header', (stream) => {
    const { diagnostics } = read(overwriteU32(app, header(stream), 0xfffffff0));
    const where = [{ entry: 'App.dll', offset: header(stream) }];
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'dotnet/truncated', where }));
  });

  it('more than there are headers for: those that are there are read', () => {
    const { shown, codes } = read(overwriteU16(app, root + 16 + 12 + 2, 0xffff));
    expect(codes).toContain('dotnet/truncated');
    expect(shown).toEqual(read(app).shown);
  });

  it('a second one of the same name, as protectors add it, does not hide the first', () => {
    const at = root + 16 + 12 + 4;
    const bytes = insert(
      app,
      indexOfBytes(app, ascii('#Blob\0'), root) + 8,
      new Uint8Array([...[0, 0, 0, 0], ...[1, 0, 0, 0], ...ascii('#Strings\0\0\0\0')]),
    );
    // Every stream moves back by the length of the new header; there are six now.
    const moved = overwriteU16(bytes, root + 16 + 12 + 2, 6);
    const view = new DataView(moved.buffer);
    for (let i = 0, place = at; i < 5; i++) {
      view.setUint32(place, view.getUint32(place, true) + 20, true);
      let end = place + 8;
      while (moved[end] !== 0) end++;
      place = (end + 4 - root) & ~3;
      place += root;
    }
    expect(read(moved).shown).toEqual(read(app).shown);
  });
});

describe('tables', () => {
  it.each([
    ['TypeRef', 1],
    ['TypeDef', 2],
    ['AssemblyRef', 4],
  ])('%s with 2^32 - 1 rows: those that fit are read', (_, index) => {
    const { shown, codes } = read(overwriteU32(app, rowCount(index), 0xffffffff));
    expect(codes).toContain('dotnet/truncated');
    expect(shown).not.toBeNull();
  });

  it('more rows than the limit: the first ones are read', () => {
    const many = buildAssembly({ ...spec, types: Array.from({ length: 50 }, (_, i) => `N.T${i}`) });
    const { shown, codes } = read(many, { maxTableItems: 10 });
    expect(codes).toEqual(['limit/items']);
    expect(shown?.defined).toHaveLength(10);
  });

  it('a name outside the heap leaves the name empty', () => {
    // Module takes ten bytes, TypeRef six: scope, name, namespace.
    const name = start('#~') + 24 + 5 * 4 + 10 + 2;
    const { shown, diagnostics } = read(overwriteU16(app, name, 0xffff));
    expect(diagnostics).toMatchObject([{ code: 'dotnet/bad-item', where: [{ entry: 'App.dll' }] }]);
    expect(shown?.referred).toEqual(['Vendor.Sdk.']);
  });
});

describe('literals', () => {
  it('one that is longer than the heap ends with it', () => {
    const long = app.slice();
    long[start('#US') + 1] = 0x7f;
    const { shown, codes } = read(long);
    expect(codes).toEqual(['dotnet/truncated']);
    expect(shown?.userStrings[0]).toMatch(/^first/);
  });

  it('bytes that begin no length are skipped one by one', () => {
    const odd = app.slice();
    odd[start('#US')] = 0xff;
    expect(read(odd)).toMatchObject({ shown: { userStrings: ['first', 'second'] }, codes: [] });
  });

  it('more than the limit: the first ones are read', () => {
    const { shown, codes } = read(app, { maxTableItems: 1 });
    expect(codes).toContain('limit/items');
    expect(shown?.userStrings).toEqual(['first']);
  });
});

describe('work stays linear', () => {
  const seconds = (bytes: Uint8Array): number => {
    const started = performance.now();
    read(bytes);
    return (performance.now() - started) / 1000;
  };

  it('a hundred thousand types that share one name of a megabyte', () => {
    const types = ['x'.repeat(1 << 20), ...Array.from({ length: 100_000 }, (_, i) => `T${i}`)];
    const hostile = buildAssembly({ ...spec, types, wideHeaps: true });
    const view = new DataView(hostile.buffer);
    const rows = firstType(hostile);
    const nameOf = (row: number): number => rows + row * 20 + 4;
    for (let row = 1; row <= 100_000; row++) view.setUint32(nameOf(row), view.getUint32(nameOf(0), true), true);
    expect(read(hostile).codes).toEqual(['dotnet/bad-item']);
    expect(seconds(hostile)).toBeLessThan(2);
  });

  it('a hundred thousand namespaces that are the ends of one of a megabyte', () => {
    const space = 'x'.repeat(1 << 20);
    const types = [`${space}.T`, ...Array.from({ length: 100_000 }, (_, i) => `n${i}.T`)];
    const hostile = buildAssembly({ ...spec, types, wideHeaps: true });
    const view = new DataView(hostile.buffer);
    const rows = firstType(hostile);
    const namespaceOf = (row: number): number => rows + row * 20 + 8;
    const first = view.getUint32(namespaceOf(0), true);
    for (let row = 1; row <= 100_000; row++) view.setUint32(namespaceOf(row), first + row, true);
    expect(read(hostile).codes).toEqual(['dotnet/bad-item']);
    expect(seconds(hostile)).toBeLessThan(2);
  });

  it('full names take no more room than twice the file, whatever they share', () => {
    const types = Array.from({ length: 2000 }, (_, i) => `${'n'.repeat(900)}.T${i}`);
    const bytes = buildAssembly({ ...spec, types });
    const names = fullTypeNames(read(bytes).assembly!.types);
    expect(names.bytes.length).toBe(bytes.length * 2);
    expect(utf8Text(names, 9, 1000)).toBe(types[9]);
  });

  it('twenty megabytes of empty literals', () => {
    const zeros = new Uint8Array(20 << 20);
    const hostile = new Uint8Array(start('#US') + zeros.length);
    hostile.set(app);
    hostile.fill(0, start('#US'));
    expect(seconds(overwriteU32(hostile, header('#US') + 4, zeros.length))).toBeLessThan(2);
  });
});

/** First TypeDef row of an assembly with wide heaps: Module takes 18 bytes, one TypeRef ten. */
function firstType(bytes: Uint8Array): number {
  const at = indexOfBytes(bytes, ascii('BSJB'));
  const stream = at + new DataView(bytes.buffer).getUint32(at + 16 + 12 + 4, true);
  return stream + 24 + 5 * 4 + 18 + 10;
}

it('a sound assembly with a few bytes or numbers changed', () => {
  const nasty = fc.oneof(
    fc.nat(0x400),
    fc.constantFrom(0xffffffff, 0x80000000, 0x7fffffff, 0xffff),
    fc.nat(0xffffffff),
  );
  const change = fc.record({ at: fc.nat(), value: nasty, size: fc.constantFrom(1, 2, 4) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
      const bytes = app.slice();
      const view = new DataView(bytes.buffer);
      for (const { at, value, size } of changes) {
        if (size === 1) view.setUint8(at % bytes.length, value);
        else if (size === 2) view.setUint16(at % (bytes.length - 1), value & 0xffff, true);
        else view.setUint32((at % (bytes.length - 3)) & ~3, value, true);
      }
      const { assembly } = read(bytes);
      for (const table of assembly === null
        ? []
        : [assembly.types.names, assembly.types.namespaces, assembly.self.names]) {
        const outside = table.starts.some((from, i) => from > table.ends[i]! || table.ends[i]! > bytes.length);
        expect(outside).toBe(false);
      }
    }),
    { numRuns: 5_000 },
  );
});
