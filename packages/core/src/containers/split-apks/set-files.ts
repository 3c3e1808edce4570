/** The files in an archive that may be APKs of a set, and what the set says of them. */
import type { Archive, ArchiveEntry } from '../../archive/archive.js';
import { entryPath } from '../../archive/place.js';
import { isDex } from '../../binary/dex/header.js';
import { readBuildApksResult } from '../../binary/proto/read-build-apks-result.js';
import { isScanError } from '../../errors.js';
import { beginsWith } from '../../magic.js';
import type { LeftOut } from '../../report.js';
import type { ByteSource } from '../../source/byte-source.js';
import { headOf, type Opening } from '../opening.js';
import { chooseVariant } from './choose-variant.js';
import { type Budget, innerSource } from './inner-source.js';
import { apksOfXapk } from './xapk-manifest.js';

/** A file that may be part of an app. */
export interface SetFile {
  /** Path inside the input. */
  readonly path: string;
  readonly size: number;
  /** @throws ScanError when its bytes cannot be had */
  open(): Promise<ByteSource>;
}

/** What lies in an archive that is a set, or several. */
export interface SetListing {
  readonly files: readonly SetFile[];
  readonly leftOut: readonly LeftOut[];
  /** APKs that a table in the set lists and that are not there, with the name of the table. */
  readonly missing: readonly { readonly path: string; readonly table: string }[];
}

/** Expansion files are called so by rule, and may hold anything (developer.android.com, "APK expansion files"). */
const expansionFile = /\.obb$/i;

/** Why a file of this name, which is no APK, is left out. */
export function kindLeftOut(path: string): LeftOut['kind'] {
  return expansionFile.test(path) ? 'expansion-file' : 'file';
}

/** Lists an archive that lies at `where` in the input. Archives and DEX files are told by their first bytes. */
export async function listSet(archive: Archive, where: string, opening: Opening, budget: Budget): Promise<SetListing> {
  const { chosen, others, table } = await readTables(archive, opening, where);
  const files: SetFile[] = [];
  const leftOut: LeftOut[] = [];
  const names = new Set<string>();
  for (const entry of archive.entries) {
    const { name, size } = entry;
    names.add(name);
    const path = entryPath(where, name);
    if (others.has(name)) leftOut.push({ path, bytes: size, kind: 'variant' });
    else if (expansionFile.test(name)) leftOut.push({ path, bytes: size, kind: 'expansion-file' });
    else if (await mayBePart(archive, entry))
      files.push({ path, size, open: () => innerSource(archive, entry, where, opening, budget) });
    else leftOut.push({ path, bytes: size, kind: 'file' });
  }
  const missing = [...chosen].filter((name) => !names.has(name));
  return { files, leftOut, missing: missing.map((name) => ({ path: entryPath(where, name), table })) };
}

async function mayBePart(archive: Archive, entry: ArchiveEntry): Promise<boolean> {
  const head = await headOf(archive, entry, 8);
  return beginsWith(head, 'zip') || isDex(head);
}

interface Tables {
  /** The APKs that the set should have. */
  readonly chosen: ReadonlySet<string>;
  /** The APKs that are for other devices. */
  readonly others: ReadonlySet<string>;
  /** The file that says so. */
  readonly table: string;
}

/** What toc.pb of bundletool says, or manifest.json of an XAPK; where neither is there, every APK counts. */
async function readTables(archive: Archive, opening: Opening, where: string): Promise<Tables> {
  const toc = await readSmall(archive, 'toc.pb', opening, where);
  if (toc !== null) {
    const result = readBuildApksResult(toc, opening.report, entryPath(where, 'toc.pb'));
    const choice = chooseVariant(result);
    if (choice !== null) return { ...choice, table: 'toc.pb' };
  }
  const xapk = await readSmall(archive, 'manifest.json', opening, where);
  const chosen = xapk === null ? [] : apksOfXapk(new TextDecoder().decode(xapk));
  return { chosen: new Set(chosen), others: new Set(), table: 'manifest.json' };
}

/** The bytes of a small file at the root, null when there is none that can be read; then the set is taken without it. */
async function readSmall(
  archive: Archive,
  name: string,
  { limits, report }: Opening,
  where: string,
): Promise<Uint8Array | null> {
  const entry = archive.entries.find((one) => one.name === name);
  if (entry === undefined) return null;
  try {
    return (await archive.read(entry, limits.maxManifestBytes)).bytes;
  } catch (error) {
    if (!isScanError(error)) throw error;
    report({ code: error.code, where: [{ entry: entryPath(where, name) }], message: error.message });
    return null;
  }
}
