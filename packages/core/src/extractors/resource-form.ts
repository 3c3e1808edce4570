/** Tells the compiled resources of an app by name and first bytes. */
import { isAxml } from '../binary/axml/is-axml.js';
import { u16 } from '../binary/little-endian.js';
import { isProtoXml } from '../binary/proto/is-proto-xml.js';
import { chunkTypes } from '../binary/resource-chunk.js';
import type { EntryView } from './extractor.js';

/** Binary resources as apps have them (`resources.arsc`, binary XML), and in protocol buffers as bundles have them. */
export type ResourceForm = 'arsc' | 'axml' | 'proto-table' | 'proto-xml';

/** Bytes of `ResTable_header` and of `ResXMLTree_header`; a string pool follows both. */
const tableHeaderBytes = 12;
const xmlHeaderBytes = 8;

/** The form of an entry, null for what is no resource. */
export function resourceForm({ name, head }: Pick<EntryView, 'name' | 'head'>): ResourceForm | null {
  if (name.endsWith('resources.arsc') || beginsLike(head, chunkTypes.table, tableHeaderBytes)) return 'arsc';
  if (beginsLike(head, chunkTypes.xml, xmlHeaderBytes)) return 'axml';
  // These first bytes are told less surely, so that the name must agree.
  if (name.endsWith('.xml')) return isAxml(head) ? 'axml' : isProtoXml(head) ? 'proto-xml' : null;
  return name.endsWith('resources.pb') ? 'proto-table' : null;
}

/** Whether a chunk of this type begins, and a string pool in it. */
function beginsLike(head: Uint8Array, type: number, headerBytes: number): boolean {
  return u16(head, 0) === type && u16(head, 2) === headerBytes && u16(head, headerBytes) === chunkTypes.stringPool;
}
