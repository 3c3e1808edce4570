/** Every text of an XML document in protocol buffers (aapt.pb.XmlNode), as byte ranges. */
import type { Report } from '../../errors.js';
import type { TextTable } from '../../extractors/sink.js';
import type { Limits } from '../../limits.js';
import { collectTexts, wayToTexts } from './collect-texts.js';
import { xmlAttribute, xmlElement, xmlNode } from './schema.js';
import { scanProto } from './wire.js';

const way = wayToTexts('node', [
  ['node', xmlNode.element, 'element'],
  ['node', xmlNode.text, 'text'],
  ['element', xmlElement.attribute, 'attribute'],
  ['element', xmlElement.child, 'node'],
  ['attribute', xmlAttribute.value, 'text'],
]);

/**
 * The values of attributes as they were written, and the text between elements; names and namespaces are left out. Elements may lie as
 * deep as they like. At most `maxTableItems` texts.
 *
 * Reports `proto/truncated`, `proto/bad-field` and `limit/items`.
 */
export function readProtoXmlStrings(bytes: Uint8Array, limits: Limits, report: Report, where: string): TextTable {
  const scan = scanProto(bytes, report, where);
  const texts = collectTexts(scan, way, limits.maxTableItems);
  scan.damage.flush();
  return texts;
}
