/** The Platform of browsers and workers: jszip first, the tolerant reader where jszip gives up, SHA-256 by Web Crypto. */
import type { Archive } from './archive/archive.js';
import { readDirectory } from './archive/directory.js';
import { streamInflater } from './archive/inflate-stream.js';
import { openJszipArchive } from './archive/jszip-archive.js';
import { tolerantArchive } from './archive/tolerant-archive.js';
import { isScanError } from './errors.js';
import type { DigestAlgorithm, Platform } from './platform.js';

/** Runs anywhere; needs `DecompressionStream` and `crypto.subtle` for what jszip does not do. */
export const portablePlatform: Platform = {
  async openArchive(source, where, limits): Promise<Archive> {
    const directory = await readDirectory(source, where, limits);
    try {
      return await openJszipArchive(source, where, limits, directory, streamInflater);
    } catch (error) {
      if (!isScanError(error) || error.code !== 'zip/jszip-refused') throw error;
      const { code, message } = error;
      const diagnostics = [{ code, where: error.where, message }, ...directory.diagnostics];
      return tolerantArchive(source, where, { ...directory, diagnostics }, streamInflater);
    }
  },

  digest,

  async sha256(source) {
    const hash = await digest('SHA-256', await source.read(0, source.size));
    return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  },
};

/** Browsers have Web Crypto on pages that came over HTTPS or from the machine itself, and nowhere else. */
async function digest(algorithm: DigestAlgorithm, bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest(algorithm, bytes as Uint8Array<ArrayBuffer>));
}
