/** Putting a set in order: the base first, and what does not fit together told. */
import { type Code, ScanError } from '../../errors.js';
import { compareCodeUnits } from '../../order.js';
import type { Opening } from '../opening.js';
import type { SetPart } from './set-parts.js';

/** Where a set came from, for messages. */
export interface SetOrigin {
  /** The folder in which the files lie, when nobody said that they are one app: then they have to look like one. */
  readonly folder: string | null;
}

/** What a file is called that is the base, as far as a name can tell: `base.apk`, `base-master.apk`. */
const calledBase = /(?:^|[/ ])base[^/]*$/i;

/**
 * The parts with the base first: the APK whose manifest names no split (PackageParser.parseApkLite); where no manifest can be read,
 * the one that is called so. Others follow by path. Reports `app/no-base`, `app/duplicate-split` and `app/foreign-split`.
 * @throws ScanError `input/different-apps` when there are bases of different packages, and `input/is-directory` when a folder does not
 *   look like one app
 */
export function arrangeSet(parts: readonly SetPart[], { folder }: SetOrigin, { report }: Opening): readonly SetPart[] {
  const sorted = [...parts].sort((a, b) => compareCodeUnits(a.file.path, b.file.path));
  const bases = sorted.filter(({ manifest }) => manifest !== null && manifest.split === null);
  const splits = sorted.filter(({ manifest }) => manifest !== null && manifest.split !== null);
  if (folder !== null) expectOneApp(folder, bases, splits);
  expectOnePackage(bases.length > 0 ? bases : splits);

  const named = sorted.filter(({ manifest, isApk, file }) => isApk && manifest === null && calledBase.test(file.path));
  const base = bases.find(({ file }) => calledBase.test(file.path)) ?? bases[0] ?? named[0];
  const tell = (code: Code, { file }: SetPart, message: string) =>
    report({ code, where: [{ entry: file.path }], message });
  if (base === undefined) {
    const message = `Expected one APK whose manifest names no split; of ${parts.length} none does. The app is described by a split.`;
    tell('app/no-base', sorted[0]!, message);
  }
  tellDuplicates(sorted, tell);
  tellForeign(base ?? splits[0], splits, tell);
  const rank = (part: SetPart): number => (part === base ? 0 : part.manifest ? 1 : 2);
  return sorted.sort((a, b) => rank(a) - rank(b));
}

type Tell = (code: Code, part: SetPart, message: string) => void;

function tellDuplicates(parts: readonly SetPart[], tell: Tell): void {
  const known = new Map<string | null, SetPart>();
  for (const part of parts) {
    if (part.manifest === null) continue;
    const { split } = part.manifest;
    const before = known.get(split);
    if (before === undefined) known.set(split, part);
    else {
      const what = split === null ? 'one base' : `one split ${split}`;
      tell('app/duplicate-split', part, `Expected ${what}; ${before.file.path} is it, too. Both are looked at.`);
    }
  }
}

/** Android wants the same package and version code of all (PackageInstallerSession.assertApkConsistentLocked). */
function tellForeign(base: SetPart | undefined, splits: readonly SetPart[], tell: Tell): void {
  const main = base?.manifest;
  if (!main) return;
  for (const part of splits) {
    const manifest = part.manifest!;
    if (manifest.package !== main.package) {
      tell('app/foreign-split', part, `Expected the package ${main.package}; this split says ${manifest.package}.`);
    } else if (textOf(manifest.versionCode) !== textOf(main.versionCode)) {
      const [expected, found] = [textOf(main.versionCode), textOf(manifest.versionCode)];
      tell('app/foreign-split', part, `Expected the version code ${expected}; this split says ${found}.`);
    }
  }
}

function textOf(value: { readonly text: string } | { readonly reference: number } | null): string {
  if (value === null) return 'none';
  return 'text' in value ? value.text : `@${value.reference.toString(16)}`;
}

function packagesOf(parts: readonly SetPart[]): readonly string[] {
  return [...new Set(parts.map(({ manifest }) => manifest!.package ?? 'an unnamed package'))].sort(compareCodeUnits);
}

function expectOnePackage(parts: readonly SetPart[]): void {
  const packages = packagesOf(parts);
  if (packages.length < 2) return;
  const message = `Expected the APKs of one app; they are of ${packages.length}: ${fewOf(packages)}.`;
  throw new ScanError('input/different-apps', message, {
    where: parts.slice(0, 2).map(({ file }) => ({ entry: file.path })),
    advice: 'Scan them one by one.',
  });
}

function expectOneApp(folder: string, bases: readonly SetPart[], splits: readonly SetPart[]): void {
  const packages = packagesOf([...bases, ...splits]);
  if (bases.length === 1 && packages.length === 1) return;
  const found =
    packages.length > 1
      ? `APKs of ${packages.length} packages: ${fewOf(packages)}`
      : `${bases.length === 0 ? 'splits of one app without its base' : `${bases.length} whole APKs of one package`}`;
  throw new ScanError('input/is-directory', `Expected a file, or a folder with one app; ${folder} holds ${found}.`, {
    advice: 'Name the files to scan each; with --as-one-app they are scanned as one app.',
  });
}

function fewOf(names: readonly string[]): string {
  const few = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${few} and ${names.length - 5} more` : few;
}
