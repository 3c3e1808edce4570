/** Symbols by which Flutter finds its compiled program in a library such as libapp.so. */
import { utf8Text } from '../utf8-texts.js';
import type { DynamicSection } from './dynamic-section.js';
import { type DynamicSymbols, linkages } from './dynamic-symbols.js';
import type { ByteRange, ElfBytes } from './elf-bytes.js';
import { word } from './numbers.js';
import { fileOffsetOf, type Segment } from './segments.js';

/**
 * Names that the Dart compiler gives to parts of a snapshot (Dart SDK, runtime/include/dart_api.h, and of all versions
 * pkg/native_stack_traces/lib/src/constants.dart). Newer versions make one snapshot where older ones made two.
 */
const dartSymbols = [
  '_kDartVmSnapshotData',
  '_kDartVmSnapshotInstructions',
  '_kDartIsolateSnapshotData',
  '_kDartIsolateSnapshotInstructions',
  '_kDartSnapshotData',
  '_kDartSnapshotInstructions',
] as const;
const maxNameBytes = Math.max(...dartSymbols.map((name) => name.length));

/** A part of a Dart snapshot and its place in the file. */
export interface DartSnapshot extends ByteRange {
  readonly symbol: (typeof dartSymbols)[number];
}

/** The parts of a Dart snapshot that this library exports, in the order of the symbol table. */
export function findDartSnapshots(
  elf: ElfBytes,
  dynamic: DynamicSection | null,
  segments: readonly Segment[],
  { names, linkage }: DynamicSymbols,
): DartSnapshot[] {
  if (dynamic === null) return [];
  const { bytes, little, wide, size } = elf;
  const found: DartSnapshot[] = [];
  // Only the first of a name counts: a hostile file may have a million of them, and as many segments to look them up in.
  const seen = new Set<string>();
  for (let i = nextDartName(names, 0); i < names.count; i = nextDartName(names, i + 1)) {
    const symbol = dartSymbols.find((name) => name === utf8Text(names, i, maxNameBytes));
    if (symbol === undefined || linkage[i] !== linkages.exported || seen.has(symbol)) continue;
    seen.add(symbol);
    const item = dynamic.symbols + i * (wide ? 24 : 16);
    const start = fileOffsetOf(segments, word(bytes, item + (wide ? 8 : 4), little, wide));
    const end = Math.min(start + word(bytes, item + (wide ? 16 : 8), little, wide), size);
    if (start >= 0 && start <= end) found.push({ symbol, start, end });
  }
  return found;
}

/** The next symbol from `from` on whose name begins with `_kDa` and is no longer than those of snapshots. */
function nextDartName({ bytes, count, starts, ends }: DynamicSymbols['names'], from: number): number {
  for (let i = from; i < count; i++) {
    const start = starts[i]!;
    if (bytes[start] !== 0x5f || bytes[start + 1] !== 0x6b || bytes[start + 2] !== 0x44) continue;
    if (ends[i]! - start <= maxNameBytes && bytes[start + 3] === 0x61) return i;
  }
  return count;
}
