/** Debian's dexdump as an oracle. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const command = 'dexdump';

/** Whether dexdump can be run here. */
export const hasDexdump = spawnSync(command).error === undefined;

/** What `dexdump FILE` prints of `dex` under the given file name; decoded the way exodus-core does it. */
export function dexdump(dex: Uint8Array, name = 'classes.dex'): { readonly text: string; readonly complaints: string } {
  const folder = mkdtempSync(join(tmpdir(), 'dexdump-'));
  try {
    writeFileSync(join(folder, name), dex);
    const { stdout, stderr } = spawnSync(command, [name], { cwd: folder, maxBuffer: 2 ** 30 });
    // U+FFFD stands for what Python drops; no text of these tests holds it itself.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(stdout);
    return { text: text.replaceAll('\ufffd', ''), complaints: stderr.toString() };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Class names in a listing, in its order. */
export const classesOf = (listing: string): string[] =>
  Array.from(listing.matchAll(/^ {2}Class descriptor {2}: 'L(.*);'$/gm), (match) => match[1]!);

/** The names that exodus-core finds in a listing. */
export const exodusNamesOf = (listing: string): Set<string> =>
  new Set(Array.from(listing.matchAll(/[A-Z]+((?:[\p{L}\p{N}_]+\/)+[\p{L}\p{N}_]+)/gu), (match) => match[1]!));
