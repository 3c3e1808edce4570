/** The readers under test, by the name that the tests print. */
import type { Archive } from '../../src/archive/archive.js';
import { streamInflater } from '../../src/archive/inflate-stream.js';
import { openTolerantArchive } from '../../src/archive/tolerant-archive.js';
import { defaultLimits, type Limits } from '../../src/limits.js';
import { nodePlatform } from '../../src/node/platform.js';
import { portablePlatform } from '../../src/portable-platform.js';
import { fromBytes } from '../../src/source/from-bytes.js';

export type Open = (zip: Uint8Array, limits?: Partial<Limits>, where?: string) => Promise<Archive>;

const withLimits = (open: typeof nodePlatform.openArchive): Open => {
  return (zip, limits, where = '') => open(fromBytes(zip), where, { ...defaultLimits, ...limits });
};

/** jszip first, the tolerant reader where it gives up. */
export const openPortable = withLimits(portablePlatform.openArchive);
/** The tolerant reader with node:zlib. */
export const openNode = withLimits(nodePlatform.openArchive);
/** The tolerant reader with DecompressionStream. */
const openStream = withLimits((source, where, limits) => openTolerantArchive(source, where, limits, streamInflater));

export const readers: readonly (readonly [string, Open])[] = [
  ['jszip, then tolerant', openPortable],
  ['tolerant with node:zlib', openNode],
  ['tolerant with DecompressionStream', openStream],
];

/** Every entry as name and text (one character a byte where it is not UTF-8), and every code in order. */
export async function readAll(archive: Archive): Promise<{ entries: [string, string][]; codes: string[] }> {
  const entries: [string, string][] = [];
  const codes = archive.diagnostics.map(({ code }) => code);
  for (const entry of archive.entries) {
    const { bytes, diagnostics } = await archive.read(entry, 2 ** 24);
    entries.push([entry.name, decode(bytes)]);
    codes.push(...diagnostics.map(({ code }) => code));
  }
  return { entries, codes };
}

export function decode(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
