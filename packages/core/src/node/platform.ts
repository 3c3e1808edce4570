/** The Platform of Node: the tolerant reader with zlib for every archive, SHA-256 by node:crypto. */
import { createHash, webcrypto } from 'node:crypto';
import { openTolerantArchive } from '../archive/tolerant-archive.js';
import type { Platform } from '../platform.js';
import { inflateNode } from './inflate.js';

/** Bytes hashed at once. */
const chunkLength = 4 * 1024 * 1024;
/** Bytes up to which the hash is made at once on a thread of its own; Node cannot do that piece by piece. */
const wholeHash = 32 * 1024 * 1024;

export const nodePlatform: Platform = {
  openArchive: (source, where, limits) => openTolerantArchive(source, where, limits, inflateNode),

  async sha256(source) {
    if (source.size <= wholeHash) {
      return Buffer.from(await webcrypto.subtle.digest('SHA-256', await source.read(0, source.size))).toString('hex');
    }
    const hash = createHash('sha256');
    for (let offset = 0; offset < source.size; offset += chunkLength) {
      hash.update(await source.read(offset, chunkLength));
    }
    return hash.digest('hex');
  },
};
