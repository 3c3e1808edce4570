/** Platform: the two things Node and a browser do differently, injected into the scan. */
import type { Archive } from './archive/archive.js';
import type { Limits } from './limits.js';
import type { ByteSource } from './source/byte-source.js';

export interface Platform {
  /** Opens a ZIP. `where` is the path of the archive inside the input (empty for the input itself), for messages. */
  openArchive(source: ByteSource, where: string, limits: Limits): Promise<Archive>;
  /** SHA-256 of all bytes, lower-case hexadecimal. */
  sha256(source: ByteSource): Promise<string>;
}
