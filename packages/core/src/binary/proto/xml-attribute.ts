/** aapt.pb.XmlAttribute: the name and value of an attribute as `axml/` writes them. */
import { literalText } from '../axml/attribute-text.js';
import { frameworkAttributeNames, frameworkAttributes } from '../axml/framework-attributes.js';
import { hex8, typedValueText, valueTypes } from '../typed-value.js';
import { type ItemValue, readItem } from './item.js';
import { xmlAttribute } from './schema.js';
import { decodeText, fieldText, nextField, type ProtoScan, wireTypes } from './wire.js';

/** An attribute by its parts; its value is read when it is wanted. */
export interface XmlAttribute {
  uri: string;
  name: string;
  /** Resource id of the name, 0 for none. */
  id: number;
  /** Where the text lies that stood in the source. */
  valueStart: number;
  valueEnd: number;
  /** Where the item lies that was made of it. */
  itemStart: number;
  itemEnd: number;
}

/** Reads the attribute from `start` to `end`. */
export function readXmlAttribute(scan: ProtoScan, start: number, end: number, maxUnits: number): XmlAttribute {
  const found = { uri: '', name: '', id: 0, valueStart: 0, valueEnd: 0, itemStart: -1, itemEnd: -1 };
  for (let at = nextField(scan, start, end); at > 0; at = nextField(scan, at, end)) {
    if (scan.field === xmlAttribute.namespaceUri) found.uri = fieldText(scan, maxUnits);
    else if (scan.field === xmlAttribute.name) found.name = fieldText(scan, maxUnits);
    else if (scan.field === xmlAttribute.resourceId && scan.type === wireTypes.varint) found.id = scan.low;
    else if (scan.type !== wireTypes.length) continue;
    else if (scan.field === xmlAttribute.value && !scan.cut) {
      found.valueStart = scan.start;
      found.valueEnd = scan.end;
    } else if (scan.field === xmlAttribute.compiledItem) {
      found.itemStart = scan.start;
      found.itemEnd = scan.end;
    }
  }
  return found;
}

/** The name by which Android knows the attribute, undefined when it is none of Android's. */
export function frameworkName({ id }: XmlAttribute): string | undefined {
  return frameworkAttributes.get(id);
}

/** Whether an attribute that Android does not know by its id has one of Android's names all the same. */
export function isMisnamed({ id, name }: XmlAttribute): boolean {
  return id !== 0 && frameworkAttributeNames.has(name);
}

/** The name that is written for a name that is missing or a lie. */
export function nameOfId({ id }: XmlAttribute): string {
  return `attr_${hex8(id)}`;
}

/** The value as it would read from binary XML: typed where the name has a resource id, and else as text where there is some. */
export function attributeValue(scan: ProtoScan, attribute: XmlAttribute, maxUnits: number): string {
  const { id, valueStart, valueEnd, itemStart, itemEnd } = attribute;
  const raw = decodeText(scan.bytes, valueStart, valueEnd, maxUnits);
  if (itemStart < 0 || (id === 0 && raw !== '')) return literalText(raw);
  return itemText(readItem(scan, itemStart, itemEnd, maxUnits), raw);
}

function itemText({ type, data, text }: ItemValue, raw: string): string {
  if (type === valueTypes.string) return literalText(text);
  if (type === valueTypes.null) return literalText(raw);
  // In a module that is not linked, references have names in place of ids, as in a manifest's source.
  if (data === 0 && text !== '') return `${type === valueTypes.attribute ? '?' : '@'}${text}`;
  return typedValueText(type, data);
}
