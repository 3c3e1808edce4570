/** Real libraries read as binutils' readelf reads them: by digests that were recorded, and live where it is installed. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isElf } from '../../../src/binary/elf/header.js';
import { ours, theirs } from './compare.js';
import { readSound, symbolsOf } from './read.js';
import { hasReadelf, readelf } from './readelf.js';
import { realLibraries } from './real-libraries.js';

/** Made of what readelf 2.40 shows, not of what our reader does. */
const golden = JSON.parse(readFileSync(new URL('./golden/real-libraries.json', import.meta.url), 'utf8')) as {
  readonly [path: string]: string;
};

const digest = (value: object): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

it('there are as many as were recorded', () => {
  expect(realLibraries.map(([name]) => name)).toEqual(Object.keys(golden));
});

describe.each(realLibraries)('%s', (name, path) => {
  it('is an ELF without damage, and is read as was recorded', () => {
    expect(isElf(readFileSync(path))).toBe(true);
    expect(digest(ours(readFileSync(path)))).toBe(golden[name]);
  });

  it.runIf(hasReadelf)('is read as readelf reads it now', () => {
    expect(ours(readFileSync(path))).toEqual(theirs(path));
  });

  it.runIf(hasReadelf)('has its data where readelf shows it', () => {
    const { ranges, from } = readSound(readFileSync(path)).data;
    expect(from).toBe('sections');
    const outside = readelf(path).data.filter(
      ({ start, end }) => start < end && !ranges.some((it) => it.start <= start && end <= it.end),
    );
    const tables = /^\.(eh_frame|eh_frame_hdr|gcc_except_table|got|got\.plt)$/;
    expect(outside.filter((it) => !tables.test(it.name))).toEqual([]);
  });

  it('without its section headers has the same symbols, and its constants in what its segments hold', () => {
    const whole = new Uint8Array(readFileSync(path));
    const stripped = whole.slice();
    const wide = whole[4] === 2;
    stripped.fill(0, wide ? 40 : 32, wide ? 48 : 36); // e_shoff
    stripped.fill(0, wide ? 58 : 46, wide ? 64 : 52); // e_shentsize, e_shnum, e_shstrndx
    const [elf, sound] = [readSound(stripped), readSound(whole)];
    expect(elf.data.from).toBe('segments');
    expect(symbolsOf(elf, 'exported')).toEqual(symbolsOf(sound, 'exported'));
    for (const { start, end } of sound.data.ranges) {
      expect(elf.data.ranges.some((it) => it.start <= start && end <= it.end)).toBe(true);
    }
  });
});
