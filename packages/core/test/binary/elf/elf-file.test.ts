/** Native libraries of every class and byte order: what they say of themselves is read as it was built. */
import { buildElf, type ElfSpec } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { isElf } from '../../../src/binary/elf/header.js';
import { readSound, symbolsOf, textsOf } from './read.js';

const library: ElfSpec = {
  soname: 'libvendor.so',
  needed: ['libc.so', 'liblog.so'],
  imports: ['puts', 'free'],
  exports: ['JNI_OnLoad', 'Java_com_vendor_Sdk_start', 'vendor_init'],
  texts: ['https://api.vendor.com/'],
  buildId: '00112233445566778899aabbccddeeff00112233',
};

/** The texts that begin in the data ranges of `bytes`. */
function found(bytes: Uint8Array, ...texts: string[]): boolean[] {
  const { ranges } = readSound(bytes).data;
  return texts.map((text) => {
    const at = Buffer.from(bytes).indexOf(text);
    return ranges.some(({ start, end }) => at >= start && at + text.length <= end);
  });
}

describe.each([
  [32, 'little', 40, 'ARM'],
  [32, 'little', 3, 'x86'],
  [32, 'big', 8, 'MIPS'],
  [64, 'little', 183, 'AArch64'],
  [64, 'little', 62, 'x86-64'],
  [64, 'big', 21, 'machine 21'],
] as const)('%d bits, %s-endian, machine %d', (bits, byteOrder, machine, name) => {
  const bytes = buildElf({ ...library, bits, byteOrder, machine });

  it('says its class, byte order and machine', () => {
    expect(isElf(bytes.subarray(0, 4))).toBe(true);
    expect(readSound(bytes)).toMatchObject({ bits, byteOrder, machine: name, unseen: [] });
  });

  it('says its name, its build id and the libraries that it needs', () => {
    const elf = readSound(bytes);
    expect(elf).toMatchObject({ soname: 'libvendor.so', buildId: library.buildId });
    expect(textsOf(elf.needed)).toEqual(['libc.so', 'liblog.so']);
  });

  it.each(['sysv', 'gnu', 'both'] as const)('lists its symbols, which are found by %s hash', (hash) => {
    const elf = readSound(buildElf({ ...library, bits, byteOrder, machine, hash, sections: false }));
    expect(symbolsOf(elf, 'imported')).toEqual(library.imports);
    expect(symbolsOf(elf, 'exported').sort()).toEqual([...library.exports!].sort());
  });
});

describe('symbols', () => {
  it('are counted by section headers where nothing is exported, of which the GNU hash table tells nothing', () => {
    const bytes = buildElf({ imports: ['puts'], hash: 'gnu' });
    const at = Buffer.from(bytes).indexOf(Buffer.from([2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0])) + 4;
    bytes[at] = 1; // symoffset as GNU ld writes it into an empty table
    expect(symbolsOf(readSound(bytes), 'imported')).toEqual(['puts']);
  });

  it('that are hidden or local are neither imported nor exported', () => {
    const bytes = buildElf({ exports: ['shown', 'hidden', 'local'], hash: 'sysv' });
    const { symbols } = readSound(bytes);
    const names = textsOf(symbols.names);
    const item = (name: string): number => 288 + names.indexOf(name) * 24; // behind the ELF header and four program headers
    const hidden = item('hidden') + 5;
    expect(bytes[hidden - 1]).toBe(0x12); // STB_GLOBAL, STT_FUNC: this is the item
    bytes[hidden] = 2; // STV_HIDDEN
    bytes[item('local') + 4] = 0x02; // STB_LOCAL
    expect(symbolsOf(readSound(bytes), 'exported')).toEqual(['shown']);
  });

  it('have names in UTF-8 and of any length', () => {
    const long = 'x'.repeat(5000);
    expect(symbolsOf(readSound(buildElf({ exports: ['größe', long] })), 'exported').sort()).toEqual(['größe', long]);
  });

  it('are none in a library without a dynamic section that is sound otherwise', () => {
    const bytes = buildElf({ texts: ['x'] });
    const dynamicHeader = 64 + 3 * 56;
    expect(new DataView(bytes.buffer).getUint32(dynamicHeader, true)).toBe(2);
    bytes[dynamicHeader] = 0; // PT_NULL
    const elf = readSound(bytes);
    expect([elf.symbols.names.count, elf.needed.count, elf.soname]).toEqual([0, 0, undefined]);
  });
});

describe('data', () => {
  const texts: ElfSpec = { texts: ['https://constant.example/'], writableTexts: ['https://variable.example/'] };
  const both = ['https://constant.example/', 'https://variable.example/'];

  it('is what loaded sections hold that are no code', () => {
    const bytes = buildElf({ ...texts, codeBytes: 5000 });
    expect(readSound(bytes).data.from).toBe('sections');
    expect(found(bytes, ...both)).toEqual([true, true]);
    const { ranges } = readSound(bytes).data;
    expect(ranges.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(both.join('..').length);
  });

  it('is what loaded segments hold that are no code, where section headers are stripped', () => {
    const bytes = buildElf({ ...texts, codeBytes: 5000, sections: false });
    expect(readSound(bytes).data).toMatchObject({ from: 'segments', ranges: { length: 2 } });
    expect(found(bytes, ...both, '\xcc\xcc')).toEqual([true, true, false]);
  });

  it('is in the segment of the code, too, where no other has constants', () => {
    const bytes = buildElf({ ...texts, sections: false, constantsWithCode: true });
    expect(readSound(bytes).data.from).toBe('segments');
    expect(found(bytes, ...both)).toEqual([true, true]);
  });

  it('is the whole file where neither sections nor segments are left', () => {
    const bytes = buildElf({ ...texts, sections: false });
    bytes[56] = 0; // e_phnum
    expect(readSound(bytes).data).toEqual({ from: 'file', ranges: [{ start: 0, end: bytes.length }] });
  });
});

describe("Flutter's compiled program", () => {
  const part = (size: number): Uint8Array => new Uint8Array(size).fill(size);

  it('is found by its symbols, with the place of each part', () => {
    const bytes = buildElf({
      exports: [
        { name: '_kDartVmSnapshotData', bytes: part(10) },
        { name: '_kDartIsolateSnapshotData', bytes: part(20) },
        { name: '_kDartSomethingElse', bytes: part(5) },
        '_kDartIsolateSnapshotInstructions',
      ],
    });
    const snapshots = readSound(bytes).dartSnapshots;
    expect(snapshots.map(({ symbol }) => symbol).sort()).toEqual([
      '_kDartIsolateSnapshotData',
      '_kDartIsolateSnapshotInstructions',
      '_kDartVmSnapshotData',
    ]);
    for (const [symbol, size] of [
      ['_kDartVmSnapshotData', 10],
      ['_kDartIsolateSnapshotData', 20],
    ] as const) {
      const { start, end } = snapshots.find((it) => it.symbol === symbol)!;
      expect(bytes.subarray(start, end)).toEqual(part(size));
    }
  });

  it('is found where a newer compiler made one snapshot of it all', () => {
    const bytes = buildElf({
      exports: [{ name: '_kDartSnapshotData', bytes: part(30) }, '_kDartSnapshotInstructions'],
    });
    const symbols = readSound(bytes).dartSnapshots.map(({ symbol }) => symbol);
    expect(symbols.sort()).toEqual(['_kDartSnapshotData', '_kDartSnapshotInstructions']);
  });

  it('is not in a library that only wants those symbols', () => {
    expect(readSound(buildElf({ imports: ['_kDartVmSnapshotData'] })).dartSnapshots).toEqual([]);
  });
});
