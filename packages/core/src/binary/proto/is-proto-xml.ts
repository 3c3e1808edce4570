/** Tells XML in protocol buffers from binary XML and from text by its first bytes. */
import { xmlElement, xmlNode } from './schema.js';
import { wireTypes } from './wire.js';

/** The tag of a node's first field, and of those that an element may begin with: declarations of namespaces, URI, name. */
const elementTag = (xmlNode.element << 3) | wireTypes.length;
const firstTags = [1, 2, xmlElement.name].map((field) => (field << 3) | wireTypes.length);

/** No document of a use is shorter; no white space is above this. */
const leastLength = 0x21;

/**
 * Whether these first bytes (eight at least) begin an aapt.pb.XmlNode that holds an element. The first of them is a line feed, with
 * which text may begin as well; but in text more white space or a `<` follows, and behind that no control character.
 */
export function isProtoXml(head: Uint8Array): boolean {
  if (head[0] !== elementTag || (head[1] ?? 0) < leastLength) return false;
  let at = 1;
  while (at < 5 && head[at]! >= 0x80) at++;
  return firstTags.includes(head[at + 1] ?? 0);
}
