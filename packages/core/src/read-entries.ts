/** Reading the entries of an app: each once, nested archives included, within the limits, failures kept as diagnostics. */
import type { Archive, ArchiveEntry, EntryBytes } from './archive/archive.js';
import { placeOf } from './archive/place.js';
import type { UnpackBudget } from './binary/unpack-budget.js';
import type { OpenedApp } from './containers/container.js';
import type { DiagnosticList } from './diagnostic-list.js';
import { isScanError, ScanError } from './errors.js';
import { type EntryView, type Extractor, headLength, wholeEntryBytes } from './extractors/extractor.js';
import type { Sink } from './extractors/sink.js';
import type { Limits } from './limits.js';
import { beginsWith } from './magic.js';
import type { Platform } from './platform.js';
import { type ReadAhead, startReadingAhead } from './read-ahead.js';
import type { Coverage } from './report.js';
import type { ScanOptions } from './scan-options.js';
import { fromBytes } from './source/from-bytes.js';

/** What a run over entries works with. */
export interface EntryRun {
  readonly platform: Platform;
  readonly limits: Limits;
  readonly extractors: readonly Extractor[];
  readonly sink: Sink;
  readonly diagnostics: DiagnosticList;
  readonly onProgress: ScanOptions['onProgress'];
}

/** How many entries were read, and how many were not. */
export type EntryCounts = Pick<Coverage, 'entriesRead' | 'entriesSkipped'>;

/** What a run over entries did. */
export interface EntriesRead {
  readonly counts: EntryCounts;
  /** The entries of the outermost archive that were read. */
  readonly outermost: ReadonlySet<ArchiveEntry>;
}

/** Reads what any extractor wants of the archives of an app and of the archives inside them. */
export async function readEntries(
  { kind, parts, bytesInflated = 0, entriesLeftOut = 0 }: OpenedApp,
  run: EntryRun,
): Promise<EntriesRead> {
  const { maxTotalBytes, maxTotalEntries } = run.limits;
  const tally: Tally = {
    entriesRead: 0,
    entriesSkipped: entriesLeftOut,
    outermost: new Set(),
    bytesLeft: maxTotalBytes - bytesInflated,
    entriesLeft: maxTotalEntries,
    entriesDone: 0,
    entriesTotal: parts.reduce((sum, { archive }) => sum + archive.entries.length, 0),
  };
  for (const { path, archive } of parts) await readArchive(archive, { path, depth: 0, container: kind }, run, tally);
  const { entriesRead, entriesSkipped, outermost } = tally;
  return { counts: { entriesRead, entriesSkipped }, outermost };
}

interface Tally extends UnpackBudget {
  entriesRead: number;
  entriesSkipped: number;
  readonly outermost: Set<ArchiveEntry>;
  entriesLeft: number;
  /** Entries of the app itself, for the progress line. */
  entriesDone: number;
  readonly entriesTotal: number;
}

/** The archive that is being read. */
interface Within extends Pick<EntryView, 'depth' | 'container'> {
  /** Path of the archive inside the input, empty for the input itself. */
  readonly path: string;
}

async function readArchive(archive: Archive, within: Within, run: EntryRun, tally: Tally): Promise<void> {
  for (const diagnostic of archive.diagnostics) run.diagnostics.report(diagnostic);
  const ahead = startReadingAhead(archive);
  const wanted: WantedEntry[] = [];
  for (const entry of likelyFirst(archive.entries, run.extractors)) {
    if (pastEntryLimit(placeOf(entry, within.path), run, tally)) break;
    const asked = ask(archive, entry, within, run);
    // Heads that are there at once are thousands of turns that need not be waited for.
    const one = asked instanceof Promise ? await asked : asked;
    if (one) {
      if (!one.inPieces) ahead.offer(entry, expectedAdler32(one));
      wanted.push(one);
    } else tally.entriesSkipped++;
  }

  if (within.depth === 0) tally.entriesDone += archive.entries.length - wanted.length;
  for (const one of startedFirst(wanted, ahead)) {
    const readBefore = tally.entriesRead;
    try {
      await readEntry(one, archive, ahead, run, tally);
    } catch (error) {
      run.diagnostics.keep(error, one.view.path);
    }
    if (tally.entriesRead === readBefore) tally.entriesSkipped++;
    if (within.depth > 0) continue;
    tally.entriesDone++;
    run.onProgress?.({ entriesDone: tally.entriesDone, entriesTotal: tally.entriesTotal, entry: one.view.path });
  }
}

/** An entry that somebody wants: the extractors that do, and whether it is an archive itself. */
interface WantedEntry {
  readonly entry: ArchiveEntry;
  readonly view: EntryView;
  readonly wanting: readonly Extractor[];
  readonly nested: boolean;
  /** It is too large to be read whole, and need not be. */
  readonly inPieces: boolean;
}

/**
 * Entries whose names promise something first, so that they inflate while the others are asked; of these the large ones first,
 * since nothing is done before the largest is. The others in directory order.
 */
function likelyFirst(entries: readonly ArchiveEntry[], extractors: readonly Extractor[]): readonly ArchiveEntry[] {
  const isLikely = ({ name }: ArchiveEntry): boolean => extractors.some((extractor) => extractor.likely(name));
  const likely = entries.filter(isLikely).sort((a, b) => b.size - a.size);
  return [...likely, ...entries.filter((entry) => !isLikely(entry))];
}

/** Of the entries that are already inflating the small ones first, to be looked at while the large ones inflate; then the others. */
function startedFirst(wanted: readonly WantedEntry[], ahead: ReadAhead): readonly WantedEntry[] {
  const started = wanted.filter(({ entry }) => ahead.isStarted(entry)).sort((a, b) => a.entry.size - b.entry.size);
  return [...started, ...wanted.filter(({ entry }) => !ahead.isStarted(entry))];
}

function pastEntryLimit(path: string, { limits, diagnostics }: EntryRun, tally: Tally): boolean {
  if (tally.entriesLeft-- > 0) return false;
  if (tally.entriesLeft === -1) {
    const message = `Expected at most ${limits.maxTotalEntries} entries in all archives together; the rest were not looked at.`;
    diagnostics.report({ code: 'limit/entries', where: [{ entry: path }], message });
  }
  return true;
}

/** Asks the extractors, by name and first bytes, whether an entry is worth reading. */
function ask(
  archive: Archive,
  entry: ArchiveEntry,
  { depth, container, path: around }: Within,
  run: EntryRun,
): WantedEntry | null | Promise<WantedEntry | null> {
  const { name, size } = entry;
  const path = placeOf(entry, around);
  const keep = (error: unknown): null => {
    run.diagnostics.keep(error, path);
    return null;
  };
  const answer = (head: Uint8Array) => wantedFor(entry, { name, path, depth, container, size, head }, run);
  try {
    const head = archive.head(entry, headLength);
    return head instanceof Promise ? head.then(answer).catch(keep) : answer(head);
  } catch (error) {
    return keep(error);
  }
}

function wantedFor(
  entry: ArchiveEntry,
  view: EntryView,
  { extractors, limits, diagnostics }: EntryRun,
): WantedEntry | null {
  const wanting = extractors.filter((extractor) => extractor.wants(view));
  const nested = beginsWith(view.head, 'zip');
  if (nested && view.depth >= limits.maxNestingDepth) {
    const message = `Expected archives at most ${limits.maxNestingDepth} deep inside each other; this one is deeper, and was not opened.`;
    diagnostics.report({ code: 'limit/nesting', where: [{ entry: view.path }], message });
    return null;
  }
  if (!nested && wanting.length === 0) return null;
  const inPieces = !nested && view.size > wholeEntryBytes && wanting.every(({ extractPieces }) => extractPieces);
  return { entry, view, wanting, nested, inPieces };
}

function expectedAdler32({ view, wanting }: WantedEntry): number | undefined {
  for (const extractor of wanting) {
    const expected = extractor.expectedAdler32?.(view);
    if (expected !== undefined) return expected;
  }
  return undefined;
}

async function readEntry(
  one: WantedEntry,
  archive: Archive,
  ahead: ReadAhead,
  run: EntryRun,
  tally: Tally,
): Promise<void> {
  const { entry, view, wanting, nested, inPieces } = one;
  if (inPieces) return readPieces(one, archive, run, tally);
  const { bytes, verified } = await readBounded(ahead, entry, view.path, run, tally);
  countRead(one, tally);
  for (const extractor of wanting) extractFrom(extractor, bytes, view, verified, run, tally);
  if (nested) {
    const inner = await run.platform.openArchive(fromBytes(bytes), view.path, run.limits);
    await readArchive(inner, { path: view.path, depth: view.depth + 1, container: 'archive' }, run, tally);
  }
}

function countRead({ entry, view }: WantedEntry, tally: Tally): void {
  tally.entriesRead++;
  if (view.depth === 0) tally.outermost.add(entry);
}

/** Reads an entry whose size must not cost memory. */
async function readPieces(one: WantedEntry, archive: Archive, run: EntryRun, tally: Tally): Promise<void> {
  const { entry, view, wanting } = one;
  const { report } = run.diagnostics;
  const context = { report, limits: run.limits, verified: false, budget: tally };
  const maxBytes = bytesAllowed(view.path, run, tally);
  const readers = wanting.map((extractor) => extractor.extractPieces!(view, run.sink, context));
  let offset = 0;
  for await (const piece of archive.pieces(entry, maxBytes, (remark) =>
    report({ ...remark, where: [{ entry: view.path }] }),
  )) {
    tally.bytesLeft -= piece.length;
    for (const reader of readers) reader.take(piece, offset);
    offset += piece.length;
  }
  for (const reader of readers) reader.end();
  countRead(one, tally);
}

/** Reads an entry within what is left for the whole app; an entry that goes past its limit is charged for what it cost. */
async function readBounded(
  ahead: ReadAhead,
  entry: ArchiveEntry,
  path: string,
  run: EntryRun,
  tally: Tally,
): Promise<EntryBytes> {
  const { limits, diagnostics } = run;
  const maxBytes = bytesAllowed(path, run, tally);
  try {
    const read = await ahead.take(entry, maxBytes);
    tally.bytesLeft -= read.bytes.length;
    for (const remark of read.diagnostics) diagnostics.report({ ...remark, where: [{ entry: path }] });
    return read;
  } catch (error) {
    if (!isScanError(error) || error.code !== 'limit/entry-bytes') throw error;
    tally.bytesLeft -= maxBytes;
    throw maxBytes < limits.maxEntryBytes ? pastTotal(limits, path) : error;
  }
}

/** @throws ScanError `limit/total-bytes` when nothing is left for the app */
function bytesAllowed(path: string, { limits }: EntryRun, { bytesLeft }: Tally): number {
  const allowed = Math.min(limits.maxEntryBytes, bytesLeft);
  if (allowed <= 0) throw pastTotal(limits, path);
  return allowed;
}

function pastTotal(limits: Limits, path: string): ScanError {
  const message = `Expected the entries of one app to inflate to at most ${limits.maxTotalBytes} bytes; with this one it is more.`;
  return new ScanError('limit/total-bytes', message, { where: [{ entry: path }] });
}

/** A failure of one extractor on one entry is a diagnostic: the rest of the app is still looked at. */
function extractFrom(
  extractor: Extractor,
  bytes: Uint8Array,
  view: EntryView,
  verified: boolean,
  run: EntryRun,
  budget: UnpackBudget,
): void {
  const { report } = run.diagnostics;
  try {
    extractor.extract(bytes, view, run.sink, { report, limits: run.limits, verified, budget });
  } catch (error) {
    const message = `${extractor.id}: ${error instanceof Error ? error.message : String(error)}`;
    report({ code: 'internal/extractor', where: [{ entry: view.path }], message });
  }
}
