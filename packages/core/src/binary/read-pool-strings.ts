/** Reads the strings of binary XML or of resources.arsc: the first string pool, and nothing else of the file. */
import type { Report } from '../errors.js';
import type { TextTable } from '../extractors/sink.js';
import type { Limits } from '../limits.js';
import { nextPlausible } from './axml/chunk-sizes.js';
import { DamageLog } from './dex/damage-log.js';
import { readPoolLayout } from './pool-layout.js';
import { type PoolTexts, readPoolTexts } from './pool-texts.js';
import { type Chunk, chunkHeaderBytes, chunkTypes, fits, readChunk, viewOf } from './resource-chunk.js';

/** Which of the two a file is; it decides the code of what is reported. */
export type PoolFile = 'axml' | 'arsc';

/** Bytes of the file's own header, where it states nonsense. */
const headerBytes = { axml: 8, arsc: 12 } as const;

/**
 * Every string of the file, in the order of the pool: of resources.arsc all values that are text, in every language, and the paths of
 * files; of binary XML also the names of elements and attributes. At most `maxTableItems` strings, of `maxResourceBytes`.
 * What is damaged is empty. Null when no pool can be found.
 *
 * Reports `axml/bad-chunk` or `arsc/bad-chunk`, `limit/resource-bytes` and `limit/items`, each once at most.
 */
export function readPoolStrings(
  bytes: Uint8Array,
  file: PoolFile,
  limits: Limits,
  report: Report,
  where: string,
): TextTable | null {
  const damage = new DamageLog(where, report);
  const read = bytes.subarray(0, limits.maxResourceBytes);
  if (read.length < bytes.length) {
    damage.note('limit/resource-bytes', 'file', read.length, () => `${bytes.length} bytes, ${read.length} are read`);
  }
  const pool = findPool(read, file);
  const layout = pool && readPoolLayout(read, pool, read.length);
  const found = layout && readPoolTexts(read, layout, limits.maxTableItems);
  if (!pool || !found) damage.note(`${file}/bad-chunk`, 'file', 0, () => 'no string pool was found');
  else noteDamage(damage, file, pool, read.length, layout.statedCount, found);
  damage.flush();
  return found?.texts ?? null;
}

/** The first chunk that is a string pool. Where a size cannot be right, the next chunk is looked for. */
function findPool(bytes: Uint8Array, file: PoolFile): Chunk | null {
  const view = viewOf(bytes);
  const end = bytes.length;
  if (end < chunkHeaderBytes) return null;
  const { headerSize } = readChunk(view, 0);
  let offset = headerSize >= chunkHeaderBytes && headerSize < 0x100 ? headerSize : headerBytes[file];
  while (offset + chunkHeaderBytes <= end) {
    const chunk = readChunk(view, offset);
    if (chunk.type === chunkTypes.stringPool) return chunk;
    offset = fits(chunk, end) ? offset + chunk.size : nextPlausible(view, offset + 4, end);
  }
  return null;
}

function noteDamage(
  damage: DamageLog,
  file: PoolFile,
  pool: Chunk,
  end: number,
  statedCount: number,
  { texts, outside, leftOut }: PoolTexts,
): void {
  const { offset, size } = pool;
  if (!fits(pool, end)) {
    damage.note(`${file}/bad-chunk`, 'string pool', offset, () => `states ${size} bytes, ${end - offset} are left`);
  } else if (outside > 0) {
    damage.note(`${file}/bad-chunk`, 'string pool', offset, () => `${outside} of ${texts.count} strings lie outside`);
  } else if (statedCount > texts.count && leftOut === 0) {
    damage.note(`${file}/bad-chunk`, 'string pool', offset, () => `states ${statedCount} strings, has room for fewer`);
  }
  if (leftOut > 0) damage.note('limit/items', 'string pool', offset, () => `${leftOut} strings are left out`);
}
