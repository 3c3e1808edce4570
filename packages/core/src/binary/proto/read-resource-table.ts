/** Reads a bundle's resources.pb (aapt.pb.ResourceTable) far enough to follow a reference to its text. */
import type { Report } from '../../errors.js';
import type { Limits } from '../../limits.js';
import { compareConfigurations, distanceFromDefault } from '../arsc/configuration.js';
import type { ResourceTable } from '../arsc/read-resources.js';
import { isReference, typedValueText, valueTypes } from '../typed-value.js';
import { configurationBytes, writeConfiguration } from './configuration.js';
import { type EntryIndex, indexEntries } from './entry-index.js';
import { type ItemValue, readItem } from './item.js';
import { configValue, resourceEntry, value } from './schema.js';
import { nextField, type ProtoScan, scanProto, wireTypes } from './wire.js';

/**
 * Reads the resource table of one module of a bundle. Which of a resource's values counts, and how far references are followed, is
 * as in `arsc/read-resources.ts`: the same app gives the same texts from either form.
 *
 * Reports `proto/truncated`, `proto/bad-field`, `limit/resource-bytes` and `limit/items` (`maxTableItems`) for all that is seen
 * while the entries are found; damage inside of them when they are looked up.
 */
export function readProtoResources(bytes: Uint8Array, limits: Limits, report: Report, where: string): ResourceTable {
  const scan = scanResources(bytes, limits, report, where);
  const index = indexEntries(scan, limits.maxTableItems);
  scan.damage.flush();
  // Each resource is read once at most, so that all lookups together take no longer than one reading of the table.
  const known = new Map<number, ItemValue | null>();

  const itemOf = (id: number): ItemValue | null => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const found = defaultItem(scan, index, id, limits.maxStringUnits);
    scan.damage.flush();
    known.set(id, found);
    return found;
  };

  const lookup = (start: number): string | null => {
    let id = start >>> 0;
    for (let hops = 0; hops <= limits.maxResourceHops; hops++) {
      const found = itemOf(id);
      if (found === null || found.type === valueTypes.null) return null;
      if (found.type === valueTypes.string) return found.text;
      if (!isReference(found.type)) return typedValueText(found.type, found.data);
      id = found.data;
    }
    return null;
  };
  return { lookup };
}

/** Begins to read a resource table, as much of it as the limit allows. */
export function scanResources(bytes: Uint8Array, limits: Limits, report: Report, where: string): ProtoScan {
  const { maxResourceBytes } = limits;
  if (bytes.length > maxResourceBytes) {
    const message = `a resource table of ${bytes.length} bytes, ${maxResourceBytes} are read`;
    report({ code: 'limit/resource-bytes', where: [{ entry: where, offset: maxResourceBytes }], message });
  }
  return scanProto(bytes.subarray(0, maxResourceBytes), report, where);
}

/** The value whose configuration is nearest to the default; null when the resource has none that fits in one place. */
function defaultItem(scan: ProtoScan, index: EntryIndex, id: number, maxUnits: number): ItemValue | null {
  // The nearest configuration so far, and behind it the one to compare it with.
  const view = new DataView(new ArrayBuffer(2 * configurationBytes));
  const end = view.byteLength;
  let distance = Number.POSITIVE_INFINITY;
  let itemStart = -1;
  let itemEnd = -1;
  for (let row = lowerBound(index.ids, id); index.ids[row] === id; row++) {
    const entryEnd = index.ends[row]!;
    for (let at = nextField(scan, index.starts[row]!, entryEnd); at > 0; at = nextField(scan, at, entryEnd)) {
      if (scan.field !== resourceEntry.configValue || scan.type !== wireTypes.length) continue;
      const found = readConfigValue(scan, scan.start, scan.end, view);
      if (found === null) continue;
      const its = distanceFromDefault(view, configurationBytes, end);
      if (its > distance) continue;
      if (its === distance && compareConfigurations(view, configurationBytes, 0, end) >= 0) continue;
      distance = its;
      new Uint8Array(view.buffer).copyWithin(0, configurationBytes);
      itemStart = found.start;
      itemEnd = found.end;
      if (distance === 0) return readItem(scan, itemStart, itemEnd, maxUnits);
    }
  }
  return itemStart < 0 ? null : readItem(scan, itemStart, itemEnd, maxUnits);
}

/** Writes the configuration of a value behind the nearest one; gives the place of its item, null when it has none. */
function readConfigValue(
  scan: ProtoScan,
  start: number,
  end: number,
  view: DataView,
): { readonly start: number; readonly end: number } | null {
  let found: { readonly start: number; readonly end: number } | null = null;
  writeConfiguration(scan, 0, 0, view, configurationBytes);
  for (let at = nextField(scan, start, end); at > 0; at = nextField(scan, at, end)) {
    if (scan.type !== wireTypes.length) continue;
    if (scan.field === configValue.configuration) {
      writeConfiguration(scan, scan.start, scan.end, view, configurationBytes);
    } else if (scan.field === configValue.value) {
      found = itemIn(scan, scan.start, scan.end);
    }
  }
  return found;
}

function itemIn(scan: ProtoScan, start: number, end: number): { readonly start: number; readonly end: number } | null {
  let found: { readonly start: number; readonly end: number } | null = null;
  for (let at = nextField(scan, start, end); at > 0; at = nextField(scan, at, end)) {
    if (scan.field === value.item && scan.type === wireTypes.length) found = { start: scan.start, end: scan.end };
  }
  return found;
}

/** The first row whose id is not below `id`. */
function lowerBound(ids: Uint32Array, id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
