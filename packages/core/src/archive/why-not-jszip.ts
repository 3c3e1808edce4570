/** What would make jszip read another directory than ours, or run away: looked for before it gets the bytes. */
import type { Directory } from './directory.js';

const endSignature = 0x06054b50;
const locatorSignature = 0x07064b50;
const localHeaderSignature = 0x04034b50;

/** Why jszip (3.10) must not be given this archive, as the end of a sentence; undefined when it may. */
export function whyNotJszip(bytes: Uint8Array, directory: Directory): string | undefined {
  const { end, complete, records } = directory;
  if (end === undefined || !complete) return 'its directory is cut short or too long';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // jszip takes the last signature anywhere in the file, libziparchive too; we may have had to look further.
  if (lastSignature(view, endSignature, end.offset) !== end.offset)
    return 'something like a second end record follows the first';
  // jszip takes whatever lies between directory and end record for bytes before the archive, and shifts every offset.
  const recordsEnd = end.directoryOffset + end.directorySize;
  const shift = end.begin - recordsEnd;
  if (records.length > 0 && end.directoryOffset + shift !== directory.start)
    return 'there are bytes between directory and end record';
  if (end.zip64 !== undefined) {
    const { offset, statedOffset, statedSize } = end.zip64;
    // jszip loops for ever on a field of negative length in a longer ZIP64 record.
    if (statedSize !== 44) return `its ZIP64 end record states ${statedSize} bytes instead of 44`;
    if (offset !== statedOffset) return 'its ZIP64 end record is not where its locator says';
    const locator = end.offset - 20;
    if (lastSignature(view, locatorSignature, locator) !== locator) return 'it has more than one ZIP64 locator';
  }
  // Entries over the same bytes are counted and stopped by the tolerant reader; jszip would inflate them all.
  const dataBytes = records.reduce((sum, { compressedSize }) => sum + compressedSize, 0);
  if (dataBytes > bytes.length) return `its entries state ${dataBytes} bytes of data, more than there are`;
  return whyNotNames(bytes, view, directory);
}

/**
 * jszip takes names from the local headers. Thousands of records that share one header with a long name would make it
 * decode gigabytes; names that equal those of the directory add up to no more than the directory.
 */
function whyNotNames(bytes: Uint8Array, view: DataView, { records }: Directory): string | undefined {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  for (const { name, nameLength, headerOffset } of records) {
    const nameStart = headerOffset + 30;
    if (headerOffset < 0 || nameStart + nameLength > bytes.length)
      return `the header of ${JSON.stringify(name)} is outside the archive`;
    if (view.getUint32(headerOffset, true) !== localHeaderSignature)
      return `${JSON.stringify(name)} has no local header`;
    const local = bytes.subarray(nameStart, nameStart + nameLength);
    if (view.getUint16(headerOffset + 26, true) !== nameLength || utf8.decode(local) !== name) {
      return `${JSON.stringify(name)} has another name in its local header`;
    }
  }
  return undefined;
}

/** Where `signature` last stands at or after `from`, or -1. */
function lastSignature(view: DataView, signature: number, from: number): number {
  for (let at = view.byteLength - 4; at >= Math.max(0, from); at--) {
    if (view.getUint32(at, true) === signature) return at;
  }
  return -1;
}
