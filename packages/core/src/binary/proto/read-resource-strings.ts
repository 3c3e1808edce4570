/** Every text of a bundle's resources.pb (aapt.pb.ResourceTable), as byte ranges. */
import type { Report } from '../../errors.js';
import type { TextTable } from '../../extractors/sink.js';
import type { Limits } from '../../limits.js';
import { collectTexts, wayToTexts } from './collect-texts.js';
import { scanResources } from './read-resource-table.js';
import * as schema from './schema.js';

const way = wayToTexts('table', [
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
]);

/**
 * The texts of all values, in UTF-8: strings in every language, arrays, plurals, styles, and the tags of styled texts, in which links stand.
 * Paths of files and names of resources, which are no text of the app's, are left out. At most `maxTableItems` texts.
 *
 * Reports `proto/truncated`, `proto/bad-field`, `limit/resource-bytes` and `limit/items`.
 */
export function readProtoResourceStrings(bytes: Uint8Array, limits: Limits, report: Report, where: string): TextTable {
  const scan = scanResources(bytes, limits, report, where);
  const texts = collectTexts(scan, way, limits.maxTableItems);
  scan.damage.flush();
  return texts;
}
