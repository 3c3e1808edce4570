/** aapt2 as an oracle: real APKs turned into the form that bundles have. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Archive } from '../../../src/archive/archive.js';
import { openTolerantArchive } from '../../../src/archive/tolerant-archive.js';
import { defaultLimits } from '../../../src/limits.js';
import { nodeInflater } from '../../../src/node/inflate.js';
import { fromBytes } from '../../../src/source/from-bytes.js';

/** Why the comparison cannot run here, or null when it can. */
export const noAapt2 = spawnSync('aapt2', ['version']).error ? 'aapt2 is not installed' : null;

/** The app with its XML and resources as protocol buffers. */
export function inProtoForm(apk: string): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'aapt2-'));
  try {
    const out = join(folder, 'proto.apk');
    const { status, stderr } = spawnSync('aapt2', ['convert', '--output-format', 'proto', '-o', out, apk]);
    if (status !== 0) throw new Error(stderr.toString());
    return new Uint8Array(readFileSync(out));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function open(apk: Uint8Array): Promise<Archive> {
  return openTolerantArchive(fromBytes(apk), '', defaultLimits, nodeInflater);
}

/** The bytes of the entry of this name. */
export async function entryOf(archive: Archive, name: string): Promise<Uint8Array> {
  const entry = archive.entries.find((one) => one.name === name);
  if (entry === undefined) throw new Error(`no ${name}`);
  return (await archive.read(entry, defaultLimits.maxEntryBytes)).bytes;
}
