/** The JDK's javap as an oracle: what it prints of class files, in our words. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Why the comparison cannot run here, or null when it can. */
export const noJdk =
  ['javac', 'javap']
    .map((tool) => (spawnSync(tool, ['-version']).error ? `${tool} is not installed` : null))
    .find(Boolean) ?? null;

/** One class file as javap shows it. */
export interface Printed {
  readonly majorVersion: number;
  readonly thisClass: string;
  /** Names that `Class` constants and descriptors hold, `thisClass` left out, sorted. */
  readonly referenced: readonly string[];
  /** Every `Utf8` constant, escaped as javap does. */
  readonly texts: readonly string[];
}

/** What `javap -v -p` prints of these class files, in their order. */
export function javap(files: readonly Uint8Array[]): Printed[] {
  return inFolder((folder) => {
    const names = files.map((_, i) => `${i}.class`);
    files.forEach((bytes, i) => {
      writeFileSync(join(folder, names[i]!), bytes);
    });
    const encoding = ['-J-Dfile.encoding=UTF-8', '-J-Dstdout.encoding=UTF-8'];
    const { stdout } = spawnSync('javap', [...encoding, '-v', '-p', ...names], { cwd: folder, maxBuffer: 2 ** 30 });
    return stdout
      .toString()
      .split(/^Classfile /m)
      .slice(1)
      .map(parse);
  });
}

/** What javac makes of these sources, by path; the class files by theirs. */
export function javac(sources: Readonly<Record<string, string>>): Map<string, Uint8Array> {
  return inFolder((folder) => {
    for (const [path, text] of Object.entries(sources)) {
      mkdirSync(dirname(join(folder, 'src', path)), { recursive: true });
      writeFileSync(join(folder, 'src', path), text);
    }
    const paths = Object.keys(sources).map((path) => join('src', path));
    const { status, stderr } = spawnSync('javac', ['-Xpkginfo:always', '-g', '-d', 'out', ...paths], { cwd: folder });
    if (status !== 0) throw new Error(stderr.toString());
    const found = readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' }).sort();
    const classes = found.filter((path) => path.endsWith('.class'));
    return new Map(classes.map((path) => [path, new Uint8Array(readFileSync(join(folder, 'out', path)))]));
  });
}

/** A text as javap escapes it, without blanks at its end; a surrogate without its other half cannot be printed. */
export function escaped(text: string): string {
  const short: Readonly<Record<string, string>> = { '\t': 't', '\n': 'n', '\r': 'r', '\b': 'b', '\f': 'f' };
  return text
    .replace(/["'\\]/g, '\\$&')
    .replace(/[\t\n\r\b\f]/g, (control) => `\\${short[control]}`)
    .replace(/[\0-\x1f\x7f-\x9f]/g, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/\p{Surrogate}/gu, '?')
    .replace(/ +$/, '');
}

function parse(printed: string): Printed {
  const constants = [...printed.matchAll(/^ *#(\d+) = (\w+) +(.*)$/gm)];
  const texts = new Map(
    [...printed.matchAll(/^ *#(\d+) = Utf8(?: {15}(.*))?$/gm)].map(([, index, text]) => [Number(index), text ?? '']),
  );
  const textOf = (index: string | undefined): string => texts.get(Number(index)) ?? '';
  const classes = constants.flatMap(([, , kind, value]) =>
    kind === 'Class' ? [textOf(/^#(\d+)/.exec(value!)?.[1])] : [],
  );
  const descriptors = constants.flatMap(([, , kind, value]) => {
    if (kind === 'NameAndType') return [textOf(/^#\d+:#(\d+)/.exec(value!)?.[1])];
    return kind === 'MethodType' ? [textOf(/^#(\d+)/.exec(value!)?.[1])] : [];
  });
  const declared = [...printed.matchAll(/^ {4}descriptor: (.*)$/gm)].map((match) => match[1]!);
  const thisClass = /^ {2}this_class: #\d+ +\/\/ "?([^"\n]*)"?$/m.exec(printed)![1]!;
  const named = [...classes.filter((name) => name.startsWith('[')), ...descriptors, ...declared].flatMap((text) =>
    [...text.matchAll(/L([^;]+);/g)].map((match) => match[1]!),
  );
  const all = new Set([...classes.filter((name) => !name.startsWith('[')), ...named]);
  all.delete(thisClass);
  return {
    majorVersion: Number(/^ {2}major version: (\d+)$/m.exec(printed)![1]),
    thisClass,
    referenced: [...all].sort(),
    texts: [...texts.values()],
  };
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'class-files-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
