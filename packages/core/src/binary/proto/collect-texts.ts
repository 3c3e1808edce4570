/** Collects the texts of a protocol buffer that lie in certain fields, as byte ranges. */
import type { TextTable } from '../../extractors/sink.js';
import { doubled } from '../doubled.js';
import { textTable } from '../utf8-texts.js';
import { nextField, type ProtoScan, wireTypes } from './wire.js';

/** From a message of one kind a field leads to a message of another, or to `text`, where the way ends. */
export type Step = readonly [from: string, field: number, to: string];

/** The fields that lead to texts, as a table. */
export interface WayToTexts {
  /** The kind that a field leads to, by the kind it is in and its number; 0 where it leads nowhere, 1 for a text. */
  readonly steps: Uint8Array;
  /** The kind of the whole. */
  readonly root: number;
}

/** Fields that lead on have numbers below this. */
const fields = 8;
const skipped = 0;
const text = 1;

/** Makes the table of a way that begins with a message of the kind `root`. */
export function wayToTexts(root: string, steps: readonly Step[]): WayToTexts {
  const kinds = [...new Set(['skipped', 'text', ...steps.flatMap(([from, , to]) => [from, to])])];
  const table = new Uint8Array(kinds.length * fields);
  for (const [from, field, to] of steps) table[kinds.indexOf(from) * fields + field] = kinds.indexOf(to);
  return { steps: table, root: kinds.indexOf(root) };
}

/** All texts on the way that are not empty, at most `most`, in the order of the bytes. What is wrong is noted, not yet reported. */
export function collectTexts(scan: ProtoScan, { steps, root }: WayToTexts, most: number): TextTable {
  let starts = new Uint32Array(256);
  let ends = new Uint32Array(256);
  let count = 0;
  // The messages around the place: what each is, and where it ends.
  let kindOf = new Uint32Array(32);
  let endOf = new Uint32Array(32);
  let depth = 0;
  kindOf[0] = root;
  endOf[0] = scan.bytes.length;
  for (let at = 0; depth >= 0; ) {
    const next = nextField(scan, at, endOf[depth]!);
    if (next === 0) {
      at = endOf[depth--]!;
      continue;
    }
    at = next;
    if (scan.type !== wireTypes.length || scan.field >= fields) continue;
    const kind = steps[kindOf[depth]! * fields + scan.field]!;
    if (kind === skipped) continue;
    if (kind !== text) {
      if (++depth === kindOf.length) {
        kindOf = doubled(kindOf);
        endOf = doubled(endOf);
      }
      kindOf[depth] = kind;
      endOf[depth] = scan.end;
      at = scan.start;
    } else if (!scan.cut && scan.end > scan.start) {
      if (count === most) {
        scan.damage.note('limit/items', 'texts', scan.start, () => `only the first ${most} are read`);
        break;
      }
      if (count === starts.length) {
        starts = doubled(starts);
        ends = doubled(ends);
      }
      starts[count] = scan.start;
      ends[count++] = scan.end;
    }
  }
  return textTable(scan.bytes, starts.slice(0, count), ends.slice(0, count), true);
}
