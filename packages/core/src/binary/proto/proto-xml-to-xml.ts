/** Turns XML in protocol buffers (aapt.pb.XmlNode), the form of manifests in bundles, into XML text. */
import type { Report } from '../../errors.js';
import type { Limits } from '../../limits.js';
import { everything, type XmlPart } from '../axml/xml-part.js';
import {
  closeElement,
  escapeText,
  finishXml,
  openElement,
  prefixOf,
  safeName,
  type XmlWriter,
  xmlWriter,
} from '../axml/xml-writer.js';
import { xmlElement, xmlNode } from './schema.js';
import { fieldText, nextField, type ProtoScan, scanProto, wireTypes } from './wire.js';
import {
  attributeValue,
  frameworkName,
  isMisnamed,
  nameOfId,
  readXmlAttribute,
  type XmlAttribute,
} from './xml-attribute.js';

/** A document being read and written. */
interface Reading {
  readonly scan: ProtoScan;
  readonly writer: XmlWriter;
  readonly limits: Limits;
  /** Nodes still to be read, the next one last: where each begins and ends; a pair of {@link closing} closes an element. */
  readonly nodes: number[];
  /** What is wanted in the document, and in each open element. */
  readonly wanted: XmlPart[];
  /** Elements and attributes so far. */
  count: number;
}

const closing = -1;

/**
 * The document as XML text, or the part of it that is wanted, in the form that `axml-to-xml.ts` gives of binary XML; empty when it
 * holds no element. Text between elements is left out, and so are elements that are too deep or not wanted, with all in them.
 *
 * Reports `proto/truncated`, `proto/bad-field` and `limit/xml` (`maxManifestBytes`, `maxXmlChars`, `maxXmlNodes`, `maxXmlDepth`).
 */
export function protoXmlToXml(
  bytes: Uint8Array,
  limits: Limits,
  report: Report,
  where: string,
  part: XmlPart = everything,
): string {
  const scan = scanProto(bytes.subarray(0, limits.maxManifestBytes), report, where);
  if (scan.bytes.length < bytes.length) {
    const message = `XML of ${bytes.length} bytes, ${scan.bytes.length} are read`;
    report({ code: 'limit/xml', where: [{ entry: where, offset: scan.bytes.length }], message });
  }
  const writer = xmlWriter(limits.maxXmlChars);
  const reading: Reading = { scan, writer, limits, nodes: [0, scan.bytes.length], wanted: [part], count: 0 };
  while (reading.nodes.length > 0) readNode(reading);
  scan.damage.flush();
  return finishXml(writer);
}

/** Reads the next node. Its children are put in its place, so that nothing calls itself however deep they lie. */
function readNode(reading: Reading): void {
  const { scan, writer, nodes, wanted, limits } = reading;
  const end = nodes.pop()!;
  const start = nodes.pop()!;
  if (start === closing) {
    closeElement(writer);
    wanted.pop();
    return;
  }
  let elementStart = -1;
  let elementEnd = -1;
  for (let at = nextField(scan, start, end); at > 0; at = nextField(scan, at, end)) {
    if (scan.field !== xmlNode.element || scan.type !== wireTypes.length) continue;
    elementStart = scan.start;
    elementEnd = scan.end;
  }
  if (elementStart < 0) return;
  if (wanted.length <= limits.maxXmlDepth) readElement(reading, elementStart, elementEnd);
  else noteLimit(scan, 'depth', elementStart, `deeper than ${limits.maxXmlDepth}; deeper elements are left out`);
}

function readElement(reading: Reading, start: number, end: number): void {
  const { scan, nodes, limits, wanted } = reading;
  const attributes: number[] = [];
  const children: number[] = [];
  let name = '';
  for (let at = nextField(scan, start, end); at > 0; at = nextField(scan, at, end)) {
    if (scan.type !== wireTypes.length) continue;
    if (scan.field === xmlElement.name) name = fieldText(scan, limits.maxStringUnits);
    else if (scan.field === xmlElement.child) children.push(scan.start, scan.end);
    // What is left of an attribute could have another name or value than all of it.
    else if (scan.field === xmlElement.attribute && !scan.cut) attributes.push(scan.start, scan.end);
  }
  const part = wanted[wanted.length - 1]!.elements.get(name);
  if (part === undefined) return;
  reading.count += 1 + attributes.length / 2;
  if (reading.count > limits.maxXmlNodes || !openWanted(reading, name, attributes, part)) {
    const { maxXmlChars, maxXmlNodes } = limits;
    const bounds = `${maxXmlChars} characters or ${maxXmlNodes} elements and attributes`;
    noteLimit(scan, 'size', start, `grows past ${bounds}; the rest is left out`);
    nodes.length = 0;
    return;
  }
  wanted.push(part);
  nodes.push(closing, closing);
  for (let i = children.length - 2; i >= 0; i -= 2) nodes.push(children[i]!, children[i + 1]!);
}

/** Opens an element with those of its attributes that are wanted; false when there is no room for it. */
function openWanted(reading: Reading, name: string, ranges: readonly number[], part: XmlPart): boolean {
  const { scan, writer, limits } = reading;
  const written = new Set<string>();
  const others: XmlAttribute[] = [];
  const safe = safeName(name);
  let tag = `<${safe}`;
  // Each name counts once: those that Android knows by their id come first, as it looks for them so.
  for (let i = 0; i < ranges.length; i += 2) {
    const attribute = readXmlAttribute(scan, ranges[i]!, ranges[i + 1]!, limits.maxStringUnits);
    const known = frameworkName(attribute);
    if (known === undefined) others.push(attribute);
    else if (part.attributes.has(known)) tag += attributeText(reading, attribute, `android:${known}`, written);
  }
  for (const attribute of others) {
    if (!part.attributes.has(attribute.name)) continue;
    const prefix = attribute.uri === '' ? null : prefixOf(writer, attribute.uri);
    const lies = prefix === 'android' && isMisnamed(attribute);
    const local = attribute.name === '' || lies ? nameOfId(attribute) : safeName(attribute.name);
    tag += attributeText(reading, attribute, prefix === null ? local : `${prefix}:${local}`, written);
  }
  return openElement(writer, safe, tag);
}

/** An attribute as it is written; nothing when the element has one of the name already. */
function attributeText({ scan, limits }: Reading, attribute: XmlAttribute, name: string, written: Set<string>): string {
  if (written.has(name)) return '';
  written.add(name);
  return ` ${name}="${escapeText(attributeValue(scan, attribute, limits.maxStringUnits))}"`;
}

function noteLimit(scan: ProtoScan, part: string, offset: number, message: string): void {
  scan.damage.note('limit/xml', part, offset, () => message);
}
