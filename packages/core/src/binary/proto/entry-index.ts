/** Where each resource of a table lies, by its id; nothing of its values is read. */
import { doubled } from '../doubled.js';
import { idNumber, resourceEntry, resourcePackage, resourceTable, resourceType } from './schema.js';
import { nextField, type ProtoScan, wireTypes } from './wire.js';

/** Entries sorted by id; those of the same id keep the order of the file. */
export interface EntryIndex {
  readonly ids: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Entries in the making. */
interface Entries {
  ids: Uint32Array;
  starts: Uint32Array;
  ends: Uint32Array;
  count: number;
  sorted: boolean;
}

/** Finds up to `most` entries. Entries without an id are left out: nothing can refer to them. */
export function indexEntries(scan: ProtoScan, most: number): EntryIndex {
  const entries: Entries = {
    ids: new Uint32Array(1024),
    starts: new Uint32Array(1024),
    ends: new Uint32Array(1024),
    count: 0,
    sorted: true,
  };
  const { length } = scan.bytes;
  for (let at = nextField(scan, 0, length); at > 0; at = nextField(scan, at, length)) {
    if (isMessage(scan, resourceTable.package)) indexPackage(scan, scan.start, scan.end, entries, most);
  }
  return entries.sorted ? trimmed(entries) : sortedById(trimmed(entries));
}

function indexPackage(scan: ProtoScan, start: number, end: number, entries: Entries, most: number): void {
  const id = Math.max(0, idIn(scan, start, end, resourcePackage.id));
  for (let at = nextField(scan, start, end); at > 0; at = nextField(scan, at, end)) {
    if (isMessage(scan, resourcePackage.type)) indexType(scan, scan.start, scan.end, id << 24, entries, most);
  }
}

function indexType(
  scan: ProtoScan,
  start: number,
  end: number,
  packageBits: number,
  entries: Entries,
  most: number,
): void {
  const id = idIn(scan, start, end, resourceType.id);
  if (id < 0) return;
  const typeBits = packageBits | ((id & 0xff) << 16);
  for (let at = nextField(scan, start, end); at > 0; at = nextField(scan, at, end)) {
    if (!isMessage(scan, resourceType.entry)) continue;
    const entryStart = scan.start;
    const entryEnd = scan.end;
    const entry = idIn(scan, entryStart, entryEnd, resourceEntry.id);
    if (entry < 0) continue;
    if (entries.count < most) add(entries, (typeBits | (entry & 0xffff)) >>> 0, entryStart, entryEnd);
    else scan.damage.note('limit/items', 'entries', entryStart, () => `only the first ${most} can be looked up`);
  }
}

/** The id in a message, whose field `field` is a message with one number; -1 when there is none. It comes first, and the first counts. */
function idIn(scan: ProtoScan, start: number, end: number, field: number): number {
  for (let at = nextField(scan, start, end); at > 0; at = nextField(scan, at, end)) {
    if (!isMessage(scan, field)) continue;
    const inner = scan.end;
    // Without its number the message stands for 0, which is not written out.
    let id = 0;
    for (let next = nextField(scan, scan.start, inner); next > 0; next = nextField(scan, next, inner)) {
      if (scan.field === idNumber.value && scan.type === wireTypes.varint) id = scan.low;
    }
    return id;
  }
  return -1;
}

function isMessage(scan: ProtoScan, field: number): boolean {
  return scan.field === field && scan.type === wireTypes.length;
}

function add(entries: Entries, id: number, start: number, end: number): void {
  const { count } = entries;
  if (count === entries.ids.length) {
    entries.ids = doubled(entries.ids);
    entries.starts = doubled(entries.starts);
    entries.ends = doubled(entries.ends);
  }
  if (count > 0 && id < entries.ids[count - 1]!) entries.sorted = false;
  entries.ids[count] = id;
  entries.starts[count] = start;
  entries.ends[count] = end;
  entries.count = count + 1;
}

function trimmed({ ids, starts, ends, count }: Entries): EntryIndex {
  return { ids: ids.subarray(0, count), starts: starts.subarray(0, count), ends: ends.subarray(0, count) };
}

/** Sorts by counting, first by the lower half of the ids, then by the upper: linear, and equal ids keep their order. */
function sortedById(index: EntryIndex): EntryIndex {
  return byHalf(byHalf(index, 0), 16);
}

function byHalf({ ids, starts, ends }: EntryIndex, shift: number): EntryIndex {
  const places = new Uint32Array(0x10001);
  for (let i = 0; i < ids.length; i++) places[((ids[i]! >>> shift) & 0xffff) + 1]!++;
  for (let i = 1; i < places.length; i++) places[i]! += places[i - 1]!;
  const sorted = {
    ids: new Uint32Array(ids.length),
    starts: new Uint32Array(ids.length),
    ends: new Uint32Array(ids.length),
  };
  for (let i = 0; i < ids.length; i++) {
    const place = places[(ids[i]! >>> shift) & 0xffff]!++;
    sorted.ids[place] = ids[i]!;
    sorted.starts[place] = starts[i]!;
    sorted.ends[place] = ends[i]!;
  }
  return sorted;
}
