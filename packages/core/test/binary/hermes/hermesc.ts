/** Hermes's own compiler as an oracle: it writes bytecode, and shows what is in it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** One compiler and the version of bytecode that it writes and reads. */
export interface Hermesc {
  readonly command: string;
  readonly version: number;
}

const packageName = 'hermes-engine';
const folders: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux64-bin', darwin: 'osx-bin' };

/**
 * The compilers that run here: that of the package hermes-engine, and those whose paths stand in the environment variable
 * HERMESC, separated by colons. Every react-native package from 0.69 to 0.81 has one in sdks/hermesc.
 */
export const compilers: readonly Hermesc[] = [ownCompiler(), ...(process.env['HERMESC'] ?? '').split(':')]
  .filter((command) => command !== '')
  .flatMap((command) => {
    const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' });
    const version = /HBC bytecode version: (\d+)/.exec(stdout ?? '')?.[1];
    return version === undefined ? [] : [{ command, version: Number(version) }];
  });

function ownCompiler(): string {
  const folder = folders[process.platform];
  const require = createRequire(new URL('../../../../../test/package.json', import.meta.url));
  return folder === undefined ? '' : join(dirname(require.resolve(`${packageName}/package.json`)), folder, 'hermesc');
}

/** Compiles JavaScript to bytecode as an app's build does. */
export function compile({ command }: Hermesc, source: string): Uint8Array {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'in.js'), source);
    run(command, folder, '-emit-binary', '-O', '-w', '-out', 'out.hbc', 'in.js');
    return new Uint8Array(readFileSync(join(folder, 'out.hbc')));
  });
}

/** One line of the string table that the compiler shows; the range is one of bytes in the storage of strings. */
export interface ShownString {
  readonly encoding: 'ASCII' | 'UTF-16';
  readonly start: number;
  readonly end: number;
  /** Control characters and others are written as `\x0A`, in UTF-16 every byte. */
  readonly shown: string;
}

/** The string table of bytecode by id. */
export function showStrings({ command }: Hermesc, bytecode: Uint8Array): ShownString[] {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'in.hbc'), bytecode);
    const text = run(command, folder, '-dump-bytecode', '-b', 'in.hbc');
    return Array.from(text.matchAll(tableLine), ([, encoding, first, last, shown]) => ({
      encoding: encoding as ShownString['encoding'],
      start: Number(first),
      end: Number(last) + 1,
      shown: shown!,
    }));
  });
}

const tableLine = /^[si]\d+\[(ASCII|UTF-16), (\d+)\.\.(-?\d+)\](?: #[0-9A-F]{8})?: (.*)$/gm;

function run(command: string, cwd: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'latin1', maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'hermesc-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
