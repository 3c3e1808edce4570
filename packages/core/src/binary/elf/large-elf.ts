/** LargeElf: a native library that is too large for memory, read while its pieces pass by. */
import type { Report } from '../../errors.js';
import type { Limits } from '../../limits.js';
import { DamageLog } from '../dex/damage-log.js';
import { findDataRanges } from './data-ranges.js';
import type { ByteRange, FilePiece } from './elf-bytes.js';
import { type ElfFile, readElf } from './elf-file.js';
import { openElf, readHeader } from './header.js';
import { readSegments } from './segments.js';
import { structureBehind } from './structure-behind.js';

/** Takes the pieces of a library in order, and keeps no more of them than its structure needs. */
export interface LargeElf {
  take(piece: Uint8Array, offset: number): void;
  /** What the library says of itself, once all pieces were taken; as `readElf`. */
  read(where: string, report: Report, limits: Limits): ElfFile | null;
}

/**
 * Starts reading a library of about `size` bytes. The first `prefixBytes` are kept, and of the rest the parts that
 * `structureBehind` names. Bytes in which texts may lie go to `onData` as they come: those of the loaded segments that are no code,
 * since what the section headers say comes too late.
 */
export function startLargeElf(
  size: number,
  prefixBytes: number,
  onData: (bytes: Uint8Array, offset: number) => void,
): LargeElf {
  const prefix = new Uint8Array(Math.min(prefixBytes, size));
  let data: readonly ByteRange[] = [];
  let kept: readonly KeptRange[] = [];
  let end = 0;
  let opened = false;

  const open = (): void => {
    opened = true;
    data = dataByPrefix(prefix.subarray(0, end));
    kept = structureBehind(prefix, size).map((range) => ({ ...range, bytes: new Uint8Array(range.end - range.start) }));
    giveData(data, prefix.subarray(0, end), 0, onData);
    for (const range of kept) keep(range, prefix, 0);
  };

  return {
    take(piece, offset) {
      const missing = opened ? 0 : Math.min(prefix.length - end, piece.length);
      if (missing > 0) prefix.set(piece.subarray(0, missing), end);
      end += missing;
      if (!opened && end === prefix.length) open();
      if (missing === piece.length) return;
      const rest = piece.subarray(missing);
      end = offset + piece.length;
      giveData(data, rest, offset + missing, onData);
      for (const range of kept) keep(range, rest, offset + missing);
    },
    read(where, report, limits) {
      if (!opened) open();
      const pieces = kept.map(({ start, bytes }): FilePiece => {
        return { offset: start, bytes: bytes.subarray(0, Math.max(0, end - start)) };
      });
      return readElf(prefix.subarray(0, Math.min(end, prefix.length)), where, report, limits, { size: end, pieces });
    },
  };
}

interface KeptRange extends ByteRange {
  readonly bytes: Uint8Array;
}

function keep(range: KeptRange, piece: Uint8Array, offset: number): void {
  const start = Math.max(range.start, offset);
  const stop = Math.min(range.end, offset + piece.length);
  if (start < stop) range.bytes.set(piece.subarray(start - offset, stop - offset), start - range.start);
}

/** Where texts may lie, by the program headers alone, as far as the end of the file, wherever that is. */
function dataByPrefix(prefix: Uint8Array): readonly ByteRange[] {
  const damage = new DamageLog('', () => {}); // readElf tells of damage; here only what is sound counts
  const elf = openElf(prefix, [], Number.MAX_SAFE_INTEGER, damage);
  const header = elf && readHeader(elf, damage);
  if (elf === null || header === null) return [];
  return findDataRanges(elf, [], readSegments(elf, header, { damage, unseen: new Set() })).ranges;
}

/** The parts of a piece that lie in the ranges. Ranges are in order, and of those of a library there are two or three. */
function giveData(
  ranges: readonly ByteRange[],
  piece: Uint8Array,
  offset: number,
  onData: (bytes: Uint8Array, offset: number) => void,
): void {
  const end = offset + piece.length;
  for (let i = firstEndingBehind(ranges, offset); i < ranges.length && ranges[i]!.start < end; i++) {
    const start = Math.max(ranges[i]!.start, offset);
    const stop = Math.min(ranges[i]!.end, end);
    if (start < stop) onData(piece.subarray(start - offset, stop - offset), start);
  }
}

/** Index of the first range that does not end before `offset`. */
function firstEndingBehind(ranges: readonly ByteRange[], offset: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ranges[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
