/** Snapshots of the Dart VM that lie in a file of their own: `isolate_snapshot_data`, `vm_snapshot_data` (runtime/vm/snapshot.h). */
import type { TextTable } from '../../extractors/sink.js';
import { u32 } from '../little-endian.js';
import { textTable } from '../utf8-texts.js';

/** What the beginning of a snapshot says. */
export interface DartSnapshot {
  /** Number of the kind; what it means depends on the version of Dart. */
  readonly kind: number;
  /** 32 hexadecimal digits that name the exact version of Dart; empty where there are none. */
  readonly versionHash: string;
  /** How it was built, `product arm64 android compressed-pointers`; printable ASCII, 256 characters at most. */
  readonly features: string;
}

const magic = 0xdcdcf5f5;
/** Magic, length (64 bits), kind (64 bits); behind them the hash, then the features up to a NUL. */
const hashOffset = 20;
const hashBytes = 32;
const maxFeatureBytes = 256;

/** Whether bytes begin like a snapshot of the Dart VM. */
export function isDartSnapshot(head: Uint8Array): boolean {
  return u32(head, 0) === magic;
}

/** Reads the beginning of a snapshot, whose magic was checked. What is cut off or no text is empty. */
export function readSnapshotHeader(bytes: Uint8Array): DartSnapshot {
  const hash = printable(bytes, hashOffset, hashOffset + hashBytes);
  return {
    kind: u32(bytes, 12),
    versionHash: /^[0-9a-f]{32}$/.test(hash) ? hash : '',
    features: printable(bytes, hashOffset + hashBytes, hashOffset + hashBytes + maxFeatureBytes),
  };
}

/**
 * The runs of printable ASCII of at least `shortest` bytes: the strings of a snapshot, whose objects have no format that outlives a
 * release of Dart. Two that lie side by side come out as one.
 */
export function snapshotTexts(bytes: Uint8Array, shortest: number, maxCount: number): TextTable {
  const none = new Uint32Array();
  const count = Math.min(walk(bytes, shortest, none, none), maxCount);
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  walk(bytes, shortest, starts, ends);
  return textTable(bytes, starts, ends, true);
}

function walk(bytes: Uint8Array, shortest: number, starts: Uint32Array, ends: Uint32Array): number {
  let count = 0;
  let start = 0;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = at < bytes.length ? bytes[at]! : 0;
    if (byte >= 0x20 && byte < 0x7f) continue;
    if (at - start >= shortest) {
      if (count < starts.length) {
        starts[count] = start;
        ends[count] = at;
      }
      count++;
    }
    start = at + 1;
  }
  return count;
}

/** Text up to the first byte that is no printable ASCII. */
function printable(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x20 || byte >= 0x7f) break;
    text += String.fromCharCode(byte);
  }
  return text;
}
