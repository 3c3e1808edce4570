/** The dynamic symbols: names that a library offers to others or wants from them (gABI, "Symbol Table"). */
import type { TextTable } from '../../extractors/sink.js';
import type { Limits } from '../../limits.js';
import type { DynamicSection } from './dynamic-section.js';
import { type ElfBytes, type Notes, readable } from './elf-bytes.js';
import { type NameSource, readNames } from './name-table.js';
import { u16, u32 } from './numbers.js';
import type { Section } from './sections.js';
import { countSymbols } from './symbol-count.js';

/** What a symbol is to others: nothing (sections, local ones), wanted from another library, or offered to all. */
export const linkages = { none: 0, imported: 1, exported: 2 } as const;

/** The dynamic symbols in file order, the empty one at index 0 included. */
export interface DynamicSymbols {
  /** Names as they are in the file: C++ ones mangled, none with the version that readelf appends after `@`. */
  readonly names: TextTable;
  /** For each symbol one of {@link linkages}. */
  readonly linkage: Uint8Array;
}

const localBinding = 0;
const internalVisibility = 1;
const hiddenVisibility = 2;
const undefinedSection = 0;

/** Reads the symbol table; a library without one has none. */
export function readSymbols(
  elf: ElfBytes,
  dynamic: DynamicSection | null,
  sections: readonly Section[],
  names: NameSource,
  limits: Limits,
  notes: Notes,
): DynamicSymbols {
  const count = dynamic === null || dynamic.symbols < 0 ? 0 : symbolsAtHand(elf, dynamic, sections, limits, notes);
  const nameOffsets = new Uint32Array(count);
  const linkage = new Uint8Array(count);
  readItems(elf.bytes, dynamic?.symbols ?? 0, elf.little, elf.wide, nameOffsets, linkage);
  return { names: readNames(names, nameOffsets, 'dynamic symbols', notes), linkage };
}

function symbolsAtHand(
  elf: ElfBytes,
  dynamic: DynamicSection,
  sections: readonly Section[],
  limits: Limits,
  notes: Notes,
): number {
  const stated = countSymbols(elf, dynamic, sections, notes);
  const itemBytes = elf.wide ? 24 : 16;
  const at = dynamic.symbols;
  const whole = { offset: 0, bytes: elf.bytes };
  const there = Math.floor(readable(elf, whole, at, stated * itemBytes, 'dynamic symbols', notes) / itemBytes);
  if (there > limits.maxTableItems) {
    const found = `found ${there} symbols, reading ${limits.maxTableItems}`;
    notes.damage.note('limit/items', 'dynamic symbols', at, () => found);
  }
  return Math.min(there, limits.maxTableItems);
}

function readItems(
  bytes: Uint8Array,
  start: number,
  little: boolean,
  wide: boolean,
  nameOffsets: Uint32Array,
  linkage: Uint8Array,
): void {
  const itemBytes = wide ? 24 : 16;
  const info = wide ? 4 : 12;
  for (let i = 0, at = start; i < nameOffsets.length; i++, at += itemBytes) {
    nameOffsets[i] = u32(bytes, at, little);
    const binding = bytes[at + info]! >> 4;
    const visibility = bytes[at + info + 1]! & 3;
    if (binding === localBinding || nameOffsets[i] === 0) continue;
    const imported = u16(bytes, at + info + 2, little) === undefinedSection;
    if (imported) linkage[i] = linkages.imported;
    else if (visibility !== hiddenVisibility && visibility !== internalVisibility) linkage[i] = linkages.exported;
  }
}
