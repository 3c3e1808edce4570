/** The build id: a digest that a linker leaves in a note, the same wherever the same library is packed. */
import { type ElfBytes, type Notes, readable } from './elf-bytes.js';
import { u32 } from './numbers.js';
import { type Section, sectionFlags, sectionTypes } from './sections.js';
import { type Segment, segmentTypes } from './segments.js';

const noteHeaderBytes = 12;
const buildIdType = 3; // NT_GNU_BUILD_ID (elf.h)
const gnu = [0x47, 0x4e, 0x55, 0];
/** The longest that linkers write is a SHA-512. */
const maxIdBytes = 64;

/**
 * The build id as lower-case hexadecimal; undefined when no note at hand has one. Sections come first: a segment of notes
 * made by gold may end before the one that is asked for.
 */
export function readBuildId(
  elf: ElfBytes,
  sections: readonly Section[],
  segments: readonly Segment[],
  notes: Notes,
): string | undefined {
  const whole = { offset: 0, bytes: elf.bytes };
  // Parts may overlap in a hostile file: together they are read once at most.
  let fuel = elf.bytes.length;
  const places = [
    ...sections.filter(({ type, flags }) => type === sectionTypes.note && (flags & sectionFlags.alloc) !== 0),
    ...segments.filter(({ type }) => type === segmentTypes.note),
  ];
  for (const { file } of places) {
    const length = readable(elf, whole, file.start, file.end - file.start, 'notes', notes);
    if (length === 0) continue; // a place past 2^53 would not grow by adding to it
    const id = findBuildId(elf.bytes, file.start, file.start + Math.min(length, fuel), elf.little);
    if (id !== undefined) return id;
    fuel = Math.max(0, fuel - length);
  }
  return undefined;
}

/** Walks the notes (gABI, "Note Section"): name and descriptor, each padded to four bytes in both classes. */
function findBuildId(bytes: Uint8Array, start: number, end: number, little: boolean): string | undefined {
  for (let at = start; at + noteHeaderBytes <= end; ) {
    const nameBytes = u32(bytes, at, little);
    const idBytes = u32(bytes, at + 4, little);
    const type = u32(bytes, at + 8, little);
    const name = at + noteHeaderBytes;
    const id = name + padded(nameBytes);
    const isBuildId =
      type === buildIdType && nameBytes === gnu.length && gnu.every((byte, i) => bytes[name + i] === byte);
    if (isBuildId && idBytes <= maxIdBytes && id + idBytes <= end) return hexadecimal(bytes.subarray(id, id + idBytes));
    at = id + padded(idBytes);
  }
  return undefined;
}

const padded = (size: number): number => Math.ceil(size / 4) * 4;

const hexadecimal = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
