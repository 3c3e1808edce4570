/** ResXMLTree_attrExt and ResXMLTree_attribute: an element's name and attributes out of its chunk. */
import { hex8, typedValueText, valueTypes } from '../typed-value.js';
import { literalText } from './attribute-text.js';
import type { AxmlScan } from './axml-scan.js';
import { attributeStep } from './chunk-sizes.js';
import { frameworkAttributeNames } from './framework-attributes.js';
import type { XmlPart } from './xml-part.js';
import { stringAt } from './xml-strings.js';
import { escapeText, openElement, prefixOf, roomLeft, safeName } from './xml-writer.js';

/**
 * Writes the start of the element at `ext`, with the attributes that `part` wants of the first `count`. Each name counts once: the
 * first does, and those known by their id come before others. False when the limits are reached; then nothing is written.
 */
export function writeStart(scan: AxmlScan, ext: number, count: number, name: string, part: XmlPart): boolean {
  const { view, writer } = scan;
  const start = ext + view.getUint16(ext + 8, true);
  const step = attributeStep(view, ext);
  const safe = safeName(name);
  const room = roomLeft(writer);
  let tag = `<${safe}`;
  let others = 0;
  for (let i = 0, at = start; i < count; i++, at += step) {
    const local = frameworkName(scan, view.getUint32(at + 4, true));
    if (local === undefined) others++;
    else if (part.attributes.has(local)) tag += attribute(scan, at, 'android', local);
    if (tag.length > room) return false;
  }
  for (let i = 0, at = start; i < count && others > 0; i++, at += step) {
    const index = view.getUint32(at + 4, true);
    if (frameworkName(scan, index) !== undefined) continue;
    others--;
    const text = stringAt(scan.strings, index) ?? '';
    if (part.attributes.has(text)) tag += otherAttribute(scan, at, index, text);
    if (tag.length > room) return false;
  }
  return scan.strings.unitsLeft >= 0 && openElement(writer, safe, tag);
}

/** An attribute whose name is told by its text and its namespace. */
function otherAttribute(scan: AxmlScan, at: number, index: number, text: string): string {
  const uri = stringAt(scan.strings, scan.view.getUint32(at, true));
  const prefix = uri === null || uri === '' ? null : prefixOf(scan.writer, uri);
  const id = resourceId(scan, index);
  // One of Android's names under another id is a lie.
  const lies = id !== 0 && prefix === 'android' && frameworkAttributeNames.has(text);
  return attribute(scan, at, prefix, text === '' || lies ? `attr_${hex8(id)}` : safeName(text));
}

/** The attribute at `at` as it is written; nothing when this element has one of the name already. */
function attribute(scan: AxmlScan, at: number, prefix: string | null, local: string): string {
  const name = prefix === null ? local : `${prefix}:${local}`;
  if (scan.lastWritten.get(name) === scan.nodes) return '';
  scan.lastWritten.set(name, scan.nodes);
  return ` ${name}="${escapeText(attributeValue(scan, at))}"`;
}

/**
 * Android reads attributes with a resource id through the typed value, and those without (`package`, `split`) through
 * the raw text beside it (XmlBlock.Parser.getAttributeValue).
 */
function attributeValue(scan: AxmlScan, at: number): string {
  const { view, strings } = scan;
  const type = view.getUint8(at + 15);
  const data = view.getUint32(at + 16, true);
  const raw = stringAt(strings, view.getUint32(at + 8, true));
  if (raw !== null && resourceId(scan, view.getUint32(at + 4, true)) === 0) return literalText(raw);
  if (type === valueTypes.string) return literalText(stringAt(strings, data) ?? raw ?? '');
  if (type === valueTypes.null) return literalText(raw ?? '');
  return typedValueText(type, data);
}

/** The name by which Android knows the attribute whose name is string `index`. */
function frameworkName({ frameworkNames }: AxmlScan, index: number): string | undefined {
  return index < frameworkNames.length ? frameworkNames[index] : undefined;
}

/** Resource id of the attribute whose name is string `index`, or 0. */
function resourceId(scan: AxmlScan, index: number): number {
  return index < scan.frameworkNames.length ? scan.view.getUint32(scan.resourceIds + index * 4, true) : 0;
}
