/** The strings of Dart kernel files, `kernel_blob.bin` of Flutter's debug builds (dart-lang/sdk, pkg/kernel/binary.md). */
import type { Report } from '../../errors.js';
import type { TextTable } from '../../extractors/sink.js';
import type { Limits } from '../../limits.js';
import { DamageLog } from '../dex/damage-log.js';
import type { ByteRange } from '../heap-texts.js';
import { textTable } from '../utf8-texts.js';
import { readStringTable } from './string-table.js';

/** One of the components that lie one behind the other in a kernel file. */
export interface KernelComponent {
  /** `formatVersion`; it changes with nearly every release of Dart. */
  readonly version: number;
  /** All strings: URIs of libraries (`package:vendor_sdk/vendor_sdk.dart`), names and literals. WTF-8. */
  readonly strings: TextTable;
}

const magic = 0x90abcdef;
/** Builds have one component, or one for each library of a program that is built in parts. */
const maxComponents = 4096;
/** Magic, version, and the six fields of an index without libraries. */
const smallestComponent = 32;
/**
 * How far in front of the first library's offset the offset of the string table stands, in bytes. Three numbers follow it: of the
 * constants or the index, of the main method, and of the compilation mode. Dart 3 dropped the mode.
 */
const stringTableField = { withMode: 16, withoutMode: 12 } as const;

/** Whether bytes begin like a Dart kernel file; its numbers are big-endian. */
export function isDartKernel(head: Uint8Array): boolean {
  return u32(head, 0) === magic;
}

/**
 * Reads the string table of every component. They are found from the end, as Dart does: each ends with its own size. What is damaged
 * goes to `report`, with `where` as its entry, and the rest is read; nothing can be found in a file without its end. Throws nothing;
 * work and memory are linear in the bytes.
 */
export function readKernel(bytes: Uint8Array, where: string, report: Report, limits: Limits): KernelComponent[] {
  const damage = new DamageLog(where, report);
  const components: KernelComponent[] = [];
  for (let end = bytes.length; end > 0; ) {
    const start = end - u32(bytes, end - 4);
    if (start < 0 || end - start < smallestComponent || u32(bytes, start) !== magic) {
      const found = `${end - start} bytes are stated in front of ${end}`;
      damage.note('flutter/bad-kernel', 'component', end, () => `expected one to end here, ${found}`);
      break;
    }
    if (components.length === maxComponents) {
      damage.note('limit/items', 'component', end, () => `more than ${maxComponents} components`);
      break;
    }
    const strings = readStrings(bytes, { start, end }, limits, damage);
    components.push({ version: u32(bytes, start + 4), strings });
    end = start;
  }
  damage.flush();
  return components.reverse();
}

/** Finds the string table by the index at the end of a component (`ComponentIndex`). */
function readStrings(bytes: Uint8Array, component: ByteRange, limits: Limits, damage: DamageLog): TextTable {
  const { start, end } = component;
  // In front of the size stands the number of libraries, in front of that their offsets and one more.
  const libraries = end - 8 - (u32(bytes, end - 8) + 1) * 4;
  let best = null;
  for (const field of Object.values(stringTableField)) {
    const place = libraries - field;
    if (place < start + 8) break;
    const table = readStringTable(bytes, { start: start + u32(bytes, place), end: libraries }, limits.maxTableItems);
    if (best === null || (table.sound && !best.sound)) best = table;
  }
  if (best === null) {
    damage.note('flutter/bad-kernel', 'index', end - 8, () => 'it has more libraries than there is room for');
  } else if (!best.sound) {
    damage.note('flutter/bad-kernel', 'strings', end - 8, () => `${best.count} are stated, ${best.starts.length} fit`);
  } else if (best.starts.length < best.count) {
    damage.note('limit/items', 'strings', end - 8, () => `found ${best.count}, reading ${best.starts.length}`);
  }
  return textTable(bytes, best?.starts ?? new Uint32Array(), best?.ends ?? new Uint32Array(), true);
}

/** A big-endian number; bytes outside count as 0. */
function u32(bytes: Uint8Array, at: number): number {
  const high = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return ((high << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>> 0;
}
