/** Broken native libraries, each named after the code it must produce. */
import { buildElf, overwriteU16, overwriteU32, truncate } from '@trackerscope/testkit';
import { type DamagedFixtures, withFile } from './damaged.js';

const library = buildElf({ soname: 'libx.so', needed: ['libc.so'], exports: ['start'] });
/** Offsets in the library: a field of the header, and the segment of the dynamic section (gABI, chapters 4 and 5). */
const sectionHeaderBytes = 0x3a;
const dynamicSegment = 64 + 3 * 56;

const withLibrary = (bytes: Uint8Array): { app: Uint8Array } => ({ app: withFile('lib/arm64-v8a/libx.so', bytes) });

/** The address of the names of symbols (DT_STRTAB) leads nowhere. */
function withoutNames(): Uint8Array {
  const view = new DataView(library.buffer);
  for (let at = view.getUint32(dynamicSegment + 8, true); ; at += 16) {
    if (view.getUint32(at, true) === 5) return overwriteU32(library, at + 8, 0x7fffffff);
  }
}

/** Every symbol is named by another part of one long name. */
function overlappingNames(): Uint8Array {
  const count = 300;
  const exports = [...Array.from({ length: count }, () => ''), 'x'.repeat(1000)];
  const hostile = buildElf({ exports, hash: 'sysv', sections: false });
  const symbols = 64 + 4 * 56;
  for (let i = 1; i <= count; i++) new DataView(hostile.buffer).setUint32(symbols + i * 24, i, true);
  return hostile;
}

export const nativeInputs: DamagedFixtures = {
  'elf/bad-header': () => withLibrary(library.with(4, 9)),
  'elf/truncated': () => withLibrary(truncate(library, 200)),
  'elf/bad-offset': () => withLibrary(withoutNames()),
  'elf/bad-sections': () => withLibrary(overwriteU16(library, sectionHeaderBytes, 1)),
  'elf/overlap': () => withLibrary(overlappingNames()),
  'elf/out-of-reach': () => withLibrary(buildElf({ exports: ['x'.repeat(17 * 1024 * 1024)] })),
};
