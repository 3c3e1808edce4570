/** A ByteSource over bytes that are in memory already. */
import type { ByteSource } from './byte-source.js';

/** Reads from `bytes` without copying them; they must not change while the source is in use. */
export function fromBytes(bytes: Uint8Array | ArrayBuffer): ByteSource {
  const all = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : plain(bytes);
  const readNow = (offset: number, length: number): Uint8Array => {
    // A place before the beginning would count from the end.
    if (offset < 0 || length <= 0) return new Uint8Array();
    return all.subarray(offset, offset + length);
  };
  return {
    size: all.length,
    inMemory: true,
    readNow,
    read: (offset, length) => Promise.resolve(readNow(offset, length)),
  };
}

/** Node's Buffer is a Uint8Array whose `slice` does not copy; parsers get the real thing. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
