/** Every Java class file, found by its first bytes whatever its name: in JARs and AARs, and in JARs that lie inside an app. */
import { isClassFile } from '../binary/class-file/is-class-file.js';
import { readClassFile } from '../binary/class-file/read-class-file.js';
import type { Extractor } from './extractor.js';

/** Offers the class that the file defines, those it refers to, and the texts of its constant pool. */
export const classFile: Extractor = {
  id: 'class-file',
  depth: 'dex',
  // exodus-core looks into no class file.
  modes: ['default'],
  // A library has thousands, of 2 KB each: to sort them by size, or to inflate them elsewhere, costs more than it saves.
  likely: () => false,
  wants: ({ head }) => isClassFile(head),
  extract(bytes, { path }, sink, { report, limits }) {
    const file = readClassFile(bytes, path, report, limits);
    if (file === null) return;
    sink.classes(file.classes, path);
    sink.strings(file.strings, path);
  },
};
