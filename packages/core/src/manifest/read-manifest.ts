/** Reads AndroidManifest.xml, in binary form, as a protocol buffer or as text, through one door. */
import { axmlToXml } from '../binary/axml/axml-to-xml.js';
import { isAxml } from '../binary/axml/is-axml.js';
import { isProtoXml } from '../binary/proto/is-proto-xml.js';
import { protoXmlToXml } from '../binary/proto/proto-xml-to-xml.js';
import { isScanError, type Report } from '../errors.js';
import type { Limits } from '../limits.js';
import type { Manifest } from './manifest.js';
import { manifestPart } from './manifest-part.js';
import { parseManifest } from './parse-manifest.js';

/**
 * The manifest in these bytes: binary XML of an APK, a protocol buffer of a bundle, or text in UTF-8 or (with a byte order mark)
 * UTF-16. Null when it cannot be read; then `manifest/unreadable` is reported, as is what was odd about the bytes (`axml/*`,
 * `proto/*`, `limit/xml`).
 */
export function readManifest(bytes: Uint8Array, where: string, limits: Limits, report: Report): Manifest | null {
  const form = isAxml(bytes) ? 'binary' : isProtoXml(bytes) ? 'protocol buffer' : 'text';
  const text = readers[form](bytes, limits, report, where, manifestPart);
  try {
    const manifest = parseManifest(text, limits.maxXmlDepth, where);
    if (manifest !== null) return manifest;
    const message = `expected XML (${form}) with a manifest element at its root, found none`;
    report({ code: 'manifest/unreadable', where: [{ entry: where }], message });
  } catch (error) {
    if (!isScanError(error)) throw error;
    report({ code: error.code, where: error.where, message: error.message });
  }
  return null;
}

const readers = { binary: axmlToXml, 'protocol buffer': protoXmlToXml, text: decodeText } as const;

function decodeText(bytes: Uint8Array, limits: Limits, report: Report, where: string): string {
  const most = Math.min(limits.maxManifestBytes, limits.maxXmlChars);
  if (bytes.length > most) {
    const message = `text of ${bytes.length} bytes, ${most} are read`;
    report({ code: 'limit/xml', where: [{ entry: where, offset: most }], message });
  }
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  // The decoder takes the byte order mark off.
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, most));
  const end = endOfNodes(text, limits.maxXmlNodes);
  if (end < text.length) {
    const message = `text with more than ${limits.maxXmlNodes} elements and attributes, ${end} characters are read`;
    report({ code: 'limit/xml', where: [{ entry: where }], message });
  }
  return text.slice(0, end);
}

/** Where the text has held as many elements and attributes as allowed; each needs a `<` or a `=` of its own. */
function endOfNodes(text: string, most: number): number {
  const mark = /[<=]/g;
  for (let count = 0; mark.test(text); count++) {
    if (count === most) return mark.lastIndex - 1;
  }
  return text.length;
}
