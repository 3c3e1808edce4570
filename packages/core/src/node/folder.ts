/** A folder of files that may be one app. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isScanError, ScanError } from '../errors.js';
import { compareCodeUnits } from '../order.js';
import type { AppFiles, NamedSource } from '../source/app-source.js';
import type { FilePool } from './file-pool.js';
import { trying } from './from-file.js';

/** Whether there is a folder at `path`; false also where there is nothing, or nothing that can be asked about. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/**
 * The files of a folder, by name; folders inside of it are left alone. `assumed` says that nobody called them one app, so that they
 * have to look like one.
 * @throws ScanError `input/is-directory` for a project that apktool made of an app, `input/unreadable`
 */
export function filesOfFolder(path: string, pool: FilePool, assumed: boolean): AppFiles {
  const names = trying(path, () => readdirSync(path)).sort(compareCodeUnits);
  expectNoProject(path, names);
  const files: NamedSource[] = [];
  const unreadable: { name: string; error: ScanError }[] = [];
  for (const name of names) {
    const file = join(path, name);
    try {
      // A link is what it leads to, and one that leads nowhere is a file that cannot be read.
      if (trying(file, () => statSync(file)).isFile()) files.push({ name, source: pool.source(file) });
    } catch (error) {
      if (!isScanError(error)) throw error;
      unreadable.push({ name, error });
    }
  }
  return { files, unreadable, folder: assumed ? path : null };
}

/** What a folder is whose files belong together in another way. */
const projects: readonly {
  readonly what: string;
  readonly advice: string;
  holds(names: readonly string[]): boolean;
}[] = [
  {
    what: 'a project that apktool made of an app',
    advice: 'Scan the APK that it was made of, or build one: apktool b FOLDER',
    holds: (names) =>
      names.includes('apktool.yml') ||
      (names.includes('AndroidManifest.xml') && names.some((name) => name.startsWith('smali'))),
  },
  {
    what: 'an APK that was unpacked',
    advice: 'Scan the APK, or pack its files again: zip -r app.apk .',
    holds: (names) => names.includes('AndroidManifest.xml') && names.includes('classes.dex'),
  },
];

function expectNoProject(path: string, names: readonly string[]): void {
  const project = projects.find(({ holds }) => holds(names));
  if (project === undefined) return;
  const message = `Expected a file, or a folder with the APKs of one app; ${path} is ${project.what}.`;
  throw new ScanError('input/is-directory', message, { advice: project.advice });
}
