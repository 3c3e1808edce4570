/** Native libraries, found by their first bytes: their names, the classes they have methods of, and the hosts in their data. */

import type { ElfPart } from '../binary/elf/elf-bytes.js';
import type { ElfFile } from '../binary/elf/elf-file.js';
import { readElf } from '../binary/elf/elf-file.js';
import { isElf } from '../binary/elf/header.js';
import { jniClasses } from '../binary/elf/jni-classes.js';
import { startLargeElf } from '../binary/elf/large-elf.js';
import { utf8Text } from '../binary/utf8-texts.js';
import { type EntryView, type ExtractContext, type Extractor, wholeEntryBytes } from './extractor.js';
import type { Sink } from './sink.js';
import { startTextWindows } from './text-windows.js';

/** Names of symbols are no texts with hosts: C++ ones have no dots. What a library says lies in its data, Dart's snapshots included. */
export const nativeLibrary: Extractor = {
  id: 'native-library',
  depth: 'all',
  modes: ['default'],
  likely: (name) => name.startsWith('lib/') && name.endsWith('.so'),
  wants: ({ head }) => isElf(head),
  extract(bytes, entry, sink, context) {
    const elf = readElf(bytes, entry.path, context.report, context.limits);
    if (elf === null) return;
    offerNames(elf, entry, sink, context);
    for (const { start, end } of elf.data.ranges) sink.text(bytes.subarray(start, end), entry.path, start);
  },
  extractPieces(entry, sink, context) {
    const texts = startTextWindows((window, offset) => sink.text(window, entry.path, offset));
    const library = startLargeElf(entry.size, wholeEntryBytes, texts.take);
    return {
      take: library.take,
      end() {
        const elf = library.read(entry.path, context.report, context.limits);
        texts.end();
        if (elf !== null) offerNames(elf, entry, sink, context);
      },
    };
  },
};

/** Parts without which names are missing. Where the others are not at hand, nothing is lost that is asked for here. */
const partsWithNames: readonly ElfPart[] = [
  'program headers',
  'dynamic section',
  'symbol hash table',
  'dynamic symbols',
  'dynamic strings',
];

function offerNames(elf: ElfFile, { name, path }: EntryView, sink: Sink, { report, limits }: ExtractContext): void {
  const { needed, soname } = elf;
  const library = {
    name: name.slice(name.lastIndexOf('/') + 1),
    soname: soname ?? null,
    needed: Array.from({ length: needed.count }, (_, i) => utf8Text(needed, i, limits.maxStringUnits)),
  };
  sink.library(library, path);
  const classes = jniClasses(elf.symbols, limits.maxStringUnits);
  if (classes.count > 0) sink.classes(classes, path);

  const missing = partsWithNames.filter((part) => elf.unseen.includes(part));
  if (missing.length === 0) return;
  const message = `${missing.join(', ')}: behind the first ${wholeEntryBytes} bytes of a larger library, and not read.`;
  report({ code: 'elf/out-of-reach', where: [{ entry: path }], message });
}
