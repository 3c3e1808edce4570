/** Which pieces of a large library are worth keeping while the rest of it streams by. */
import { DamageLog } from '../dex/damage-log.js';
import { findDynamicSection } from './dynamic-section.js';
import type { ByteRange } from './elf-bytes.js';
import { isElf, openElf, readHeader } from './header.js';
import { readSegments } from './segments.js';

/** Section names lie right before the section headers as a rule; those of a library have about 20 bytes for each of its 30. */
const roomForSectionNames = 4096;
/** A dynamic section says nowhere how long it is; those of libraries have about 30 entries of 16 bytes. */
const roomForDynamicSection = 65_536;

/**
 * The ranges of the file that lie, at least in part, behind `prefix` and hold its dynamic section and its section headers: in a
 * library of 100 MB both are at the end, though the tables that they point to are at the beginning. They are meant for
 * `readElf`, as pieces. At most 4.3 MB together, whatever the header states; none when `prefix` is no ELF or holds both.
 */
export function structureBehind(prefix: Uint8Array, size: number): ByteRange[] {
  const damage = new DamageLog('', () => {}); // readElf tells of damage; here only what is sound counts
  const elf = isElf(prefix) ? openElf(prefix, [], size, damage) : null;
  const header = elf && readHeader(elf, damage);
  if (elf === null || header === null) return [];
  const dynamic = findDynamicSection(readSegments(elf, header, { damage, unseen: new Set() }));
  const headers = header.sectionHeaders;
  const headersEnd = headers + header.sectionHeaderCount * (elf.wide ? 64 : 40);
  const ranges = [
    { start: dynamic, end: Math.min(dynamic + roomForDynamicSection, size) },
    { start: headers === 0 ? -1 : Math.max(0, headers - roomForSectionNames), end: headersEnd },
  ];
  return ranges.filter(({ start, end }) => start >= 0 && start < end && end > prefix.length && end <= size);
}
