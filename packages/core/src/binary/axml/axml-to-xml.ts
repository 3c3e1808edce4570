/** Turns Android's binary XML into XML text, as tolerant of damage as Android and a little more. */
import type { Code, Report } from '../../errors.js';
import type { Limits } from '../../limits.js';
import { type Chunk, chunkHeaderBytes, chunkTypes, fits, readChunk, viewOf } from '../resource-chunk.js';
import { readStringPool } from '../string-pool.js';
import { attributesEnd, elementExtBytes, readAttributes, type XmlPools } from './start-element.js';
import { XmlStrings } from './xml-strings.js';
import { XmlWriter } from './xml-writer.js';

/**
 * The document as XML text; empty when it holds no element. Namespaces, typed values and attribute ids are resolved:
 * an attribute that Android knows by its id is written under its framework name, references as `@7f0b0001`, and strings
 * so that they cannot be taken for one (`attribute-text.ts`). The text never holds a DOCTYPE or an entity but the
 * predefined ones. Follows ResXMLTree and ResXMLParser in ResourceTypes.cpp: unknown chunks are skipped, ends count depth
 * whatever their name, what follows the root is not read. Text between elements is left out: a manifest keeps nothing
 * in it, and 20 KB of chunks that share one long string would be written out as megabytes. Where Android gives up (sizes that cannot be), reading goes on at
 * the next chunk that can be told.
 *
 * Reports `axml/bad-chunk`, `axml/truncated` and `limit/xml` (`maxManifestBytes`, `maxXmlChars`, `maxXmlNodes`, `maxXmlDepth`).
 */
export function axmlToXml(bytes: Uint8Array, limits: Limits, report: Report, where: string): string {
  return new AxmlReader(bytes, limits, report, where).read();
}

const nodeHeaderBytes = 16;

class AxmlReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #limits: Limits;
  readonly #report: Report;
  readonly #where: string;
  readonly #writer: XmlWriter;
  #strings = new XmlStrings();
  #resourceIds = { start: 0, count: 0 };
  #end = 0;
  /** Elements that are left out because they lie too deep. */
  #depthLeftOut = 0;
  #full = false;
  #notes = 0;

  constructor(bytes: Uint8Array, limits: Limits, report: Report, where: string) {
    this.#bytes = bytes.subarray(0, limits.maxManifestBytes);
    this.#view = viewOf(this.#bytes);
    this.#limits = limits;
    this.#report = report;
    this.#where = where;
    this.#writer = new XmlWriter(limits.maxXmlChars, limits.maxXmlNodes);
    if (bytes.length > limits.maxManifestBytes) {
      this.#note(
        'limit/xml',
        limits.maxManifestBytes,
        `binary XML of ${bytes.length} bytes, ${limits.maxManifestBytes} are read`,
      );
    }
  }

  read(): string {
    let offset = this.#readFileHeader();
    while (offset + chunkHeaderBytes <= this.#end && !this.#writer.done && !this.#full) {
      const chunk = this.#chunkAt(offset);
      if (chunk === null) offset = this.#nextPlausible(offset + 4);
      else offset = this.#readChunk(chunk);
    }
    if (this.#writer.depth > 0 && !this.#full) {
      this.#note('axml/truncated', this.#end, `binary XML ends with ${this.#writer.depth} elements still open`);
    }
    return this.#writer.finish();
  }

  /** Sets the end of the document; gives the offset of its first chunk. */
  #readFileHeader(): number {
    const { length } = this.#bytes;
    this.#end = length;
    if (length < chunkHeaderBytes) {
      this.#note('axml/truncated', 0, `binary XML needs a header of ${chunkHeaderBytes} bytes, there are ${length}`);
      return length;
    }
    const { headerSize, size } = readChunk(this.#view, 0);
    if (size > length) {
      this.#note('axml/truncated', 0, `binary XML states ${size} bytes, there are ${length}`);
    } else if (size < headerSize + chunkHeaderBytes) {
      this.#note(
        'axml/bad-chunk',
        0,
        `binary XML states ${size} bytes, too few for a header of ${headerSize}; all are read`,
      );
    } else {
      this.#end = size;
    }
    if (headerSize >= chunkHeaderBytes && headerSize <= this.#end) return headerSize;
    this.#note('axml/bad-chunk', 0, `binary XML states a header of ${headerSize} bytes; read as ${chunkHeaderBytes}`);
    return chunkHeaderBytes;
  }

  /** The chunk at `offset`, its sizes made to fit; null when there is nothing that could be a chunk. */
  #chunkAt(offset: number): Chunk | null {
    const chunk = readChunk(this.#view, offset);
    const known = chunk.type in leastHeader;
    if (fits(chunk, this.#end) && (!known || chunk.headerSize >= leastHeader[chunk.type]!)) return chunk;
    const rest = this.#end - offset;
    this.#note(
      chunk.size > rest ? 'axml/truncated' : 'axml/bad-chunk',
      offset,
      `chunk of type 0x${chunk.type.toString(16)} states a header of ${chunk.headerSize} and a size of ${chunk.size} bytes, ${rest} are left`,
    );
    if (!known || chunk.headerSize < leastHeader[chunk.type]! || chunk.headerSize > rest) return null;
    // Only its size may be a lie: it ends where its content does, or where the next chunk can be told.
    return { ...chunk, size: (this.#contentEnd(chunk) ?? this.#nextPlausible(offset + chunk.headerSize)) - offset };
  }

  /** Where a node's own data ends; null for other chunks, and when that is past the end. */
  #contentEnd({ type, offset, headerSize }: Chunk): number | null {
    const ext = offset + headerSize;
    const bytes = extBytes[type];
    if (bytes === undefined || ext + bytes > this.#end) return null;
    const end = type === chunkTypes.startElement ? attributesEnd(this.#view, ext) : ext + bytes;
    return end <= this.#end ? end : null;
  }

  /** The next offset at which a known chunk with possible sizes begins, or the end. Each step looks at eight bytes only. */
  #nextPlausible(from: number): number {
    let offset = from;
    while (offset < this.#end && !this.#isPlausible(offset)) offset += 4;
    return Math.min(offset, this.#end);
  }

  #isPlausible(offset: number): boolean {
    if (offset + chunkHeaderBytes > this.#end) return false;
    const chunk = readChunk(this.#view, offset);
    const least = leastHeader[chunk.type];
    return least !== undefined && chunk.headerSize >= least && chunk.headerSize < 0x100 && fits(chunk, this.#end);
  }

  /** Reads one chunk; gives the offset of the next. */
  #readChunk(chunk: Chunk): number {
    const { type, offset, headerSize, size } = chunk;
    // After the first element Android looks at nodes only.
    if (type === chunkTypes.stringPool && this.#writer.depth === 0) {
      this.#readPool(chunk);
    } else if (type === chunkTypes.resourceMap && this.#writer.depth === 0) {
      this.#resourceIds = { start: offset + headerSize, count: Math.floor((size - headerSize) / 4) };
    } else if (type === chunkTypes.startElement) {
      return this.#readStart(chunk);
    } else if (type === chunkTypes.endElement) {
      if (this.#depthLeftOut > 0) this.#depthLeftOut--;
      else this.#writer.end();
    }
    return offset + size;
  }

  #readPool(chunk: Chunk): void {
    const pool = readStringPool(this.#bytes, chunk, this.#end, this.#limits.maxStringUnits);
    this.#strings = new XmlStrings(pool, this.#limits.maxXmlChars);
    if (pool.count < pool.statedCount) {
      this.#note(
        'axml/bad-chunk',
        chunk.offset,
        `string pool states ${pool.statedCount} strings, it has room for ${pool.count}`,
      );
    }
  }

  #readStart({ offset, headerSize, size }: Chunk): number {
    const ext = offset + headerSize;
    const next = offset + size;
    if (ext + elementExtBytes > next) {
      this.#note(
        'axml/bad-chunk',
        offset,
        `element needs ${elementExtBytes} bytes after its header, it has ${next - ext}`,
      );
      if (ext + elementExtBytes > this.#end) return next;
    }
    const contentEnd = attributesEnd(this.#view, ext);
    let end = Math.max(next, ext + elementExtBytes);
    if (contentEnd > next) {
      this.#note('axml/bad-chunk', offset, `element's attributes end at ${contentEnd}, its chunk at ${next}`);
      // Either the size is wrong or the number is: the place where the next chunk begins tells.
      if (next !== this.#end && !this.#isPlausible(next) && contentEnd <= this.#end) end = contentEnd;
    }
    if (this.#depthLeftOut > 0 || this.#writer.depth >= this.#limits.maxXmlDepth) {
      if (this.#depthLeftOut++ === 0) {
        this.#note(
          'limit/xml',
          offset,
          `elements lie deeper than ${this.#limits.maxXmlDepth}; deeper ones are left out`,
        );
      }
      return end;
    }
    const name = this.#strings.at(this.#view.getUint32(ext + 4, true)) ?? '';
    const attributes = readAttributes(this.#view, ext, end, this.#pools());
    if (this.#strings.exhausted || !this.#writer.start(name, attributes)) this.#fill(offset);
    return end;
  }

  #pools(): XmlPools {
    return {
      strings: this.#strings,
      writer: this.#writer,
      resourceId: (index) =>
        index < this.#resourceIds.count ? this.#view.getUint32(this.#resourceIds.start + index * 4, true) : 0,
    };
  }

  #fill(offset: number): void {
    this.#full = true;
    const { maxXmlChars, maxXmlNodes } = this.#limits;
    const message = `binary XML grows past ${maxXmlChars} characters or ${maxXmlNodes} elements and attributes; the rest is left out`;
    this.#note('limit/xml', offset, message);
  }

  #note(code: Code, offset: number, message: string): void {
    // Beyond the bound nothing is kept.
    if (this.#notes++ > this.#limits.maxDiagnostics) return;
    this.#report({ code, where: [{ entry: this.#where, offset }], message });
  }
}

/** Types that are read or expected here, with the smallest header that each can have. */
const leastHeader: { readonly [type: number]: number } = {
  [chunkTypes.stringPool]: 28,
  [chunkTypes.resourceMap]: chunkHeaderBytes,
  [chunkTypes.startNamespace]: nodeHeaderBytes,
  [chunkTypes.endNamespace]: nodeHeaderBytes,
  [chunkTypes.startElement]: nodeHeaderBytes,
  [chunkTypes.endElement]: nodeHeaderBytes,
  [chunkTypes.text]: nodeHeaderBytes,
};

/** Bytes of what follows a node's header, attributes not counted. */
const extBytes: { readonly [type: number]: number } = {
  [chunkTypes.startNamespace]: 8,
  [chunkTypes.endNamespace]: 8,
  [chunkTypes.startElement]: elementExtBytes,
  [chunkTypes.endElement]: 8,
  [chunkTypes.text]: 12,
};
