/** Platform: the three things Node and a browser do differently, injected into the scan. */
import type { Archive } from './archive/archive.js';
import type { Limits } from './limits.js';
import type { ByteSource } from './source/byte-source.js';

export interface Platform {
  /** Opens a ZIP. `where` is the path of the archive inside the input (empty for the input itself), for messages. */
  openArchive(source: ByteSource, where: string, limits: Limits): Promise<Archive>;
  /** SHA-256 of all bytes, lower-case hexadecimal. */
  sha256(source: ByteSource): Promise<string>;
  /** The hash of a few bytes: of a certificate, or of a piece of a file. */
  digest(algorithm: DigestAlgorithm, bytes: Uint8Array): Promise<Uint8Array>;
}

/** Hashes that Web Crypto and Node both have, by Web Crypto's names. MD5 is not among them. */
export type DigestAlgorithm = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';
