/** The door to fast-xml-parser: XML text to a plain element tree, nothing expanded, nothing guessed. */
import { XMLParser } from 'fast-xml-parser';
import { ScanError } from '../errors.js';

/** An element; its text is left out, since manifests keep nothing in it. */
export interface XmlElement {
  /** Local name, without its prefix. */
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
}

interface XmlAttribute {
  /** The namespace that its prefix is bound to; null without a prefix, and for a prefix that is bound to nothing. */
  readonly namespace: string | null;
  readonly local: string;
  readonly value: string;
}

/**
 * The root element of an XML document, null when there is none. Only the five predefined entities and character
 * references are decoded; what a DOCTYPE declares is never expanded. Numbers and booleans stay text. Elements that are
 * still open at the end count as closed.
 * @throws ScanError `manifest/unreadable` for text that cannot be read as XML, or that nests deeper than `maxDepth`
 */
export function parseXml(text: string, maxDepth: number, where: string): XmlElement | null {
  try {
    const nodes: unknown = new XMLParser({ ...options, maxNestedTags: maxDepth }).parse(text);
    return toRoot(nodes);
  } catch (cause) {
    // The parser quotes the input after its first sentence.
    const reason = (cause instanceof Error ? cause.message : String(cause)).split(/[.\n]/)[0];
    const message = `expected XML: ${reason}`;
    throw new ScanError('manifest/unreadable', message, { where: [{ entry: where }], cause });
  }
}

const prefix = '@';
const declaration = `${prefix}xmlns`;

/** Names that the parser refuses because they are dangerous as object keys; Android has no element of that name. */
const refused = new Set(['__proto__', 'constructor', 'prototype']);

const options = {
  preserveOrder: true,
  attributeNamePrefix: prefix,
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  jPath: false,
  transformTagName: (name: string) => (refused.has(name) ? `_${name}` : name),
  onDangerousProperty: (name: string) => `_${name}`,
  entityDecoder: {
    setExternalEntities: () => {},
    addInputEntities: () => {},
    setXmlVersion: () => {},
    reset: () => {},
    decode: decodeEntities,
  },
};

const predefined: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Decodes what XML 1.0 §4.6 and §4.1 define without any declaration; everything else stays as it is written. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#x([0-9a-fA-F]{1,6})|#([0-9]{1,7}));/g,
    (whole, name, hex, decimal) => {
      if (name !== undefined) return predefined[name] ?? whole;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

/** Prefixes in scope, innermost first. */
interface Scope {
  readonly bindings: ReadonlyMap<string, string>;
  readonly outer: Scope | null;
}

interface Pending {
  readonly nodes: unknown;
  readonly into: XmlElement[];
  readonly scope: Scope | null;
}

/** Text, or one element: its nodes under its tag, and its attributes, if there are any, under `:@`. */
type ParsedNode = { readonly [tag: string]: unknown; readonly ':@'?: ParsedAttributes };
type ParsedAttributes = { readonly [prefixedName: string]: unknown };

/** Turns the parser's nodes into elements, without recursion: depth is the input's. */
function toRoot(nodes: unknown): XmlElement | null {
  const roots: XmlElement[] = [];
  const pending: Pending[] = [{ nodes, into: roots, scope: null }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) addElements(next, pending);
  return roots[0] ?? null;
}

function addElements({ nodes, into, scope: outer }: Pending, pending: Pending[]): void {
  if (!Array.isArray(nodes)) return;
  for (const node of nodes as readonly ParsedNode[]) {
    const tag = Object.keys(node)[0];
    if (tag === undefined || tag === '#text' || tag === ':@') continue;
    const attributes: XmlAttribute[] = [];
    const children: XmlElement[] = [];
    const scope = addAttributes(node[':@'], attributes, outer);
    into.push({ name: localName(tag), attributes, children });
    pending.push({ nodes: node[tag], into: children, scope });
  }
}

/** Gives the scope of the element that has these attributes. */
function addAttributes(written: ParsedAttributes | undefined, into: XmlAttribute[], outer: Scope | null): Scope | null {
  if (written === undefined) return outer;
  const names = Object.keys(written);
  const scope = innerScope(names, written, outer);
  for (const name of names) {
    if (name === declaration || name.startsWith(`${declaration}:`)) continue;
    into.push(toAttribute(name.slice(prefix.length), String(written[name]), scope));
  }
  return scope;
}

function innerScope(names: readonly string[], written: ParsedAttributes, outer: Scope | null): Scope | null {
  let bindings: Map<string, string> | null = null;
  for (const name of names) {
    if (!name.startsWith(`${declaration}:`)) continue;
    bindings ??= new Map();
    bindings.set(name.slice(declaration.length + 1), String(written[name]));
  }
  return bindings === null ? outer : { bindings, outer };
}

function toAttribute(name: string, value: string, scope: Scope | null): XmlAttribute {
  const colon = name.indexOf(':');
  if (colon < 0) return { namespace: null, local: name, value };
  return { namespace: uriOf(name.slice(0, colon), scope), local: name.slice(colon + 1), value };
}

function uriOf(name: string, scope: Scope | null): string | null {
  for (let at = scope; at !== null; at = at.outer) {
    const uri = at.bindings.get(name);
    if (uri !== undefined) return uri;
  }
  return null;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
