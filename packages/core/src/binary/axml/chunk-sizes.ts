/** What sizes the chunks of binary XML can have, and where a chunk ends that states another. */
import { type Chunk, chunkHeaderBytes, chunkTypes } from '../resource-chunk.js';

/** Bytes of `ResXMLTree_attrExt`, and of one attribute. */
export const elementExtBytes = 20;
export const attributeBytes = 20;

const poolHeaderBytes = 28;
const nodeHeaderBytes = 16;

/** Whether chunks of this type are read or expected here. */
export function isKnown(type: number): boolean {
  return leastHeader(type) > chunkHeaderBytes || type === chunkTypes.resourceMap;
}

/** The smallest header that a chunk of this type can have. */
export function leastHeader(type: number): number {
  if (type >= chunkTypes.startNamespace && type <= chunkTypes.text) return nodeHeaderBytes;
  return type === chunkTypes.stringPool ? poolHeaderBytes : chunkHeaderBytes;
}

/** Whether the sizes of a chunk fit each other and the bytes that are left; what `validate_chunk` asks, but for the alignment. */
export function sizesFit(type: number, headerSize: number, size: number, bytesLeft: number): boolean {
  return headerSize >= leastHeader(type) && headerSize <= size && size <= bytesLeft;
}

/** Whether a known chunk with possible sizes begins at `offset`. */
export function isPlausible(view: DataView, offset: number, end: number): boolean {
  if (offset + chunkHeaderBytes > end) return false;
  const type = view.getUint16(offset, true);
  const headerSize = view.getUint16(offset + 2, true);
  const size = view.getUint32(offset + 4, true);
  return isKnown(type) && headerSize < 0x100 && sizesFit(type, headerSize, size, end - offset);
}

/** The next offset at which {@link isPlausible} holds, or `end`. Each step looks at eight bytes only. */
export function nextPlausible(view: DataView, from: number, end: number): number {
  let offset = from;
  while (offset < end && !isPlausible(view, offset, end)) offset += 4;
  return Math.min(offset, end);
}

/** Where the chunk ends whose size is a lie: where its content does, or where the next chunk can be told. */
export function likelyEnd(view: DataView, { type, offset, headerSize }: Chunk, end: number): number {
  const ext = offset + headerSize;
  const bytes = extBytes[type];
  if (bytes !== undefined && ext + bytes <= end) {
    const contentEnd = type === chunkTypes.startElement ? attributesEnd(view, ext) : ext + bytes;
    if (contentEnd <= end) return contentEnd;
  }
  return nextPlausible(view, ext, end);
}

/** Bytes of what follows a node's header, attributes not counted. */
const extBytes: { readonly [type: number]: number } = {
  [chunkTypes.startNamespace]: 8,
  [chunkTypes.endNamespace]: 8,
  [chunkTypes.startElement]: elementExtBytes,
  [chunkTypes.endElement]: 8,
  [chunkTypes.text]: 12,
};

/** Where the attributes of the element at `ext` end, by what it states; may be past all bytes. */
export function attributesEnd(view: DataView, ext: number): number {
  const count = view.getUint16(ext + 12, true);
  if (count === 0) return ext + elementExtBytes;
  return ext + view.getUint16(ext + 8, true) + (count - 1) * attributeStep(view, ext) + attributeBytes;
}

/** Bytes from one attribute of the element at `ext` to the next. */
export function attributeStep(view: DataView, ext: number): number {
  // A step below an attribute's own size would let 65,535 attributes lie on the same few bytes.
  return Math.max(attributeBytes, view.getUint16(ext + 10, true));
}

/** How many attributes of the element at `ext` lie before `end`, of those that it states. */
export function countAttributes(view: DataView, ext: number, end: number): number {
  const room = end - attributeBytes - (ext + view.getUint16(ext + 8, true));
  return room < 0 ? 0 : Math.min(view.getUint16(ext + 12, true), Math.floor(room / attributeStep(view, ext)) + 1);
}
