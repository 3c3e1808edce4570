/** The Platform of Node: the tolerant reader with zlib for every archive, SHA-256 by node:crypto. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { openTolerantArchive } from '../archive/tolerant-archive.js';
import type { Platform } from '../platform.js';
import { nodeInflater } from './inflate.js';

/** Bytes hashed at once: a fraction of a millisecond, so that reading entries goes on in between, in memory that is used again. */
const chunkLength = 256 * 1024;

export const nodePlatform: Platform = {
  openArchive: (source, where, limits) => openTolerantArchive(source, where, limits, nodeInflater),

  async sha256(source) {
    const hash = createHash('sha256');
    const chunk = new Uint8Array(Math.min(chunkLength, source.size));
    for (let offset = 0; offset < source.size; offset += chunkLength) {
      // Whatever else can go on goes first: it sets other threads to work, and hashing fills the time until they are done.
      await setImmediate();
      hash.update(await source.read(offset, chunkLength, chunk));
    }
    return hash.digest('hex');
  },

  digest: async (algorithm, bytes) => new Uint8Array(createHash(algorithm.replace('-', '')).update(bytes).digest()),
};
