/** ResChunk_header: the frame around every part of binary XML and resources.arsc (ResourceTypes.h). */

/** Types of chunks that are read; others are skipped by their size. */
export const chunkTypes = {
  stringPool: 0x0001,
  table: 0x0002,
  xml: 0x0003,
  startNamespace: 0x0100,
  endNamespace: 0x0101,
  startElement: 0x0102,
  endElement: 0x0103,
  text: 0x0104,
  resourceMap: 0x0180,
  package: 0x0200,
  type: 0x0201,
  typeSpec: 0x0202,
} as const;

/** Bytes of the header itself: type, header size, size. */
export const chunkHeaderBytes = 8;

/** A chunk as its header states it; nothing is checked yet. */
export interface Chunk {
  readonly type: number;
  readonly offset: number;
  readonly headerSize: number;
  readonly size: number;
}

/** The chunk header at `offset`; the caller has made sure that its eight bytes are there. */
export function readChunk(view: DataView, offset: number): Chunk {
  return {
    type: view.getUint16(offset, true),
    offset,
    headerSize: view.getUint16(offset + 2, true),
    size: view.getUint32(offset + 4, true),
  };
}

/** Whether the sizes fit each other and the space up to `end`; what `validate_chunk` asks, but for the alignment. */
export function fits(chunk: Chunk, end: number): boolean {
  return chunk.headerSize >= chunkHeaderBytes && chunk.headerSize <= chunk.size && chunk.size <= end - chunk.offset;
}

/** A view of exactly these bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
