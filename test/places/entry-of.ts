/** The unpacked bytes of an entry by the path that a report gives, read with nothing of what is tested. */
import { inflateRawSync } from 'node:zlib';

/** Follows a path such as `assets/plugin.jar > classes.dex` from an app built by testkit: entries one behind the other, no descriptors. */
export function entryOf(app: Uint8Array, path: string): Uint8Array {
  return path.split(' > ').reduce(entryIn, app);
}

function entryIn(archive: Uint8Array, name: string): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  for (let at = 0; view.getUint32(at, true) === 0x04034b50; ) {
    const nameEnd = at + 30 + view.getUint16(at + 26, true);
    const start = nameEnd + view.getUint16(at + 28, true);
    const packed = archive.subarray(start, start + view.getUint32(at + 18, true));
    if (new TextDecoder().decode(archive.subarray(at + 30, nameEnd)) === name) {
      return view.getUint16(at + 8, true) === 0 ? packed : new Uint8Array(inflateRawSync(packed));
    }
    at = start + packed.length;
  }
  throw new Error(`no entry ${name}`);
}
