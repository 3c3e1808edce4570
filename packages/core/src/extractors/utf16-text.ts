/** A text in UTF-16, piece by piece: its visible texts, a byte for each unit, since hosts and URLs are ASCII. */
import type { PieceReader } from './extractor.js';
import type { TextTable } from './sink.js';
import { startTextWindows } from './text-windows.js';
import { visibleTexts } from './visible-texts.js';

/** Reads pieces that begin at even offsets; each text is offered with the offset at which it lies in the entry. */
export function readUtf16(bigEndian: boolean, offer: (texts: TextTable) => void): PieceReader {
  const windows = startTextWindows((window, offset) => {
    const texts = textsOf(window, offset);
    if (texts.count > 0) offer(texts);
  });
  return {
    take: (piece, offset) => windows.take(asciiUnits(piece, bigEndian), offset / 2),
    end: () => windows.end(),
  };
}

/** The ASCII of each unit, 0 for any other. An odd byte at the end is no unit. */
function asciiUnits(bytes: Uint8Array, bigEndian: boolean): Uint8Array {
  const high = bigEndian ? 0 : 1;
  const units = new Uint8Array(bytes.length >>> 1);
  for (let i = 0; i < units.length; i++) if (bytes[2 * i + high] === 0) units[i] = bytes[2 * i + 1 - high]!;
  return units;
}

function textsOf(units: Uint8Array, offset: number): TextTable {
  const { starts, ends } = visibleTexts(units);
  const offsets = starts.map((start) => (offset + start) * 2);
  return { bytes: units, count: starts.length, starts, ends, offsets, ordered: true };
}
