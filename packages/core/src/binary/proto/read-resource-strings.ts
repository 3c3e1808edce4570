/** Every text of a bundle's resources.pb (aapt.pb.ResourceTable), as byte ranges. */
import type { Report } from '../../errors.js';
import type { TextTable } from '../../extractors/sink.js';
import type { Limits } from '../../limits.js';
import { doubled } from '../doubled.js';
import { scanResources } from './read-resource-table.js';
import * as schema from './schema.js';
import { nextField, type ProtoScan, wireTypes } from './wire.js';

/** Messages on the way from a table to its texts; `text` is no message but the end of the way. */
const kinds = [
  'skipped',
  'text',
  'table',
  'package',
  'type',
  'entry',
  'configValue',
  'value',
  'compound',
  'style',
  'styleEntry',
  'array',
  'arrayElement',
  'plural',
  'pluralEntry',
  'item',
  'string',
  'styledString',
  'span',
] as const;

type Kind = (typeof kinds)[number];

/** From each message the fields that lead on. The way never comes back to a message, so it is no longer than this table. */
const way: readonly (readonly [from: Kind, field: number, to: Kind])[] = [
  ['table', schema.resourceTable.package, 'package'],
  ['package', schema.resourcePackage.type, 'type'],
  ['type', schema.resourceType.entry, 'entry'],
  ['entry', schema.resourceEntry.configValue, 'configValue'],
  ['configValue', schema.configValue.value, 'value'],
  ['value', schema.value.item, 'item'],
  ['value', schema.value.compound, 'compound'],
  ['compound', schema.compoundValue.style, 'style'],
  ['style', schema.style.entry, 'styleEntry'],
  ['styleEntry', schema.styleEntry.item, 'item'],
  ['compound', schema.compoundValue.array, 'array'],
  ['array', schema.array.element, 'arrayElement'],
  ['arrayElement', schema.arrayElement.item, 'item'],
  ['compound', schema.compoundValue.plural, 'plural'],
  ['plural', schema.plural.entry, 'pluralEntry'],
  ['pluralEntry', schema.pluralEntry.item, 'item'],
  ['item', schema.item.string, 'string'],
  ['item', schema.item.rawString, 'string'],
  ['item', schema.item.styledString, 'styledString'],
  ['string', schema.textItem.value, 'text'],
  ['styledString', schema.styledString.value, 'text'],
  ['styledString', schema.styledString.span, 'span'],
  ['span', schema.span.tag, 'text'],
];

/** Fields that lead on have numbers below this. */
const fields = 8;
const skipped = 0;
const text = 1;

/** The kind that a field leads to, by the kind it is in and its number; 0 where it leads nowhere. */
const steps = new Uint8Array(kinds.length * fields);
for (const [from, field, to] of way) steps[kinds.indexOf(from) * fields + field] = kinds.indexOf(to);

/**
 * The texts of all values, in UTF-8: strings in every language, arrays, plurals, styles, and the tags of styled texts, in which links stand.
 * Paths of files and names of resources, which are no text of the app's, are left out. At most `maxTableItems` texts.
 *
 * Reports `proto/truncated`, `proto/bad-field`, `limit/resource-bytes` and `limit/items`.
 */
export function readProtoResourceStrings(bytes: Uint8Array, limits: Limits, report: Report, where: string): TextTable {
  const scan = scanResources(bytes, limits, report, where);
  const { starts, ends } = collect(scan, limits.maxTableItems);
  scan.damage.flush();
  return { bytes, count: starts.length, starts, ends, offsets: starts, ordered: true };
}

function collect(scan: ProtoScan, most: number): { readonly starts: Uint32Array; readonly ends: Uint32Array } {
  let starts = new Uint32Array(1024);
  let ends = new Uint32Array(1024);
  let count = 0;
  // The messages around the place: what each is, and where it ends.
  const kindOf = new Uint8Array(kinds.length);
  const endOf = new Uint32Array(kinds.length);
  let depth = 0;
  kindOf[0] = kinds.indexOf('table');
  endOf[0] = scan.bytes.length;
  for (let at = 0; depth >= 0; ) {
    const next = nextField(scan, at, endOf[depth]!);
    if (next === 0) {
      at = endOf[depth--]!;
      continue;
    }
    at = next;
    if (scan.type !== wireTypes.length || scan.field >= fields) continue;
    const kind = steps[kindOf[depth]! * fields + scan.field]!;
    if (kind === skipped) continue;
    if (kind !== text) {
      kindOf[++depth] = kind;
      endOf[depth] = scan.end;
      at = scan.start;
    } else if (!scan.cut && scan.end > scan.start) {
      if (count === most) {
        scan.damage.note('limit/items', 'texts', scan.start, () => `only the first ${most} are read`);
        break;
      }
      if (count === starts.length) {
        starts = doubled(starts);
        ends = doubled(ends);
      }
      starts[count] = scan.start;
      ends[count++] = scan.end;
    }
  }
  return { starts: starts.slice(0, count), ends: ends.slice(0, count) };
}
