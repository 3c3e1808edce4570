/** Opening the files of a set: which are APKs of the app, and what each says of itself. */
import type { Archive } from '../../archive/archive.js';
import { entryPath } from '../../archive/place.js';
import { singleEntryArchive } from '../../archive/single-entry.js';
import { isDex } from '../../binary/dex/header.js';
import { type Code, isScanError, ScanError } from '../../errors.js';
import { beginsWith } from '../../magic.js';
import type { Manifest } from '../../manifest/manifest.js';
import { readManifest } from '../../manifest/read-manifest.js';
import type { ByteSource } from '../../source/byte-source.js';
import type { AppPart } from '../container.js';
import type { Opening } from '../opening.js';
import { shapeOf, type ZipShape } from '../zip-shape.js';
import type { Budget } from './inner-source.js';
import type { SetFile } from './set-files.js';

/** What came of opening files. */
export interface OpenedFiles {
  readonly parts: readonly SetPart[];
  /** Archives that are no APK. */
  readonly archives: readonly OtherArchive[];
  readonly others: readonly SetFile[];
}

/** An archive that is no APK, and may be a set itself. */
interface OtherArchive {
  readonly file: SetFile;
  readonly archive: Archive;
  readonly bytes: number;
}

/** An APK of a set, or a DEX file beside it. */
export interface SetPart extends AppPart {
  readonly file: SetFile;
  readonly manifest: Manifest | null;
  readonly isApk: boolean;
}

/** Opens each file; one that cannot be opened is reported, and the others are opened all the same. */
export async function openFiles(files: readonly SetFile[], opening: Opening, budget: Budget): Promise<OpenedFiles> {
  const { limits, report } = opening;
  const parts: SetPart[] = [];
  const archives: OtherArchive[] = [];
  const others: SetFile[] = [];
  for (const [i, file] of files.entries()) {
    if (parts.length + archives.length === limits.maxParts) {
      const message = `Expected at most ${limits.maxParts} archives in one set; ${files.length - i} more were not opened.`;
      report({ code: 'limit/parts', where: [{ entry: file.path }], message });
      others.push(...files.slice(i));
      break;
    }
    try {
      const opened = await openFile(file, opening, budget);
      if (opened === null) others.push(file);
      else if ('isApk' in opened) parts.push(opened);
      else archives.push(opened);
    } catch (error) {
      if (!isScanError(error)) throw error;
      const where = error.where.length > 0 ? error.where : [{ entry: file.path }];
      report({ code: error.code, where, message: error.message });
      others.push(file);
      if (!usedUp.has(error.code)) continue;
      others.push(...files.slice(i + 1));
      break;
    }
  }
  return { parts, archives, others };
}

/** What one file is told of stands for all behind it. */
const usedUp: ReadonlySet<Code> = new Set(['limit/total-bytes', 'limit/entries']);

/** An APK or DEX file as a part, another archive as it is, null for anything else. */
async function openFile(file: SetFile, opening: Opening, budget: Budget): Promise<SetPart | OtherArchive | null> {
  const source = await file.open();
  const head = await source.read(0, 8);
  if (isDex(head)) {
    const archive = singleEntryArchive(source, file.path);
    return { path: '', archive, source, file, manifest: null, isApk: false };
  }
  if (!beginsWith(head, 'zip')) return null;
  const archive = await openWithin(source, file.path, opening, budget);
  const shape = shapeOf(archive.entries);
  if (shape.manifest === null && !shape.hasDex) return { file, archive, bytes: source.size };
  const manifest = await manifestOf(archive, shape, file.path, opening);
  return { path: file.path, archive, source, file, manifest, isApk: true };
}

/** Opens an archive whose entries, with those of the archives before it, are within the limit. */
async function openWithin(
  source: ByteSource,
  path: string,
  { platform, limits }: Opening,
  budget: Budget,
): Promise<Archive> {
  if (budget.entries <= 0) {
    const message = `Expected at most ${limits.maxTotalEntries} entries in all APKs of a set; this one was not opened.`;
    throw new ScanError('limit/entries', message, { where: [{ entry: path }] });
  }
  const archive = await platform.openArchive(source, path, {
    ...limits,
    maxEntries: Math.min(limits.maxEntries, budget.entries),
  });
  budget.entries -= archive.entries.length;
  return archive;
}

/** The manifest, as far as it is there; what is odd about it is told when the app is read. */
async function manifestOf(
  archive: Archive,
  { manifest }: ZipShape,
  path: string,
  { limits }: Opening,
): Promise<Manifest | null> {
  if (manifest === null) return null;
  try {
    const { bytes } = await archive.read(manifest, limits.maxManifestBytes);
    return readManifest(bytes, entryPath(path, manifest.name), limits, () => {});
  } catch (error) {
    if (!isScanError(error)) throw error;
    return null;
  }
}
