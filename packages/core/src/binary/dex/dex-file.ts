/** Reads the tables of a DEX, or of every logical file in a v041 container, without copying. */

import type { Report } from '../../errors.js';
import type { ClassTable } from '../../extractors/sink.js';
import type { Limits } from '../../limits.js';
import { adler32, combineAdler32 } from './adler32.js';
import { readClassTable, readTypeStrings } from './class-table.js';
import { DamageLog } from './damage-log.js';
import { containerVersion, type DexHeader, isDex, readHeader } from './header.js';
import { type Budget, budgetFor, type DexStrings, readStringTable } from './string-table.js';

/** One logical DEX file. Offsets count from the start of `bytes`, which is the whole entry. */
export interface DexFile {
  readonly header: DexHeader;
  readonly bytes: Uint8Array;
  /** The string pool; the same object for files of a container that share one. */
  readonly strings: DexStrings;
  /** For each type_id the index of its descriptor in `strings`, or 0xFFFFFFFF. */
  readonly typeStrings: Uint32Array;
  readonly classes: ClassTable;
}

/**
 * Reads the header, string, type and class tables of every logical file in `bytes`: one up to version 040, one or more in
 * a v041 container. What is damaged goes to `report`, with `where` as its entry, and the rest is read. Empty when the
 * bytes are no DEX, or nothing of it can be read. Throws nothing; work and memory are linear in the bytes.
 *
 * @param verified whether all bytes are known to have the checksum that {@link expectedAdler32} told
 */
export function readDex(bytes: Uint8Array, where: string, report: Report, limits: Limits, verified = false): DexFile[] {
  const damage = new DamageLog(where, report);
  const budget = budgetFor(bytes, limits);
  const pools = new Map<string, DexStrings>();
  const files: DexFile[] = [];
  for (let start: number | null = 0; start !== null; ) {
    if (!isDex(bytes.subarray(start, start + 8))) {
      damage.note('dex/bad-magic', 'magic', start, () => 'expected "dex\\n", a version and NUL');
      break;
    }
    if (files.length === limits.maxDexFiles) {
      damage.note('limit/items', 'container', start, () => `more than ${limits.maxDexFiles} logical files`);
      break;
    }
    const header = readHeader(bytes, start, limits, damage);
    if (header === null) break;
    const checked = verified && start === 0 && header.fileSize === bytes.length;
    if (!checked) checkChecksum(bytes, header, damage);
    files.push(readTables(bytes, header, pools, budget, limits, damage));
    start = nextStart(bytes, header, damage);
  }
  damage.flush();
  return files;
}

/**
 * The Adler-32 of a whole DEX file of `size` bytes, as its first twelve bytes tell: those of the magic and the checksum itself
 * are here, and the checksum is that of the rest. Undefined when these are no first bytes of a DEX.
 */
export function expectedAdler32(head: Uint8Array, size: number): number | undefined {
  if (!isDex(head) || head.length < checksumEnd || size <= checksumEnd) return undefined;
  const checksum = new DataView(head.buffer, head.byteOffset).getUint32(8, true);
  return combineAdler32(adler32(head, 0, checksumEnd), checksum, size - checksumEnd);
}

/** Where the bytes begin that the checksum covers (dex-format, "header_item"). */
const checksumEnd = 12;

function readTables(
  bytes: Uint8Array,
  header: DexHeader,
  pools: Map<string, DexStrings>,
  budget: Budget,
  limits: Limits,
  damage: DamageLog,
): DexFile {
  const poolKey = `${header.strings.offset} ${header.strings.count}`;
  const strings = pools.get(poolKey) ?? readStringTable(bytes, header.strings, budget, limits, damage);
  pools.set(poolKey, strings);
  const typeStrings = readTypeStrings(bytes, header, strings, budget, damage);
  const classes = readClassTable(bytes, header, strings, typeStrings, budget, limits, damage);
  return { header, bytes, strings, typeStrings, classes };
}

/** Where the next file of a container begins; null at the end. Its distance is `file_size` (dex-format, "header_item"). */
function nextStart(bytes: Uint8Array, header: DexHeader, damage: DamageLog): number | null {
  if (header.version < containerVersion) return null;
  if (header.fileSize < header.headerSize) {
    const found = header.fileSize;
    damage.note(
      'dex/bad-offset',
      'file_size',
      header.start + 0x20,
      () => `expected the header at least, found ${found}`,
    );
    return null;
  }
  const next = header.start + header.fileSize;
  return next < Math.min(bytes.length, header.containerSize) ? next : null;
}

function checkChecksum(bytes: Uint8Array, header: DexHeader, damage: DamageLog): void {
  const end = header.start + header.fileSize;
  if (end > bytes.length || header.fileSize < header.headerSize) return; // already told as damage of another kind
  const actual = adler32(bytes, header.start + 0x0c, end);
  if (actual !== header.checksum) {
    const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`;
    damage.note(
      'dex/checksum',
      'checksum',
      header.start + 0x08,
      () => `the header says ${hex(header.checksum)}, the bytes make ${hex(actual)}`,
    );
  }
}
