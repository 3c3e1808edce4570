/** The floor: a bare script that reads the DEX entries of an APK and inflates them natively, and does nothing else. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

/** Which entries count. */
export type Wanted = (name: string) => boolean;

/** The code of an app: what the whole process inflates. */
export const isDex: Wanted = (name) => /^classes\d*\.dex$/.test(name);

/** The code and the manifest: what a scan in a warm process has to inflate at least. */
export const isDexOrManifest: Wanted = (name) => isDex(name) || name === 'AndroidManifest.xml';

/** An entry as it lies in the archive. */
export interface PackedEntry {
  readonly name: string;
  readonly stored: boolean;
  readonly crc32: number;
  /** Bytes when unpacked. */
  readonly size: number;
  /** The data as it lies in the file. */
  readonly packed: Buffer;
}

/**
 * Reads the wanted entries where the central directory says they are, each in one read. For well-formed archives below 4 GiB:
 * nothing is checked, and that is the point of a floor.
 */
export function* packedEntries(path: string, wanted: Wanted): Generator<PackedEntry> {
  const file = openSync(path, 'r');
  const read = (offset: number, length: number): Buffer => {
    const bytes = Buffer.allocUnsafeSlow(length);
    readSync(file, bytes, 0, length, offset);
    return bytes;
  };
  const fileSize = fstatSync(file).size;
  // APPNOTE 4.3.16: the end record, 22 bytes and at most 64 KiB of comment from the end.
  const tail = read(Math.max(0, fileSize - 65_557), Math.min(fileSize, 65_557));
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const directory = read(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  for (let at = 0; at < directory.length; ) {
    // APPNOTE 4.3.12: a record of the directory, then its name, extra field and comment.
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('latin1', at + 46, at + 46 + nameLength);
    if (wanted(name)) {
      const local = directory.readUInt32LE(at + 42);
      const header = read(local, 30);
      const start = local + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
      const packed = read(start, directory.readUInt32LE(at + 20));
      const stored = directory.readUInt16LE(at + 10) === 0;
      yield { name, stored, crc32: directory.readUInt32LE(at + 16), size: directory.readUInt32LE(at + 24), packed };
    }
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  closeSync(file);
}

/** Reads the wanted entries and inflates each into one buffer of the exact size; returns the bytes that came out. */
export function readAndInflate(path: string, wanted: Wanted): number {
  let total = 0;
  for (const { stored, size, packed } of packedEntries(path, wanted)) {
    // 64 is the least that zlib takes.
    total += stored ? packed.length : inflateRawSync(packed, { chunkSize: Math.max(size, 64) }).length;
  }
  return total;
}

if (process.argv[1] === import.meta.filename) {
  process.stdout.write(`${readAndInflate(process.argv[2]!, isDex)}\n`);
}
