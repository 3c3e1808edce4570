/** ResXMLTree_attrExt and ResXMLTree_attribute: an element's name and attributes out of its chunk. */
import { hex8, typedValueText, valueTypes } from '../typed-value.js';
import { literalText } from './attribute-text.js';
import { frameworkAttributeNames, frameworkAttributes } from './framework-attributes.js';
import type { XmlStrings } from './xml-strings.js';
import { androidNamespace, safeName, type WritableAttribute, type XmlWriter } from './xml-writer.js';

/** Bytes of `ResXMLTree_attrExt`, and of one attribute. */
export const elementExtBytes = 20;
const attributeBytes = 20;

/** What names and values are looked up in. */
export interface XmlPools {
  readonly strings: XmlStrings;
  /** Resource id of the attribute whose name is string `index`, or 0. */
  resourceId(index: number): number;
  readonly writer: XmlWriter;
}

/** Where the attributes of an element lie, counted from its `ResXMLTree_attrExt` at `ext`. */
function attributePlaces(view: DataView, ext: number): { start: number; step: number; count: number } {
  return {
    start: ext + view.getUint16(ext + 8, true),
    // A step below an attribute's own size would let 65,535 attributes lie on the same few bytes.
    step: Math.max(attributeBytes, view.getUint16(ext + 10, true)),
    count: view.getUint16(ext + 12, true),
  };
}

/** Where the attributes of the element at `ext` end, by what it states; may be past all bytes. */
export function attributesEnd(view: DataView, ext: number): number {
  const { start, step, count } = attributePlaces(view, ext);
  return count === 0 ? ext + elementExtBytes : start + (count - 1) * step + attributeBytes;
}

/** The attributes of an element that lie before `end`, each name once: the first counts, those known by their id before others. */
export function readAttributes(view: DataView, ext: number, end: number, pools: XmlPools): WritableAttribute[] {
  const { start, step, count } = attributePlaces(view, ext);
  const byId = new Map<string, WritableAttribute>();
  const byName = new Map<string, WritableAttribute>();
  for (let i = 0, at = start; i < count && at + attributeBytes <= end; i++, at += step) {
    const nameIndex = view.getUint32(at + 4, true);
    const id = pools.resourceId(nameIndex);
    const known = frameworkAttributes.get(id);
    const attribute = {
      ...attributeName(view, at, id, known, pools),
      value: attributeValue(view, at, id, pools.strings),
    };
    const key = `${attribute.prefix ?? ''}:${attribute.local}`;
    const names = known === undefined ? byName : byId;
    if (!names.has(key)) names.set(key, attribute);
  }
  for (const key of byId.keys()) byName.delete(key);
  return [...byId.values(), ...byName.values()];
}

function attributeName(
  view: DataView,
  at: number,
  id: number,
  known: string | undefined,
  { strings, writer }: XmlPools,
) {
  if (known !== undefined) return { prefix: writer.prefixOf(androidNamespace), local: known };
  const uri = strings.at(view.getUint32(at, true));
  const name = strings.at(view.getUint32(at + 4, true)) ?? '';
  const prefix = uri === null || uri === '' ? null : writer.prefixOf(uri);
  const lies = id !== 0 && prefix === 'android' && frameworkAttributeNames.has(name);
  return { prefix, local: name === '' || lies ? `attr_${hex8(id)}` : safeName(name) };
}

/**
 * Android reads attributes with a resource id through the typed value, and those without (`package`, `split`) through
 * the raw text beside it (XmlBlock.Parser.getAttributeValue).
 */
function attributeValue(view: DataView, at: number, id: number, strings: XmlStrings): string {
  const type = view.getUint8(at + 15);
  const data = view.getUint32(at + 16, true);
  const raw = strings.at(view.getUint32(at + 8, true));
  if (id === 0 && raw !== null) return literalText(raw);
  if (type === valueTypes.string) return literalText(strings.at(data) ?? raw ?? '');
  if (type === valueTypes.null) return literalText(raw ?? '');
  return typedValueText(type, data);
}
