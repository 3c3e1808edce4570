/** Container `split-set`: an app in several APKs, a base and its splits, in a ZIP (.apks, .xapk, .apkm) or as files beside each other. */
import type { Archive } from '../archive/archive.js';
import { ScanError } from '../errors.js';
import { compareCodeUnits } from '../order.js';
import type { LeftOut } from '../report.js';
import type { AppFiles } from '../source/app-source.js';
import type { Container, OpenedApp } from './container.js';
import type { Opening } from './opening.js';
import { arrangeSet } from './split-apks/arrange-set.js';
import { type Budget, startBudget } from './split-apks/inner-source.js';
import { kindLeftOut, listSet, type SetFile, type SetListing } from './split-apks/set-files.js';
import { openFiles } from './split-apks/set-parts.js';

export const splitSet: Container = {
  id: 'split-set',
  async open({ source, zip }, opening) {
    if (zip === null || zip.shape.manifest !== null || zip.shape.hasDex) return null;
    // What is noticed in an archive that turns out to be no set is noticed again when it is read as what it is.
    const noticed: Parameters<Opening['report']>[0][] = [...zip.archive.diagnostics];
    const quiet: Opening = { ...opening, report: (diagnostic) => noticed.push(diagnostic) };
    const budget = startBudget(opening, source.size);
    const inflatable = budget.inflated;
    let level: readonly { readonly archive: Archive; readonly path: string }[] = [{ archive: zip.archive, path: '' }];
    let listed = 0;
    // Sets in archives in archives: the first level that holds APKs is the app.
    for (let depth = 0; depth < opening.limits.maxNestingDepth && level.length > 0; depth++) {
      const listing = await listAll(level, quiet, budget);
      const { parts, archives, others } = await openFiles(listing.files, quiet, budget);
      listed += level.reduce((sum, { archive }) => sum + archive.entries.length, 0);
      if (parts.some(({ isApk }) => isApk)) {
        for (const diagnostic of noticed) opening.report(diagnostic);
        tellMissing(listing, opening);
        const unused = [...others, ...archives.map(({ file }) => file)];
        return {
          kind: 'split-set',
          parts: arrangeSet(parts, { folder: null }, opening),
          leftOut: firstOf([...listing.leftOut, ...unused.map(toLeftOut)]),
          entriesLeftOut: listed - parts.length,
          bytesInflated: inflatable - budget.inflated,
        };
      }
      level = archives.map(({ file, archive }) => ({ archive, path: file.path }));
      listed -= level.length;
      // Files that are stored lie in the bytes of the archive around them, which counted once already.
      budget.stored += archives.reduce((sum, { bytes }) => sum + bytes, 0);
    }
    return null;
  },
};

/**
 * Opens an app that came in several files.
 * @throws ScanError `input/not-an-app` when none of them is an APK, and as {@link arrangeSet}
 */
export async function openSplitFiles({ files, unreadable, folder }: AppFiles, opening: Opening): Promise<OpenedApp> {
  for (const { name, error } of unreadable)
    opening.report({ code: error.code, where: [{ entry: name }], message: error.message });
  const budget = startBudget(opening, 0);
  const setFiles = files.map(({ name, source }) => ({ path: name, size: source.size, open: async () => source }));
  const { parts, archives, others } = await openFiles(setFiles, opening, budget);
  if (!parts.some(({ isApk }) => isApk)) throw noApks(folder, files.length);
  const unused = [...others, ...archives.map(({ file }) => file)];
  return {
    kind: 'split-set',
    parts: arrangeSet(parts, { folder }, opening),
    files: parts.map(({ file, source }) => ({ name: file.path, source })),
    leftOut: firstOf(unused.map(toLeftOut)),
    entriesLeftOut: unused.length,
  };
}

function noApks(folder: string | null, count: number): ScanError {
  const advice = 'Name the APKs of one app, or a folder that holds them; a split set in one file is scanned alone.';
  if (folder === null) {
    const message = `Expected the APKs of one app; none of ${count} files is an APK.`;
    return new ScanError('input/not-an-app', message, { advice });
  }
  const found = count === 0 ? 'is empty' : 'holds none';
  return new ScanError(
    'input/is-directory',
    `Expected a file, or a folder with the APKs of one app; ${folder} ${found}.`,
    {
      advice,
    },
  );
}

async function listAll(
  archives: readonly { readonly archive: Archive; readonly path: string }[],
  opening: Opening,
  budget: Budget,
): Promise<SetListing> {
  const all: SetListing[] = [];
  for (const { archive, path } of archives) all.push(await listSet(archive, path, opening, budget));
  return {
    files: all.flatMap(({ files }) => files),
    leftOut: all.flatMap(({ leftOut }) => leftOut),
    missing: all.flatMap(({ missing }) => missing),
  };
}

function tellMissing({ missing }: SetListing, { report }: Opening): void {
  const [first] = missing;
  if (first === undefined) return;
  const which = missing.length > 1 ? `${first.path} and ${missing.length - 1} more are` : `${first.path} is`;
  const message = `Expected all APKs that ${first.table} lists; ${which} not there.`;
  report({ code: 'app/missing-splits', where: [{ entry: first.table }], message });
}

function toLeftOut({ path, size }: SetFile): LeftOut {
  return { path, bytes: size, kind: kindLeftOut(path) };
}

/** So many files are named that are left out; a set can have thousands besides the app. */
const mostNamed = 100;
const rank: Readonly<Record<LeftOut['kind'], number>> = { 'expansion-file': 0, variant: 1, file: 2 };

/** What matters most is kept; all in the order of their paths. */
function firstOf(files: readonly LeftOut[]): readonly LeftOut[] {
  const byPath = [...files].sort((a, b) => compareCodeUnits(a.path, b.path));
  const kept = [...byPath].sort((a, b) => rank[a.kind] - rank[b.kind]).slice(0, mostNamed);
  return kept.sort((a, b) => compareCodeUnits(a.path, b.path));
}
