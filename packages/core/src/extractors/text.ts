/** Texts of every kind, found by their first bytes: web pages, scripts and bundles, JSON, XML, properties, plain text. */
import type { Extractor, PieceReader } from './extractor.js';
import type { Sink } from './sink.js';
import { type TextEncoding, textEncoding } from './text-head.js';
import { startTextWindows } from './text-windows.js';
import { readUtf16 } from './utf16-text.js';

/** Offers all bytes of a text; of one in UTF-16, the texts in it that may hold a host. */
export const text: Extractor = {
  id: 'text',
  depth: 'all',
  modes: ['default'],
  likely: () => false,
  wants: ({ name, head }) => textEncoding(head) !== null && !isSignatureFile(name),
  extract(bytes, { path, head }, sink) {
    const encoding = textEncoding(head);
    if (encoding === 'utf-8') return sink.text(bytes, path, 0);
    const reader = readerOf(encoding, path, sink);
    reader.take(bytes, 0);
    reader.end();
  },
  extractPieces: ({ path, head }, sink) => readerOf(textEncoding(head), path, sink),
};

function readerOf(encoding: TextEncoding | null, path: string, sink: Sink): PieceReader {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    return readUtf16(encoding === 'utf-16be', (texts) => sink.strings(texts, path));
  }
  return startTextWindows((window, offset) => sink.text(window, path, offset));
}

/** Lists of all entries with their hashes, which signing leaves: as large as they are empty of anything that an app reads. */
function isSignatureFile(name: string): boolean {
  return name.startsWith('META-INF/') && (name.endsWith('.SF') || name.endsWith('.MF'));
}
