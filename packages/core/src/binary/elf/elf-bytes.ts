/** ElfBytes: the bytes of a native library that are at hand, which may be its beginning and a few pieces only. */
import type { DamageLog } from '../dex/damage-log.js';

/** Bytes of a file from `start` to `end` (exclusive). */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A run of bytes and its place in the file. */
export interface FilePiece {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** What is at hand of the file, and how its numbers are to be read. */
export interface ElfBytes {
  /** The file from its first byte on: all of it, or a prefix. */
  readonly bytes: Uint8Array;
  /** Pieces behind the prefix. */
  readonly pieces: readonly FilePiece[];
  /** Bytes of the whole file. */
  readonly size: number;
  readonly little: boolean;
  /** Class 64: addresses, offsets and sizes have 64 bits. */
  readonly wide: boolean;
}

/** Parts of the file that may lie behind what is at hand. */
export type ElfPart =
  | 'program headers'
  | 'section headers'
  | 'dynamic section'
  | 'symbol hash table'
  | 'dynamic symbols'
  | 'dynamic strings'
  | 'notes';

/** Where the reader leaves what it noticed: damage, and parts that are there but not at hand. */
export interface Notes {
  readonly damage: DamageLog;
  readonly unseen: Set<ElfPart>;
}

/** The piece that has the byte at `offset` and reaches furthest behind it; null when none has it. */
export function pieceAt(elf: ElfBytes, offset: number): FilePiece | null {
  let best: FilePiece | null = null;
  for (const piece of [{ offset: 0, bytes: elf.bytes }, ...elf.pieces]) {
    const end = piece.offset + piece.bytes.length;
    const reach = best === null ? offset : best.offset + best.bytes.length;
    if (offset >= piece.offset && end > reach) best = piece;
  }
  return best;
}

/**
 * How many of `length` bytes at `offset` can be read in `piece`. What is missing is damage when it lies behind the file's end,
 * and unseen otherwise.
 */
export function readable(
  elf: ElfBytes,
  piece: FilePiece | null,
  offset: number,
  length: number,
  part: ElfPart,
  notes: Notes,
): number {
  if (offset + length > elf.size) {
    const found = Math.max(0, elf.size - offset);
    notes.damage.note('elf/truncated', part, Math.min(offset, elf.size), () => {
      return `expected ${length} bytes at ${offset}, the file has ${found} there`;
    });
  }
  const end = Math.min(offset + length, elf.size);
  const there = piece === null ? offset : piece.offset + piece.bytes.length;
  if (end > there) notes.unseen.add(part);
  return Math.max(0, Math.min(end, there) - offset);
}
