/** Turns Android's binary XML into XML text, as tolerant of damage as Android and a little more. */
import type { Report } from '../../errors.js';
import type { Limits } from '../../limits.js';
import { chunkHeaderBytes, chunkTypes, readChunk, viewOf } from '../resource-chunk.js';
import { readStringPool } from '../string-pool.js';
import { type AxmlScan, depthOf, note } from './axml-scan.js';
import { isKnown, leastHeader, likelyEnd, nextPlausible, sizesFit } from './chunk-sizes.js';
import { readEnd, readStart } from './elements.js';
import { frameworkAttributes } from './framework-attributes.js';
import { everything, type XmlPart } from './xml-part.js';
import { xmlStrings } from './xml-strings.js';
import { finishXml, xmlWriter } from './xml-writer.js';

/**
 * The document as XML text, or the part of it that is wanted; empty when that holds no element. Namespaces, typed values and
 * attribute ids are resolved: an attribute that Android knows by its id is written under its framework name, references as
 * `@7f0b0001`, and strings so that they cannot be taken for one (`attribute-text.ts`). The text never holds a DOCTYPE or an entity
 * but the predefined ones. Follows ResXMLTree and ResXMLParser in ResourceTypes.cpp: unknown chunks are skipped, ends count depth
 * whatever their name, what follows the root is not read. Text between elements is left out: a manifest keeps nothing
 * in it, and 20 KB of chunks that share one long string would be written out as megabytes. Where Android gives up (sizes that
 * cannot be), reading goes on at the next chunk that can be told.
 *
 * Reports `axml/bad-chunk`, `axml/truncated` and `limit/xml` (`maxManifestBytes`, `maxXmlNodes`, `maxXmlDepth`, which count what is
 * left out, too, and `maxXmlChars`, which counts what is written or decoded for it).
 */
export function axmlToXml(
  bytes: Uint8Array,
  limits: Limits,
  report: Report,
  where: string,
  part: XmlPart = everything,
): string {
  const scan = startScan(bytes.subarray(0, limits.maxManifestBytes), limits, report, where, part);
  if (bytes.length > limits.maxManifestBytes) {
    const message = `binary XML of ${bytes.length} bytes, ${limits.maxManifestBytes} are read`;
    note(scan, 'limit/xml', limits.maxManifestBytes, message);
  }
  readChunks(scan, readFileHeader(scan));
  const open = Math.min(depthOf(scan), limits.maxXmlDepth);
  if (open > 0 && !scan.done)
    note(scan, 'axml/truncated', scan.end, `binary XML ends with ${open} elements still open`);
  return finishXml(scan.writer);
}

function startScan(bytes: Uint8Array, limits: Limits, report: Report, where: string, part: XmlPart): AxmlScan {
  return {
    bytes,
    view: viewOf(bytes),
    limits,
    report,
    where,
    writer: xmlWriter(limits.maxXmlChars),
    end: bytes.length,
    strings: xmlStrings(),
    resourceIds: 0,
    frameworkNames: [],
    wanted: [part],
    leftOut: 0,
    nodes: 0,
    lastWritten: new Map(),
    done: false,
    notes: 0,
  };
}

/** Sets the end of the document; gives the offset of its first chunk. */
function readFileHeader(scan: AxmlScan): number {
  const { length } = scan.bytes;
  if (length < chunkHeaderBytes) {
    const message = `binary XML needs a header of ${chunkHeaderBytes} bytes, there are ${length}`;
    note(scan, 'axml/truncated', 0, message);
    return length;
  }
  const { headerSize, size } = readChunk(scan.view, 0);
  if (size > length) {
    note(scan, 'axml/truncated', 0, `binary XML states ${size} bytes, there are ${length}`);
  } else if (size < headerSize + chunkHeaderBytes) {
    const message = `binary XML states ${size} bytes, too few for a header of ${headerSize}; all are read`;
    note(scan, 'axml/bad-chunk', 0, message);
  } else {
    scan.end = size;
  }
  if (headerSize >= chunkHeaderBytes && headerSize <= scan.end) return headerSize;
  const message = `binary XML states a header of ${headerSize} bytes; read as ${chunkHeaderBytes}`;
  note(scan, 'axml/bad-chunk', 0, message);
  return chunkHeaderBytes;
}

function readChunks(scan: AxmlScan, start: number): void {
  const { view, end } = scan;
  let offset = start;
  while (offset + chunkHeaderBytes <= end && !scan.done) {
    const type = view.getUint16(offset, true);
    const headerSize = view.getUint16(offset + 2, true);
    const size = view.getUint32(offset + 4, true);
    const fits = sizesFit(type, headerSize, size, end - offset);
    const next = offset + (fits ? size : mendedSize(scan, offset));
    if (next === offset) offset = nextPlausible(view, offset + 4, end);
    else if (type === chunkTypes.startElement) offset = readStart(scan, offset, headerSize, next);
    else {
      if (type === chunkTypes.endElement) readEnd(scan);
      // After the first element Android looks at nodes only.
      else if (depthOf(scan) === 0) readPrelude(scan, type, offset, headerSize, next);
      offset = next;
    }
  }
}

/** The size that the chunk likely has which states an impossible one; 0 when there is nothing that could be a chunk. */
function mendedSize(scan: AxmlScan, offset: number): number {
  const chunk = readChunk(scan.view, offset);
  const { type, headerSize, size } = chunk;
  const rest = scan.end - offset;
  note(
    scan,
    size > rest ? 'axml/truncated' : 'axml/bad-chunk',
    offset,
    `chunk of type 0x${type.toString(16)} states a header of ${headerSize} and a size of ${size} bytes, ${rest} are left`,
  );
  if (!isKnown(type) || headerSize < leastHeader(type) || headerSize > rest) return 0;
  return likelyEnd(scan.view, chunk, scan.end) - offset;
}

/** Reads what elements need: strings and ids. */
function readPrelude(scan: AxmlScan, type: number, offset: number, headerSize: number, next: number): void {
  if (type === chunkTypes.stringPool) readPool(scan, offset, headerSize, next);
  else if (type === chunkTypes.resourceMap) readResourceMap(scan, offset + headerSize, next);
}

function readPool(scan: AxmlScan, offset: number, headerSize: number, next: number): void {
  const chunk = { type: chunkTypes.stringPool, offset, headerSize, size: next - offset };
  const pool = readStringPool(scan.bytes, chunk, scan.end, scan.limits.maxStringUnits);
  scan.strings = xmlStrings(pool, scan.limits.maxXmlChars);
  if (pool.count >= pool.statedCount) return;
  const message = `string pool states ${pool.statedCount} strings, it has room for ${pool.count}`;
  note(scan, 'axml/bad-chunk', offset, message);
}

function readResourceMap(scan: AxmlScan, start: number, end: number): void {
  const names: (string | undefined)[] = [];
  for (let at = start; at + 4 <= end; at += 4) names.push(frameworkAttributes.get(scan.view.getUint32(at, true)));
  scan.resourceIds = start;
  scan.frameworkNames = names;
}
