/** binutils' readelf as an oracle. */
import { spawnSync } from 'node:child_process';

const command = 'readelf';

/** Whether readelf can be run here. */
export const hasReadelf = spawnSync(command, ['--version']).error === undefined;

/** What readelf shows of a library, in the words of our reader. */
export interface ReadelfView {
  readonly bits: number;
  readonly byteOrder: string;
  /** As readelf names it: `AArch64`, `Advanced Micro Devices X86-64`. */
  readonly machine: string;
  readonly soname: string | undefined;
  readonly needed: readonly string[];
  readonly imported: readonly string[];
  readonly exported: readonly string[];
  readonly buildId: string | undefined;
  /** Sections that are loaded from the file and hold data that is not run: name, offset and size. */
  readonly data: readonly { readonly name: string; readonly start: number; readonly end: number }[];
}

export function readelf(path: string): ReadelfView {
  const text = run('-W', '-h', '-d', '-S', '-n', path);
  // The symbols that the dynamic section leads to, and not those of a section.
  const symbols = [...run('-W', '-D', '-s', path).matchAll(symbolLine)].map((match) => match.groups!);
  const shared = symbols.filter(({ bind, visibility }) => bind !== 'LOCAL' && !/HIDDEN|INTERNAL/.test(visibility!));
  const named = (wanted: boolean): string[] =>
    shared.filter(({ section }) => (section === 'UND') === wanted).map(({ name }) => name!.replace(/@.*$/, ''));
  return {
    bits: Number(/Class: +ELF(\d+)/.exec(text)?.[1]),
    byteOrder: /Data: +.*(little|big) endian/.exec(text)?.[1] ?? '',
    machine: /Machine: +(.*)/.exec(text)?.[1] ?? '',
    soname: /Library soname: \[(.*)\]/.exec(text)?.[1],
    needed: Array.from(text.matchAll(/Shared library: \[(.*)\]/g), (match) => match[1]!),
    imported: named(true),
    exported: named(false),
    buildId: /Build ID: ([0-9a-f]+)/.exec(text)?.[1],
    data: Array.from(text.matchAll(sectionLine), (match) => match.groups!)
      .filter(({ flags }) => flags!.includes('A') && !flags!.includes('X'))
      .map(({ name, offset, size }) => ({
        name: name!,
        start: Number.parseInt(offset!, 16),
        end: Number.parseInt(offset!, 16) + Number.parseInt(size!, 16),
      })),
  };
}

const symbolLine =
  /^ +\d+: [0-9a-f]+ +\S+ \S+ +(?<bind>\S+) +(?<visibility>\S+) +(?:\[.*\] +)?(?<section>\S+) (?<name>\S+)/gm;
const sectionLine =
  /^ +\[ *\d+\] (?<name>\S+) +PROGBITS +[0-9a-f]+ (?<offset>[0-9a-f]+) (?<size>[0-9a-f]+) [0-9a-f]+ +(?<flags>[A-Za-z]+) /gm;

function run(...args: readonly string[]): string {
  return spawnSync(command, args, { encoding: 'latin1', maxBuffer: 2 ** 30, env: { ...process.env, LC_ALL: 'C' } })
    .stdout;
}
