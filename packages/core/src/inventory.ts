/** Inventory: all that the extractors saw in an app, kept, so that other rules can be tried on it without opening the app again. */
import { decodeMutf8 } from './binary/dex/mutf8.js';
import { fanOut } from './extractors/fan-out.js';
import type { ClassTable, LibraryVersion, NativeLibrary, Sink, TextTable } from './extractors/sink.js';
import { visibleTexts } from './extractors/visible-texts.js';
import { startHits } from './hit-list.js';
import { limitsFor } from './limits.js';
import type { Manifest } from './manifest/manifest.js';
import type { Platform } from './platform.js';
import { type AppReading, readApp } from './read-app.js';
import type { ScanReport } from './report.js';
import { toReport } from './scan.js';
import type { MatchOptions, ReadOptions } from './scan-options.js';
import { openRules } from './signatures/matcher.js';
import { type AppSource, bytesGiven } from './source/app-source.js';

/** What an app holds, whatever is looked for. Plain data: it can be stored, or sent to another thread. */
export interface Inventory {
  /** What a report says of the app besides findings. */
  readonly reading: AppReading;
  /** What extractors offered, in order. */
  readonly offers: readonly Offer[];
  /** UTF-16 units of one name at most; the limit with which it was read. */
  readonly maxStringUnits: number;
}

type Offer =
  | { readonly kind: 'classes'; readonly entry: string; readonly table: Omit<ClassTable, 'text'> }
  | { readonly kind: 'strings'; readonly entry: string; readonly table: TextTable }
  | { readonly kind: 'manifest'; readonly entry: string; readonly manifest: Manifest; readonly depth: number }
  | { readonly kind: 'text'; readonly entry: string; readonly table: TextTable }
  | { readonly kind: 'library'; readonly entry: string; readonly library: NativeLibrary }
  | { readonly kind: 'version'; readonly version: LibraryVersion }
  | { readonly kind: 'listed-names'; readonly entry: string; readonly names: ReadonlySet<string> };

/** Reads an app from a byte source into an inventory; see `takeInventory` of the public doors. */
export async function inventorySource(
  input: AppSource,
  name: string | null,
  options: ReadOptions,
  platform: Platform,
): Promise<Inventory> {
  const offers: Offer[] = [];
  const reading = await readApp(input, name, options, platform, [recorder(offers)]);
  return { reading, offers, maxStringUnits: limitsFor(bytesGiven(input), options.limits).maxStringUnits };
}

/**
 * The report that scanning the app itself would give, from what was kept of it.
 *
 * ```ts
 * import { scanInventory, takeInventory } from '@trackerscope/core';
 *
 * const inventory = await takeInventory(bytes);
 * const today = scanInventory(inventory, { rules });
 * const tomorrow = scanInventory(inventory, { rules: newerRules });
 * ```
 *
 * @throws ScanError `rules/*` when the rules cannot be used
 */
export function scanInventory({ reading, offers, maxStringUnits }: Inventory, options: MatchOptions): ScanReport {
  const found = startHits(limitsFor(reading.input.bytes, options.limits));
  const sink = fanOut(openRules(options.rules, reading.matchMode)(found.add));
  for (const offer of offers) replay(offer, sink, maxStringUnits);
  sink.end();
  return toReport(reading, found, options);
}

/** Keeps copies: the bytes that are offered belong to an entry that is let go. */
function recorder(offers: Offer[]): Partial<Sink> {
  return {
    classes({ format, defined, offsets, ...table }, entry) {
      const names = copyTexts(table);
      offers.push({
        kind: 'classes',
        entry,
        table: { ...names, format, defined, offsets: offsets.slice(0, table.count) },
      });
    },
    strings({ offsets, ordered, ...table }, entry) {
      const texts = copyTexts(table);
      offers.push({ kind: 'strings', entry, table: { ...texts, ordered, offsets: offsets.slice(0, table.count) } });
    },
    text: (bytes, entry, offset) => void offers.push({ kind: 'text', entry, table: visibleTextsOf(bytes, offset) }),
    library: (library, entry) => void offers.push({ kind: 'library', entry, library }),
    version: (version) => void offers.push({ kind: 'version', version }),
    manifest: (manifest, entry, depth) => void offers.push({ kind: 'manifest', entry, manifest, depth }),
    listedNames: (names, entry) => void offers.push({ kind: 'listed-names', entry, names: new Set(names) }),
  };
}

function replay(offer: Offer, sink: Sink, maxStringUnits: number): void {
  if (offer.kind === 'classes') sink.classes(withText(offer.table, maxStringUnits), offer.entry);
  else if (offer.kind === 'strings') sink.strings(offer.table, offer.entry);
  else if (offer.kind === 'manifest') sink.manifest(offer.manifest, offer.entry, offer.depth);
  else if (offer.kind === 'text') replayText(offer.table, offer.entry, sink);
  else if (offer.kind === 'library') sink.library(offer.library, offer.entry);
  else if (offer.kind === 'version') sink.version(offer.version);
  else sink.listedNames(offer.names, offer.entry);
}

function replayText({ bytes, count, starts, ends, offsets }: TextTable, entry: string, sink: Sink): void {
  for (let i = 0; i < count; i++) sink.text(bytes.subarray(starts[i], ends[i]), entry, offsets[i]!);
}

/** Of bytes of any kind only the texts in which a host may stand. */
function visibleTextsOf(bytes: Uint8Array, offset: number): TextTable {
  const { starts, ends } = visibleTexts(bytes);
  const copy = copyTexts({ bytes, count: starts.length, starts, ends });
  return { ...copy, offsets: starts.map((start) => start + offset), ordered: true };
}

function withText(table: Omit<ClassTable, 'text'>, maxUnits: number): ClassTable {
  const { bytes, starts, ends } = table;
  return { ...table, text: (i) => decodeMutf8(bytes, starts[i]!, ends[i]!, maxUnits) };
}

/** The texts one behind the other, a NUL between them, without what lay around them. */
function copyTexts({ bytes, count, starts, ends }: Pick<TextTable, 'bytes' | 'count' | 'starts' | 'ends'>) {
  const copied = { bytes: new Uint8Array(), count, starts: new Uint32Array(count), ends: new Uint32Array(count) };
  let size = 0;
  for (let i = 0; i < count; i++) {
    copied.starts[i] = size;
    size += ends[i]! - starts[i]!;
    copied.ends[i] = size++;
  }
  copied.bytes = new Uint8Array(size);
  for (let i = 0; i < count; i++) copied.bytes.set(bytes.subarray(starts[i], ends[i]), copied.starts[i]);
  return copied;
}
