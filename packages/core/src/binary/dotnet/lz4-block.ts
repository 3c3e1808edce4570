/** Unpacks one LZ4 block (lz4_Block_format.md of the lz4 project, "Compressed block format"). */

/** No block unpacks to more than so many times its length: a length grows by 255 for each byte that is spent on it. */
export const maxLz4Ratio = 255;

const shortestMatch = 4;
/** Literals from this length on are copied by the platform; a call costs more than so few steps of a loop. */
const longLiterals = 32;

/**
 * Unpacks `block` into `out`, which has the stated size, and returns how many bytes were written: all of them where the block is
 * sound, fewer where it is damaged or cut short. Never writes past `out`; takes time linear in both.
 */
export function unpackLz4Block(block: Uint8Array, out: Uint8Array): number {
  const end = block.length;
  const room = out.length;
  let at = 0;
  let to = 0;
  while (at < end) {
    const token = block[at++]!;
    let literals = token >> 4;
    if (literals === 15) {
      let more = 255;
      while (more === 255 && at < end) {
        more = block[at++]!;
        literals += more;
      }
    }
    const fitting = Math.min(literals, end - at, room - to);
    if (fitting >= longLiterals) out.set(block.subarray(at, at + fitting), to);
    else for (let i = 0; i < fitting; i++) out[to + i] = block[at + i]!;
    at += fitting;
    to += fitting;
    // The last sequence of a block has literals only.
    if (fitting < literals || end - at < 2) return to;
    const distance = block[at]! | (block[at + 1]! << 8);
    at += 2;
    if (distance === 0 || distance > to) return to;
    let length = token & 15;
    if (length === 15) {
      let more = 255;
      while (more === 255 && at < end) {
        more = block[at++]!;
        length += more;
      }
    }
    const stop = Math.min(room, to + length + shortestMatch);
    // Byte by byte: a match may overlap what it writes, which repeats it.
    for (let from = to - distance; to < stop; ) out[to++] = out[from++]!;
    if (to === room && at < end) return to;
  }
  return to;
}
