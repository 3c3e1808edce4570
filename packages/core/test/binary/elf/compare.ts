/** What our reader and readelf say of a library, in the same words. */
import { readSound, symbolsOf, textsOf } from './read.js';
import { type ReadelfView, readelf } from './readelf.js';

const machines: Readonly<Record<string, string>> = {
  'Intel 80386': 'x86',
  'Advanced Micro Devices X86-64': 'x86-64',
  'MIPS R3000': 'MIPS',
};

/** What our reader says of a library that is sound. */
export function ours(bytes: Uint8Array): object {
  const elf = readSound(bytes);
  return summary({
    ...elf,
    needed: textsOf(elf.needed),
    imported: symbolsOf(elf, 'imported'),
    exported: symbolsOf(elf, 'exported'),
  });
}

/** What readelf says of the library at `path`. */
export const theirs = (path: string): object => summary(readelf(path));

function summary(it: Omit<ReadelfView, 'data'>): object {
  const { bits, byteOrder, machine, soname, needed, imported, exported, buildId } = it;
  return { bits, byteOrder, machine: machines[machine] ?? machine, soname, needed, imported, exported, buildId };
}
